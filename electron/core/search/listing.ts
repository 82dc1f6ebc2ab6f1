import { applyFacets } from '#core/search/facets';
import { Highlighter } from '#core/search/highlight';
import { circumstancesOf, likeValues } from '#core/search/like/circumstances';
import { KnownConditions } from '#core/search/like/known-conditions';
import { parseQuery } from '#core/search/parsed-query';
import { plainText } from '#core/search/plain-text';
import { facetsOf, type SearchReference, sortKeysOf } from '#core/search/search-document';
import type { IndexAnswer, IndexQuery, SearchDocument } from '#core/search/search-index';
import type { OurPlace } from '#shared/model/likeness';
import type { PracticeSummary } from '#shared/model/practice';
import type { FacetName } from '#shared/model/search';

interface Listed {
  readonly summary: PracticeSummary;
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
  readonly sortKeys: SearchDocument['sortKeys'];
}

/** The answer to a query without words: from the catalogue, so that nobody waits for the index to see what there is. */
export function listPractices(
  summaries: Iterable<PracticeSummary>,
  query: IndexQuery,
  reference: SearchReference,
  known = new KnownConditions(),
): IndexAnswer {
  const all: Listed[] = [];
  for (const summary of summaries) {
    const facets = facetsOf(summary, reference);
    const like = query.ours ? likeOf(summary, facets.region, query.ours, known) : [];
    all.push({ summary, facets: { ...facets, like }, sortKeys: sortKeysOf(summary) });
  }
  const { chosen, counts } = applyFacets(all, query.facets, query.without);
  const highlighter = new Highlighter(parseQuery(''));
  const { from = 0, limit, sort } = query;
  const hits = chosen.sort(sort === 'evidence' ? byEvidence : newestFirst).slice(from, from + limit);
  return {
    total: chosen.length,
    hits: hits.map(({ summary }) => ({
      id: summary.id,
      tier: 'exact',
      foundIn: [],
      passage: highlighter.passage(plainText(summary.summary)),
    })),
    facets: counts,
    unknownWords: [],
    suggestion: null,
  };
}

function likeOf(
  summary: PracticeSummary,
  regions: readonly string[],
  ours: OurPlace,
  known: KnownConditions,
): readonly string[] {
  return likeValues({ regions, circumstances: circumstancesOf(summary, known.keysOf) }, ours);
}

/** The id comes last, so that equal ones keep their order. */
function newestFirst(a: Listed, b: Listed): number {
  const [one, other] = [a.sortKeys, b.sortKeys];
  return (
    other.period - one.period ||
    other.changedAt - one.changedAt ||
    (a.summary.id < b.summary.id ? -1 : Number(a.summary.id > b.summary.id))
  );
}

function byEvidence(a: Listed, b: Listed): number {
  return b.sortKeys.evidence - a.sortKeys.evidence || newestFirst(a, b);
}
