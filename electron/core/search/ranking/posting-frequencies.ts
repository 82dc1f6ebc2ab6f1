import type { Statistics } from '#core/search/ranking/statistics';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { rowOf } from '#core/search/segment/postings';
import { exceptional, type SegmentData } from '#core/search/segment/segment-data';

/** Parameters of BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6). */
export interface Weights {
  /** How soon more occurrences say no more. */
  readonly k1: number;
  /** How much the length of a field counts, 0 to 1. */
  readonly b: number;
  readonly boosts: readonly number[];
}

/** A row with words in more than one field. */
export const mixed = -1;

/** How often the words of a segment occur, weighed by field and length: what BM25F calls the pseudo-frequency. */
export class PostingFrequencies {
  /** By field and document: how much an occurrence counts in a field of this length. */
  readonly norms: Float32Array;
  /** By code of a posting: where the norms of its only field begin, or `mixed`; and the frequency there times the boost. */
  readonly rowNorms = new Int32Array(exceptional + 1).fill(mixed);
  readonly rowWeight = new Float64Array(exceptional + 1);
  /** All fields, as bits. */
  readonly allFields: number;
  readonly k1: number;
  readonly documents: number;
  readonly #data: SegmentData;
  /** The fields of each row in which there is something: its cells. */
  readonly #cells: Cells;

  constructor({ data }: LiveSegment, statistics: Statistics, weights: Weights) {
    this.#data = data;
    this.k1 = weights.k1;
    this.documents = data.documents;
    this.allFields = 2 ** data.fields - 1;
    this.norms = normsOf(data, statistics, weights);
    this.#cells = cellsOf(data, weights);
    this.#prepareRows();
  }

  /** Over some of the fields, as bits. 0 where the posting is in none of them. */
  within(posting: number, document: number, fields: number): number {
    const { start, field: fieldOf, weight } = this.#cells;
    const { norms, documents } = this;
    const row = rowOf(this.#data, posting);
    const end = start[row + 1] as number;
    let sum = 0;
    for (let cell = start[row] as number; cell < end; cell += 1) {
      const field = fieldOf[cell] as number;
      if (((fields >> field) & 1) === 0) continue;
      sum += (weight[cell] as number) * (norms[field * documents + document] as number);
    }
    return sum;
  }

  /** The same quicker where all fields count, as they nearly always do. */
  of(posting: number, document: number, fields: number): number {
    const code = this.#data.postingCode[posting] as number;
    const place = fields === this.allFields ? (this.rowNorms[code] as number) : mixed;
    return place === mixed
      ? this.within(posting, document, fields)
      : (this.rowWeight[code] as number) * (this.norms[place + document] as number);
  }

  /** Most rows have one cell: these are found by the code alone. */
  #prepareRows(): void {
    const { start, field, weight } = this.#cells;
    for (let row = 0; row < Math.min(exceptional, start.length - 1); row += 1) {
      const cell = start[row] ?? 0;
      if (start[row + 1] !== cell + 1) continue;
      this.rowNorms[row] = (field[cell] ?? 0) * this.#data.documents;
      this.rowWeight[row] = weight[cell] ?? 0;
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

function cellsOf({ fields, frequencies }: SegmentData, { boosts }: Weights): Cells {
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

function normsOf(
  { documents, fields, lengths }: SegmentData,
  { averageLengths }: Statistics,
  { b }: Weights,
): Float32Array {
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
