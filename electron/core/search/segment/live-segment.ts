import { foldedOfExact, gap, type SegmentData } from '#core/search/segment/segment-data';
import { pairTerms, type TermRange } from '#core/search/segment/dictionary';

/** A segment with the documents that are there still, and statistics that leave the others out. */
export class LiveSegment {
  readonly data: SegmentData;
  /** 1 for each document that is there still. */
  readonly live: Uint8Array;
  /** Words by field of all live documents, and how many of them have any. */
  readonly words: number[];
  readonly filled: number[];
  #documents: number;
  /** How many dead documents have each term; made when the first one dies. */
  #deadWith: Uint32Array | undefined;

  constructor(data: SegmentData, dead: Iterable<number> = []) {
    this.data = data;
    this.live = new Uint8Array(data.documents).fill(1);
    this.#documents = data.documents;
    this.words = new Array<number>(data.fields).fill(0);
    this.filled = new Array<number>(data.fields).fill(0);
    for (let document = 0; document < data.documents; document += 1) this.#measure(document, 1);
    for (const document of dead) this.remove(document);
  }

  /** Live ones. */
  get documents(): number {
    return this.#documents;
  }

  remove(document: number): void {
    if (this.live[document] !== 1) return;
    this.live[document] = 0;
    this.#documents -= 1;
    this.#measure(document, -1);
    const deadWith = (this.#deadWith ??= new Uint32Array(this.data.postingStart.length - 1));
    for (const term of termsOf(this.data, document)) deadWith[term] = (deadWith[term] ?? 0) + 1;
  }

  /** How many live documents have these terms; one that has several of them counts as often. */
  documentsWith({ from, to }: TermRange): number {
    const { postingStart } = this.data;
    let count = (postingStart[to] ?? 0) - (postingStart[from] ?? 0);
    if (this.#deadWith) for (let term = from; term < to; term += 1) count -= this.#deadWith[term] ?? 0;
    return count;
  }

  #measure(document: number, sign: 1 | -1): void {
    const { lengths, fields } = this.data;
    for (let field = 0; field < fields; field += 1) {
      const length = lengths[document * fields + field] ?? 0;
      this.words[field] = (this.words[field] ?? 0) + sign * length;
      if (length > 0) this.filled[field] = (this.filled[field] ?? 0) + sign;
    }
  }
}

/** The terms of a document, of all three kinds. */
function termsOf(data: SegmentData, document: number): Set<number> {
  const { exactStart, folded, stream, streamStart, fields } = data;
  const terms = new Set<number>();
  const foldedOf = foldedOfExact(data);
  for (let field = document * fields; field < (document + 1) * fields; field += 1) {
    let before = -1;
    for (const number of stream.subarray(streamStart[field], streamStart[field + 1])) {
      const term = number === gap ? -1 : (foldedOf[number - 1] ?? 0);
      if (term !== -1) {
        terms.add(term);
        if ((exactStart[term + 1] ?? 0) - (exactStart[term] ?? 0) > 1) terms.add(folded.length + number - 1);
        if (before !== -1) terms.add(pairTerms(data, before, { from: term, to: term + 1 }).from);
      }
      before = term;
    }
  }
  return terms;
}
