import { circumstancesOf, likeValues } from '#core/search/like/circumstances';
import { KnownConditions } from '#core/search/like/known-conditions';
import { facetsOf, type SearchReference, sortKeysOf } from '#core/search/search-document';
import type { OwnFacet, SearchDocument } from '#core/search/search-index';
import type { OurPlace } from '#shared/model/likeness';
import type { PracticeSummary } from '#shared/model/practice';
import { type FacetName, facetNames } from '#shared/model/search';

/** What a list is made from. */
export interface ListedPractice {
  readonly summary: PracticeSummary;
  readonly facets: Readonly<Record<OwnFacet, readonly string[]>>;
  readonly circumstances: readonly string[];
  readonly sortKeys: SearchDocument['sortKeys'];
}

const none: readonly string[] = [];

/**
 * What lists are made from, worked out once for each summary and kept as long as that: a page asks for its list again and
 * again while a library is read for the first time, and summaries are replaced, never changed.
 */
export class ListedPractices {
  readonly #reference: SearchReference;
  readonly #conditions = new KnownConditions();
  readonly #listed = new WeakMap<PracticeSummary, ListedPractice>();
  /** Lists that are the same for thousands of practices, by their values. */
  readonly #shared = new Map<string, readonly string[]>();

  constructor(reference: SearchReference) {
    this.#reference = reference;
  }

  of(summary: PracticeSummary): ListedPractice {
    let listed = this.#listed.get(summary);
    if (!listed) {
      listed = this.#work(summary);
      this.#listed.set(summary, listed);
    }
    return listed;
  }

  #work(summary: PracticeSummary): ListedPractice {
    const facets: Record<string, readonly string[]> = {};
    const own = facetsOf(summary, this.#reference);
    for (const name of facetNames) if (name !== 'like') facets[name] = this.#share(own[name]);
    return {
      summary,
      facets: facets as Record<OwnFacet, readonly string[]>,
      circumstances: this.#share(circumstancesOf(summary, this.#conditions.keysOf)),
      sortKeys: sortKeysOf(summary),
    };
  }

  #share(values: readonly string[]): readonly string[] {
    if (values.length === 0) return none;
    const key = values.join('\n');
    const known = this.#shared.get(key);
    // Values may hold any character, so that two lists may look alike.
    if (known?.length === values.length && known.every((value, at) => value === values[at])) return known;
    this.#shared.set(key, values);
    return values;
  }
}

/** Values of a facet; `like` has none without our place. */
export function listedValues(
  { facets, circumstances }: ListedPractice,
  name: FacetName,
  ours: OurPlace | undefined,
): readonly string[] {
  if (name !== 'like') return facets[name];
  return ours ? likeValues({ regions: facets.region, circumstances }, ours) : none;
}
