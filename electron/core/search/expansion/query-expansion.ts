import type { Alternative } from '#core/search/expansion/alternative';
import type { Expander } from '#core/search/expansion/expander';
import { Successions } from '#core/search/expansion/successions';
import { isEmpty, type ParsedQuery } from '#core/search/parsed-query';
import type { Province } from '#shared/model/province';
import type { AlsoSought, SearchAnswer, SearchQuery } from '#shared/model/search';

/** What is looked for beside what was typed, and what the answer says about it. */
export interface Expanded {
  readonly alternatives: readonly Alternative[];
  readonly told: Pick<SearchAnswer, 'also' | 'succession'>;
}

const nothing: Expanded = { alternatives: [], told: {} };

/** Gives the queries of one library their alternatives. */
export class QueryExpansion {
  readonly #expander: () => Promise<Expander>;
  readonly #successions: Successions;

  constructor(expander: () => Promise<Expander>, provinces: ReadonlyMap<string, Province>) {
    this.#expander = expander;
    this.#successions = new Successions(provinces);
  }

  /** A `literal` query has no alternatives, and its answer says which ones it would have. */
  async expand(
    parsed: ParsedQuery,
    { text, literal }: Pick<SearchQuery, 'text' | 'literal'>,
  ): Promise<Expanded> {
    if (isEmpty(parsed)) return nothing;
    const alternatives = (await this.#expander()).expand(parsed);
    const also = alsoSought(text.normalize('NFC'), alternatives);
    const succession = this.#successions.find(parsed);
    return {
      alternatives: literal === true ? [] : alternatives,
      told: { ...(also.length > 0 ? { also } : {}), ...(succession.length > 0 ? { succession } : {}) },
    };
  }
}

/** By what was typed; the other spelling of a syllable is the same word, and TP in TP.HCM not worth telling either. */
function alsoSought(text: string, alternatives: readonly Alternative[]): AlsoSought[] {
  const byTyped = new Map<string, Set<string>>();
  for (const { kind, start, end, shown } of alternatives) {
    const isPart = alternatives.some(
      (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
    );
    if (kind === 'spelling' || isPart) continue;
    const typed = text.slice(start, end);
    byTyped.set(typed, (byTyped.get(typed) ?? new Set()).add(shown));
  }
  return Array.from(byTyped, ([typed, terms]) => ({ typed, terms: [...terms] }));
}
