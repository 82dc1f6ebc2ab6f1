import type { Statistics } from '#core/search/ranking/statistics';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { lowerBound, type PostingRange, rowOf } from '#core/search/segment/postings';
import type { TermRange } from '#core/search/segment/dictionary';
import { exceptional } from '#core/search/segment/segment-data';

/** Parameters of BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6). */
export interface Weights {
  /** How soon more occurrences say no more. */
  readonly k1: number;
  /** How much the length of a field counts, 0 to 1. */
  readonly b: number;
  readonly boosts: readonly number[];
}

/** A row with words in more than one field. */
const mixed = -1;
/** Postings that are read in the time in which one is looked up. */
export const lookUpCost = 16;

/** Scores the documents of one segment under statistics of the whole library. */
export class SegmentScorer {
  /** By document, as are the two below. */
  readonly scores: Float64Array;
  readonly seen: Uint32Array;
  readonly exactlySeen: Uint32Array;
  readonly #segment: LiveSegment;
  readonly #weights: Weights;
  /** By field and document: how much an occurrence counts in a field of this length. */
  readonly #norms: Float32Array;
  /** By code of a posting: where the norms of its only field begin, or `mixed`; and the frequency there times the boost. */
  readonly #rowNorms = new Int32Array(exceptional + 1).fill(mixed);
  readonly #rowWeight = new Float64Array(exceptional + 1);
  /** The fields of each row in which there is something: its cells. */
  readonly #cells: Cells;
  readonly #allFields: number;

  constructor(segment: LiveSegment, statistics: Statistics, weights: Weights) {
    const { documents, fields } = segment.data;
    this.#segment = segment;
    this.#weights = weights;
    this.#allFields = 2 ** fields - 1;
    this.scores = new Float64Array(documents);
    this.seen = new Uint32Array(documents);
    this.exactlySeen = new Uint32Array(documents);
    this.#norms = normsOf(segment, statistics, weights);
    this.#cells = cellsOf(segment, weights);
    this.#prepareRows();
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
    const end = postingStart[postings.to] ?? 0;
    let posting = postingStart[postings.from] ?? 0;
    for (const document of documents) {
      while (posting < end && (postingDocument[posting] ?? 0) < document) posting += 1;
      if (posting === end) return;
      const frequency = this.#mixedFrequency(posting, document, this.#allFields);
      this.scores[document] =
        (this.scores[document] ?? 0) + (weight * frequency) / (this.#weights.k1 + frequency);
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
    const [rowNorms, rowWeight, norms] = [this.#rowNorms, this.#rowWeight, this.#norms];
    const { k1 } = this.#weights;
    const everywhere = fields === this.#allFields;
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] as number;
      const code = postingCode[posting] as number;
      const place = everywhere ? (rowNorms[code] as number) : mixed;
      const frequency =
        place === mixed
          ? this.#mixedFrequency(posting, document, fields)
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

  #mixedFrequency(posting: number, document: number, fields: number): number {
    const { start, field: fieldOf, weight } = this.#cells;
    const { data } = this.#segment;
    const row = rowOf(data, posting);
    const end = start[row + 1] ?? 0;
    let sum = 0;
    for (let cell = start[row] ?? 0; cell < end; cell += 1) {
      const field = fieldOf[cell] ?? 0;
      if (((fields >> field) & 1) === 0) continue;
      sum += (weight[cell] ?? 0) * (this.#norms[field * data.documents + document] ?? 0);
    }
    return sum;
  }

  /** Most rows have one cell: these are found by the code alone. */
  #prepareRows(): void {
    const { start, field, weight } = this.#cells;
    for (let row = 0; row < Math.min(exceptional, start.length - 1); row += 1) {
      const cell = start[row] ?? 0;
      if (start[row + 1] !== cell + 1) continue;
      this.#rowNorms[row] = (field[cell] ?? 0) * this.#segment.data.documents;
      this.#rowWeight[row] = weight[cell] ?? 0;
    }
  }
}

/** The frequencies of all rows without the zeros. */
interface Cells {
  /** The first cell of each row, and their number at the end. */
  readonly start: Uint32Array;
  readonly field: Uint8Array;
  /** Frequency times the field's boost. */
  readonly weight: Float64Array;
}

function cellsOf({ data }: LiveSegment, { boosts }: Weights): Cells {
  const { fields, frequencies } = data;
  const count = frequencies.reduce((filled, frequency) => filled + (frequency > 0 ? 1 : 0), 0);
  const start = new Uint32Array(frequencies.length / fields + 1);
  const field = new Uint8Array(count);
  const weight = new Float64Array(count);
  let cell = 0;
  frequencies.forEach((frequency, at) => {
    if (frequency > 0) {
      field[cell] = at % fields;
      weight[cell] = (boosts[at % fields] ?? 1) * frequency;
      cell += 1;
    }
    start[Math.floor(at / fields) + 1] = cell;
  });
  return { start, field, weight };
}

function isShort(postings: number, among: Uint16Array): boolean {
  return postings < among.length * lookUpCost;
}

function normsOf({ data }: LiveSegment, { averageLengths }: Statistics, { b }: Weights): Float32Array {
  const { documents, fields, lengths } = data;
  const norms = new Float32Array(documents * fields);
  for (let field = 0; field < fields; field += 1) {
    const average = averageLengths[field] ?? 1;
    for (let document = 0; document < documents; document += 1) {
      const length = lengths[document * fields + field] ?? 0;
      norms[field * documents + document] = 1 / (1 - b + (b * length) / average);
    }
  }
  return norms;
}
