import type { RangeSummary } from '#core/search/ranking/pruned/range-summary';
import type { Piece } from '#core/search/ranking/pruned/term-summaries';
import { steps } from '#core/search/ranking/pruned/term-summary';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { Plan, PlannedTerm } from '#core/search/ranking/term-plan';

/** A term of a plan with its postings in one segment. */
export interface TermPieces {
  readonly term: PlannedTerm;
  readonly pieces: readonly Piece[];
  /** Of many terms that count as one. */
  readonly whole: RangeSummary | undefined;
}

/** The terms of a plan in one segment. */
export interface SegmentTerms {
  /** In the order of the plan. */
  readonly all: readonly TermPieces[];
  /** Those that make a difference to what documents score at most. */
  readonly telling: readonly TermPieces[];
  /** What the others add to a document's score at most, all together. */
  readonly rest: number;
}

/** What can add less than this share of all weights is not worth looking at: the beginning of half of all words. */
const slightShare = 1 / 100;

/** `at` is the place of the segment among all. */
export function segmentTerms(scorer: SegmentScorer, plan: Plan, at: number): SegmentTerms {
  const all = plan.terms.map((term) => ({
    term,
    pieces: scorer.summaries.piecesOf(term, at),
    whole: scorer.summaries.wholeOf(term, at),
  }));
  const weights = plan.terms.reduce((sum, { weight }) => sum + weight, 0);
  const isSlight = (one: TermPieces): boolean => mostOf(one, at) <= weights * slightShare;
  return {
    all,
    telling: all.filter((one) => !isSlight(one)),
    rest: all.filter(isSlight).reduce((sum, one) => sum + mostOf(one, at), 0),
  };
}

/** A word says less than its weight, and all that begin so may stand in one document. */
function mostOf({ term: { weight, ranges }, whole }: TermPieces, at: number): number {
  if (whole) return weight * whole.step * steps;
  return (ranges[at] ?? []).reduce((sum, { from, to }) => sum + weight * (to - from), 0);
}
