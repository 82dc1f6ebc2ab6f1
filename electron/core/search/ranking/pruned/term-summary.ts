import type { PostingFrequencies } from '#core/search/ranking/posting-frequencies';
import {
  addDocument,
  type DocumentBits,
  noDocuments,
  onesIn,
} from '#core/search/ranking/pruned/document-bits';
import type { PostingRange } from '#core/search/segment/postings';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Documents of a block have one bound; a block is one byte of bits. */
export const blockShift = 3;
/** Impacts are below 1; bounds of them are counted in so many steps. */
export const steps = 255;
/** What is known of a common term without looking at its postings again. */
export interface TermSummary {
  readonly documents: DocumentBits;
  /** Postings before each word of `documents`. */
  readonly before: Uint16Array;
  /** By block: no posting there says more than so many steps. */
  readonly most: Uint8Array;
}

export function summariseTerm(
  { postingDocument, documents: count }: SegmentData,
  frequencies: PostingFrequencies,
  { from, to }: PostingRange,
): TermSummary {
  const { k1, allFields } = frequencies;
  const documents = noDocuments(count);
  const most = new Uint8Array(Math.ceil(count / 2 ** blockShift));
  for (let posting = from; posting < to; posting += 1) {
    const document = postingDocument[posting] as number;
    const frequency = frequencies.of(posting, document, allFields);
    const impact = Math.ceil((steps * frequency) / (k1 + frequency));
    const block = document >>> blockShift;
    if (impact > (most[block] as number)) most[block] = impact;
    addDocument(documents, document);
  }
  return { documents, before: countBefore(documents), most };
}

function countBefore(documents: DocumentBits): Uint16Array {
  const before = new Uint16Array(documents.length);
  let count = 0;
  documents.forEach((word, at) => {
    before[at] = count;
    count += onesIn(word);
  });
  return before;
}

/** Which of the postings is that of the document; -1 where none is. */
export function postingOf({ documents, before }: TermSummary, from: number, document: number): number {
  const at = document >>> 5;
  const [word, bit] = [documents[at] as number, 1 << (document & 31)];
  return (word & bit) === 0 ? -1 : from + (before[at] as number) + onesIn(word & (bit - 1));
}
