import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan } from '#core/search/ranking/term-plan';

/**
 * Scores every document. The scorers then hold scores and bits of all documents, live or not, until the next query;
 * `matches` says which of them answer.
 */
export function evaluate({ scorers }: Snapshot, { terms }: Plan): void {
  scorers.forEach((scorer, at) => {
    scorer.clear();
    for (const term of terms) scorer.add(term, at);
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
