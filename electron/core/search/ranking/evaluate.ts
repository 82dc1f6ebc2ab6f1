import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import { documentsOf } from '#core/search/ranking/sieve';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan, PlannedTerm } from '#core/search/ranking/term-plan';

/**
 * Scores every document, or at least those with the term that `sieve` names. The scorers then hold scores and bits of
 * documents, live or not, until the next query; `matches` says which of them answer.
 */
export function evaluate({ scorers, check }: Snapshot, { terms }: Plan, sieve?: PlannedTerm): void {
  scorers.forEach((scorer, at) => {
    scorer.clear();
    const among = sieve && documentsOf(scorer, sieve, at);
    for (const term of terms) {
      check();
      scorer.add(term, at, among);
    }
  });
}

/** Whether a document answers: it is there still, has all that is required, nothing prohibited, and something wanted. */
export function matches({ segment, seen }: SegmentScorer, plan: Plan, document: number): boolean {
  const bits = seen[document] ?? 0;
  return (
    segment.live[document] === 1 &&
    (bits & plan.required) === plan.required &&
    (bits & plan.prohibited) === 0 &&
    (plan.wanted === 0 || (bits & plan.wanted) !== 0)
  );
}

/** Calls for each document that answers, in their order; the same as `matches` for all, in a third of the time. */
export function forEachMatch(
  { segment, seen }: SegmentScorer,
  { required, prohibited, wanted }: Plan,
  found: (document: number) => void,
): void {
  const { live } = segment;
  const decisive = required | prohibited;
  for (let document = 0; document < seen.length; document += 1) {
    const bits = seen[document] as number;
    if ((bits & decisive) !== required || (wanted !== 0 && (bits & wanted) === 0)) continue;
    if (live[document] === 1) found(document);
  }
}
