import { applyFacets } from '#core/search/facets';
import { firstInOrder } from '#core/search/first-in-order';
import { Highlighter } from '#core/search/highlight';
import { type ListedPractice, type ListedPractices, listedValues } from '#core/search/listed-practices';
import { parseQuery } from '#core/search/parsed-query';
import { plainText } from '#core/search/plain-text';
import type { IndexAnswer, IndexQuery } from '#core/search/search-index';
import type { PracticeSummary } from '#shared/model/practice';

/** The answer to a query without words: from the catalogue, so that nobody waits for the index to see what there is. */
export function listPractices(
  summaries: Iterable<PracticeSummary>,
  { ours, facets, without, from = 0, limit, sort }: IndexQuery,
  listed: ListedPractices,
): IndexAnswer {
  const all: ListedPractice[] = [];
  for (const summary of summaries) all.push(listed.of(summary));
  const { chosen, counts } = applyFacets(all, (one, name) => listedValues(one, name, ours), {
    selection: facets,
    without,
  });
  const highlighter = new Highlighter(parseQuery(''));
  const order = sort === 'evidence' ? byEvidence : newestFirst;
  return {
    total: chosen.length,
    hits: firstInOrder(chosen, from + limit, order)
      .slice(from)
      .map(({ summary }) => ({
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
function newestFirst(a: ListedPractice, b: ListedPractice): number {
  const [one, other] = [a.sortKeys, b.sortKeys];
  return (
    other.period - one.period ||
    other.changedAt - one.changedAt ||
    (a.summary.id < b.summary.id ? -1 : Number(a.summary.id > b.summary.id))
  );
}

function byEvidence(a: ListedPractice, b: ListedPractice): number {
  return b.sortKeys.evidence - a.sortKeys.evidence || newestFirst(a, b);
}
