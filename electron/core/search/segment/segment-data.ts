/** Documents of one segment, so that a posting names its document in two bytes. */
export const mostDocuments = 65_535;

/** Stands in a stream between two fields and before what is no running text, so that no phrase reaches across. */
export const gap = 0;

/** A posting's code where its frequencies are none of the 255 most common ones. */
export const exceptional = 255;

/**
 * The words of some documents, turned round: immutable typed arrays that are the same in memory and in a file.
 *
 * Terms are numbered through: folded syllables first, then exact ones, then pairs of folded syllables that stand side by
 * side. An exact form that is the only one of its folded form has no postings of its own, because they would be the
 * same. What a posting says of a document, the frequency by field, is a row of `frequencies`: the 255 most common rows
 * by their number in one byte, others through `exceptionAt` and `exceptionRow`.
 */
export interface SegmentData {
  readonly documents: number;
  readonly fields: number;
  /** Ascending by UTF-16 units. */
  readonly folded: readonly string[];
  /** Grouped by folded form, ascending within each. */
  readonly exact: readonly string[];
  /** The first exact form of each folded form, and their number at the end. */
  readonly exactStart: Uint32Array;
  /** The first pair that begins with each folded form, and their number at the end. */
  readonly pairStart: Uint32Array;
  /** Folded form with which a pair ends; ascending among those with the same beginning. */
  readonly pairSecond: Uint32Array;
  /** The first posting of each term, and their number at the end. */
  readonly postingStart: Uint32Array;
  /** Ascending within each term. */
  readonly postingDocument: Uint16Array;
  readonly postingCode: Uint8Array;
  /** Rows of one frequency a field, the most common ones first. */
  readonly frequencies: Uint16Array;
  /** Postings whose code is `exceptional`, ascending, and the row of each. */
  readonly exceptionAt: Uint32Array;
  readonly exceptionRow: Uint32Array;
  /** Words in each field of each document. */
  readonly lengths: Uint32Array;
  /** Where each field of each document begins in `stream`, and its length at the end. */
  readonly streamStart: Uint32Array;
  /** The texts as numbers of exact forms, counted from 1: positions, and a forward list of each document's terms. */
  readonly stream: Uint16Array | Uint32Array;
}

/** The folded form of each exact form. */
export function foldedOfExact({
  exact,
  exactStart,
}: {
  exact: { readonly length: number };
  exactStart: Uint32Array;
}): Uint32Array {
  const foldedOf = new Uint32Array(exact.length);
  for (let folded = 0; folded + 1 < exactStart.length; folded += 1)
    foldedOf.fill(folded, exactStart[folded], exactStart[folded + 1]);
  return foldedOf;
}

/** Room for a stream: two bytes a word where the numbers of all forms fit. */
export function createStream(length: number, forms: number): SegmentData['stream'] {
  return forms < 65_535 ? new Uint16Array(length) : new Uint32Array(length);
}
