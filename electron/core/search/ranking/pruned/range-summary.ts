import { mixed, type PostingFrequencies } from '#core/search/ranking/posting-frequencies';
import { addDocument, type DocumentBits, noDocuments } from '#core/search/ranking/pruned/document-bits';
import { blockShift, steps } from '#core/search/ranking/pruned/term-summary';
import type { PostingRange } from '#core/search/segment/postings';
import type { SegmentData } from '#core/search/segment/segment-data';

/** What is known of terms that follow one another and count as one, as all words that begin with `ho`, all together. */
export interface RangeSummary {
  readonly documents: DocumentBits;
  /** By block: of no document there they say more than so many steps. */
  readonly most: Uint8Array;
  /** What a step is worth, without the weight of the term. */
  readonly step: number;
}

/** Bytes of a summary in a segment of so many documents. */
export function bytesOfRange(documents: number): number {
  return documents / 8 + documents / 2 ** blockShift;
}

export function summariseRange(
  data: SegmentData,
  frequencies: PostingFrequencies,
  range: PostingRange,
): RangeSummary {
  const sums = sumUp(data, frequencies, range);
  const step = highest(sums) / steps;
  const documents = noDocuments(data.documents);
  const most = new Uint8Array(Math.ceil(data.documents / 2 ** blockShift));
  for (let document = 0; document < sums.length; document += 1) {
    const sum = sums[document] as number;
    if (sum === 0) continue;
    addDocument(documents, document);
    const impact = Math.min(steps, Math.ceil(sum / step));
    const block = document >>> blockShift;
    if (impact > (most[block] as number)) most[block] = impact;
  }
  return { documents, most, step };
}

/** By document: what the postings say of it together. Every one of them passes here, as in `SegmentScorer`. */
function sumUp(
  { postingDocument, postingCode, documents }: SegmentData,
  frequencies: PostingFrequencies,
  { from, to }: PostingRange,
): Float64Array {
  const { rowNorms, rowWeight, norms, k1, allFields } = frequencies;
  const sums = new Float64Array(documents);
  for (let posting = from; posting < to; posting += 1) {
    const document = postingDocument[posting] as number;
    const code = postingCode[posting] as number;
    const place = rowNorms[code] as number;
    const frequency =
      place === mixed
        ? frequencies.within(posting, document, allFields)
        : (rowWeight[code] as number) * (norms[place + document] as number);
    (sums[document] as number) += frequency / (k1 + frequency);
  }
  return sums;
}

function highest(sums: Float64Array): number {
  let most = 0;
  for (let document = 0; document < sums.length; document += 1)
    if ((sums[document] as number) > most) most = sums[document] as number;
  return most;
}
