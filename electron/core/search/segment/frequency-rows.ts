import { uint16List } from '#core/search/segment/growable';
import { exceptional } from '#core/search/segment/segment-data';

const mostFrequent = 65_535;

/** Numbers the rows of frequencies by field that occur, by first appearance. Most postings share a few of them. */
export class FrequencyRows {
  readonly #fields: number;
  readonly #rows = uint16List();
  /** Rows with one field only, by field and frequency. */
  readonly #single: number[][];
  readonly #mixed = new Map<string, number>();

  constructor(fields: number) {
    this.#fields = fields;
    this.#single = Array.from({ length: fields }, () => []);
  }

  /** `frequencies` holds a row at `at`. */
  numberOf(frequencies: Uint32Array, at: number): number {
    let only = -1;
    for (let field = 0; field < this.#fields; field += 1) {
      if (frequencies[at + field] === 0) continue;
      if (only !== -1) return this.#mixedNumber(frequencies.subarray(at, at + this.#fields));
      only = field;
    }
    const frequency = Math.min(frequencies[at + only] ?? 0, mostFrequent);
    const known = this.#single[only];
    if (!known) throw new RangeError('a posting without frequency');
    return (known[frequency] ??= this.#add(frequencies.subarray(at, at + this.#fields)));
  }

  /** All rows, one after the other. */
  rows(): Uint16Array {
    return this.#rows.view();
  }

  #mixedNumber(row: Uint32Array): number {
    const key = row.join();
    let number = this.#mixed.get(key);
    if (number === undefined) this.#mixed.set(key, (number = this.#add(row)));
    return number;
  }

  #add(row: Uint32Array): number {
    for (const frequency of row) this.#rows.push(Math.min(frequency, mostFrequent));
    return this.#rows.length / this.#fields - 1;
  }
}

export interface EncodedRows {
  readonly frequencies: Uint16Array;
  /** The place of a row in `frequencies` by its number. */
  readonly placeOf: Uint32Array;
}

/** Puts rows in the order of how many postings have them; those without any are left out. */
export function orderRows(rows: Uint16Array, fields: number, postings: Uint32Array): EncodedRows {
  const used = Array.from(postings.keys()).filter((row) => (postings[row] ?? 0) > 0);
  used.sort((a, b) => (postings[b] ?? 0) - (postings[a] ?? 0) || a - b);
  const frequencies = new Uint16Array(used.length * fields);
  const placeOf = new Uint32Array(postings.length);
  used.forEach((row, place) => {
    frequencies.set(rows.subarray(row * fields, (row + 1) * fields), place * fields);
    placeOf[row] = place;
  });
  return { frequencies, placeOf };
}

/** The code byte for a row's place. */
export function codeOf(place: number): number {
  return Math.min(place, exceptional);
}
