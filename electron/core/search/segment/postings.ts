import { exceptional, type SegmentData } from '#core/search/segment/segment-data';

/** The postings of one term: places in the segment's arrays. */
export interface PostingRange {
  readonly from: number;
  readonly to: number;
}

export function postingsOfTerm({ postingStart }: SegmentData, term: number): PostingRange {
  return { from: postingStart[term] ?? 0, to: postingStart[term + 1] ?? 0 };
}

/** The postings of an exact form; those of its folded form when no other form folds to it. */
export function postingsOfForm(data: SegmentData, form: number, folded: number): PostingRange {
  const { exactStart } = data;
  const forms = (exactStart[folded + 1] ?? 0) - (exactStart[folded] ?? 0);
  return postingsOfTerm(data, forms === 1 ? folded : data.folded.length + form);
}

/** The postings of a pair, by its place among all pairs. */
export function postingsOfPair(data: SegmentData, pair: number): PostingRange {
  return postingsOfTerm(data, data.folded.length + data.exact.length + pair);
}

/** The row of frequencies that a posting has. */
export function rowOf({ postingCode, exceptionAt, exceptionRow }: SegmentData, posting: number): number {
  const code = postingCode[posting] ?? 0;
  return code === exceptional ? (exceptionRow[lowerBound(exceptionAt, posting)] ?? 0) : code;
}

/** The first place from `from` up to `to` whose value is at least `wanted`. */
export function lowerBound(
  ascending: Uint16Array | Uint32Array,
  wanted: number,
  from = 0,
  to = ascending.length,
): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
