import type { Statistics } from '#core/search/ranking/statistics';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { rowOf } from '#core/search/segment/postings';
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
  /** The only field of each row of frequencies, or `mixed`; and the frequency there times the boost. */
  readonly #rowField: Int8Array;
  readonly #rowWeight: Float64Array;
  readonly #allFields: number;

  constructor(segment: LiveSegment, statistics: Statistics, weights: Weights) {
    const { documents, fields, frequencies } = segment.data;
    this.#segment = segment;
    this.#weights = weights;
    this.#allFields = 2 ** fields - 1;
    this.scores = new Float64Array(documents);
    this.seen = new Uint32Array(documents);
    this.exactlySeen = new Uint32Array(documents);
    this.#norms = normsOf(segment, statistics, weights);
    this.#rowField = new Int8Array(frequencies.length / fields).fill(mixed);
    this.#rowWeight = new Float64Array(this.#rowField.length);
    this.#rowField.forEach((_, row) => {
      this.#prepareRow(row);
    });
  }

  get segment(): LiveSegment {
    return this.#segment;
  }

  clear(): void {
    this.scores.fill(0);
    this.seen.fill(0);
    this.exactlySeen.fill(0);
  }

  /** Adds what a term says to every document that has it. `at` is the place of this segment among all. */
  add(term: PlannedTerm, at: number): void {
    for (const { from, to } of term.ranges[at] ?? []) {
      const { postingStart } = this.#segment.data;
      this.#addPostings(term, postingStart[from] ?? 0, postingStart[to] ?? 0);
    }
  }

  /** The innermost loop of searching: every posting of every word passes here. */
  #addPostings({ weight, bits, exactBits, fields }: PlannedTerm, from: number, to: number): void {
    const { postingDocument, postingCode, documents } = this.#segment.data;
    const { scores, seen, exactlySeen } = this;
    const [rowField, rowWeight, norms, { k1 }] = [
      this.#rowField,
      this.#rowWeight,
      this.#norms,
      this.#weights,
    ];
    const everywhere = fields === this.#allFields;
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] ?? 0;
      const code = postingCode[posting] ?? 0;
      const field = everywhere && code !== exceptional ? (rowField[code] ?? mixed) : mixed;
      const frequency =
        field === mixed
          ? this.#mixedFrequency(posting, document, fields)
          : (rowWeight[code] ?? 0) * (norms[field * documents + document] ?? 0);
      if (frequency === 0) continue;
      scores[document] = (scores[document] ?? 0) + (weight * frequency) / (k1 + frequency);
      seen[document] = (seen[document] ?? 0) | bits;
      exactlySeen[document] = (exactlySeen[document] ?? 0) | exactBits;
    }
  }

  #mixedFrequency(posting: number, document: number, fields: number): number {
    const { data } = this.#segment;
    const row = rowOf(data, posting) * data.fields;
    let sum = 0;
    for (let field = 0; field < data.fields; field += 1) {
      const frequency = data.frequencies[row + field] ?? 0;
      if (frequency === 0 || ((fields >> field) & 1) === 0) continue;
      sum +=
        (this.#weights.boosts[field] ?? 1) *
        frequency *
        (this.#norms[field * data.documents + document] ?? 0);
    }
    return sum;
  }

  #prepareRow(row: number): void {
    const { fields, frequencies } = this.#segment.data;
    const filled = Array.from({ length: fields }, (_, field) => field).filter(
      (field) => (frequencies[row * fields + field] ?? 0) > 0,
    );
    const [field] = filled;
    if (filled.length !== 1 || field === undefined) return;
    this.#rowField[row] = field;
    this.#rowWeight[row] = (this.#weights.boosts[field] ?? 1) * (frequencies[row * fields + field] ?? 0);
  }
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
