import { applyFacets } from '#core/search/facets';
import { Highlighter } from '#core/search/highlight';
import { parseQuery } from '#core/search/parsed-query';
import { plainText } from '#core/search/plain-text';
import { facetsOf, type SearchReference, sortKeysOf } from '#core/search/search-document';
import type { IndexAnswer, IndexQuery, SearchDocument } from '#core/search/search-index';
import type { PracticeSummary } from '#shared/model/practice';

interface Listed {
  readonly summary: PracticeSummary;
  readonly document: Pick<SearchDocument, 'facets' | 'sortKeys'>;
}

/** The answer to a query without words: from the catalogue, so that nobody waits for the index to see what there is. */
export function listPractices(
  summaries: Iterable<PracticeSummary>,
  query: IndexQuery,
  reference: SearchReference,
): IndexAnswer {
  const all: Listed[] = [];
  for (const summary of summaries) {
    all.push({ summary, document: { facets: facetsOf(summary, reference), sortKeys: sortKeysOf(summary) } });
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

/** The id comes last, so that equal ones keep their order. */
function newestFirst(a: Listed, b: Listed): number {
  const [one, other] = [a.document.sortKeys, b.document.sortKeys];
  return (
    other.period - one.period ||
    other.changedAt - one.changedAt ||
    (a.summary.id < b.summary.id ? -1 : Number(a.summary.id > b.summary.id))
  );
}

function byEvidence(a: Listed, b: Listed): number {
  return b.document.sortKeys.evidence - a.document.sortKeys.evidence || newestFirst(a, b);
}
