import { lookUpCost, type SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan, PlannedTerm } from '#core/search/ranking/term-plan';

/**
 * The rarest of the terms that every answer must have, where it is rare enough that looking up its documents in the
 * postings of the others is cheaper than reading all of these. Documents without it need no score where only those with
 * everything that is required are wanted.
 */
export function sieveOf(
  { segments }: Snapshot,
  { terms }: Plan,
  needed: readonly PlannedTerm[],
): PlannedTerm | undefined {
  const postingsOf = ({ ranges }: PlannedTerm): number =>
    segments.reduce(
      (sum, { data: { postingStart } }, at) =>
        (ranges[at] ?? []).reduce(
          (all, { from, to }) => all + (postingStart[to] ?? 0) - (postingStart[from] ?? 0),
          sum,
        ),
      0,
    );
  const counted = needed.map((term) => ({ term, postings: postingsOf(term) }));
  const [rarest] = counted.sort((a, b) => a.postings - b.postings);
  const all = terms.reduce((sum, term) => sum + postingsOf(term), 0);
  return rarest && rarest.postings * lookUpCost < all - rarest.postings ? rarest.term : undefined;
}

/** The documents of a segment, live or not, that have a term; ascending. */
export function documentsOf({ segment }: SegmentScorer, term: PlannedTerm, at: number): Uint16Array {
  const { postingStart, postingDocument } = segment.data;
  const found = (term.ranges[at] ?? []).flatMap(({ from, to }) =>
    Array.from(postingDocument.subarray(postingStart[from], postingStart[to])),
  );
  return Uint16Array.from(new Set(found)).sort();
}
