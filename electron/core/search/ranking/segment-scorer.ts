import { mixed, PostingFrequencies, type Weights } from '#core/search/ranking/posting-frequencies';
import { TermSummaries } from '#core/search/ranking/pruned/term-summaries';
import type { Statistics } from '#core/search/ranking/statistics';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { lowerBound, type PostingRange } from '#core/search/segment/postings';
import type { TermRange } from '#core/search/segment/dictionary';

/** Postings that are read in the time in which one is looked up. */
export const lookUpCost = 16;

/** Scores the documents of one segment under statistics of the whole library. */
export class SegmentScorer {
  /** By document, as are the two below. */
  readonly scores: Float64Array;
  readonly seen: Uint32Array;
  readonly exactlySeen: Uint32Array;
  readonly frequencies: PostingFrequencies;
  readonly summaries: TermSummaries;
  readonly #segment: LiveSegment;

  constructor(segment: LiveSegment, statistics: Statistics, weights: Weights) {
    const { documents } = segment.data;
    this.#segment = segment;
    this.scores = new Float64Array(documents);
    this.seen = new Uint32Array(documents);
    this.exactlySeen = new Uint32Array(documents);
    this.frequencies = new PostingFrequencies(segment, statistics, weights);
    this.summaries = new TermSummaries(this);
  }

  get segment(): LiveSegment {
    return this.#segment;
  }

  clear(): void {
    this.scores.fill(0);
    this.seen.fill(0);
    this.exactlySeen.fill(0);
  }

  /**
   * Adds what a term says to every document that has it, or at least to those `among` them, ascending. `at` is the place
   * of this segment among all.
   */
  add(term: PlannedTerm, at: number, among?: Uint16Array): void {
    const { postingStart } = this.#segment.data;
    for (const { from, to } of term.ranges[at] ?? []) {
      const [first, end] = [postingStart[from] ?? 0, postingStart[to] ?? 0];
      if (!among || isShort(end - first, among)) this.#addPostings(term, first, end);
      else this.#addAmong(term, { from, to }, among);
    }
  }

  /** Adds what a phrase says to the documents that have it, ascending; its postings are those of one of its pairs. */
  addAmong(
    documents: Uint16Array,
    {
      postings,
      weight,
      bits,
      exactBits,
    }: Pick<PlannedTerm, 'weight' | 'bits' | 'exactBits'> & { readonly postings: TermRange },
  ): void {
    const { postingStart, postingDocument } = this.#segment.data;
    const { k1, allFields } = this.frequencies;
    const end = postingStart[postings.to] ?? 0;
    let posting = postingStart[postings.from] ?? 0;
    for (const document of documents) {
      while (posting < end && (postingDocument[posting] ?? 0) < document) posting += 1;
      if (posting === end) return;
      const frequency = this.frequencies.within(posting, document, allFields);
      this.scores[document] = (this.scores[document] ?? 0) + (weight * frequency) / (k1 + frequency);
      this.seen[document] = (this.seen[document] ?? 0) | bits;
      this.exactlySeen[document] = (this.exactlySeen[document] ?? 0) | exactBits;
    }
  }

  /**
   * The innermost loop of searching: every posting of every word passes here. Elements are asserted to be there, because
   * a default for each of them takes as long as everything else.
   */
  #addPostings({ weight, bits, exactBits, fields }: PlannedTerm, from: number, to: number): void {
    const { postingDocument, postingCode } = this.#segment.data;
    const { scores, seen, exactlySeen } = this;
    const { rowNorms, rowWeight, norms, k1, allFields } = this.frequencies;
    const everywhere = fields === allFields;
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] as number;
      const code = postingCode[posting] as number;
      const place = everywhere ? (rowNorms[code] as number) : mixed;
      const frequency =
        place === mixed
          ? this.frequencies.within(posting, document, fields)
          : (rowWeight[code] as number) * (norms[place + document] as number);
      if (frequency === 0) continue;
      (scores[document] as number) += (weight * frequency) / (k1 + frequency);
      (seen[document] as number) |= bits;
      (exactlySeen[document] as number) |= exactBits;
    }
  }

  /** Looks up the documents in the postings of common terms, and reads those of the others in one go. */
  #addAmong(term: PlannedTerm, { from, to }: TermRange, among: Uint16Array): void {
    const { postingStart } = this.#segment.data;
    let unread = postingStart[from] ?? 0;
    for (let one = from; one < to; one += 1) {
      const [first, end] = [postingStart[one] ?? 0, postingStart[one + 1] ?? 0];
      if (isShort(end - first, among)) continue;
      this.#addPostings(term, unread, first);
      this.#lookUp(term, { from: first, to: end }, among);
      unread = end;
    }
    this.#addPostings(term, unread, postingStart[to] ?? 0);
  }

  /** Each document is looked for from where the last one stood. */
  #lookUp(term: PlannedTerm, { from, to }: PostingRange, among: Uint16Array): void {
    const { postingDocument } = this.#segment.data;
    let posting = from;
    for (const document of among) {
      let step = 1;
      while (posting + step < to && (postingDocument[posting + step] ?? 0) < document) step *= 2;
      posting = lowerBound(postingDocument, document, posting, Math.min(posting + step + 1, to));
      if (posting === to) return;
      if (postingDocument[posting] === document) this.#addPostings(term, posting, posting + 1);
    }
  }
}

function isShort(postings: number, among: Uint16Array): boolean {
  return postings < among.length * lookUpCost;
}
