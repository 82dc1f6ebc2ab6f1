import type { Sketch } from '#core/near-duplicates/shingles';

/** What is in so many texts is a stock sentence of a form, however large the library is. */
const mostCopies = 128;
/** So are, in smaller libraries, what one text of a hundred has, if these are sixteen, and what every second text has. */
const [shareOfLarge, leastCopies, shareOfSmall] = [100, 16, 2];
/** Below so many texts nobody can tell. */
const tellable = 12;

/** In how many of so many texts a shingle says nothing any more. */
export function stockFrom(texts: number): number {
  if (texts < tellable) return leastCopies;
  const small = Math.min(leastCopies, Math.floor(texts / shareOfSmall) + 1);
  return Math.min(mostCopies, Math.max(small, Math.floor(texts / shareOfLarge)));
}

/** A shingle is below 2^32, the number of a text below 2^20: both fit into the 53 bits of a number. */
const texts = 2 ** 20;

/** For each kept shingle the texts that have it, by their numbers, as far as more than one has. Read-only. */
export class SharedShingles {
  /** Ascending; none twice. */
  readonly #shingles: Uint32Array;
  /** Of the shingle at `n` from `start[n]` up to `start[n + 1]`. */
  readonly #start: Uint32Array;
  readonly #texts: Uint32Array;
  readonly #stock: number;

  /** At most 2^20 sketches. */
  constructor(sketches: readonly Sketch[]) {
    this.#stock = stockFrom(sketches.length);
    const all = sorted(sketches);
    const [shingles, start, shared]: [number[], number[], number[]] = [[], [], []];
    for (let from = 0; from < all.length;) {
      const shingle = Math.floor((all[from] ?? 0) / texts);
      let to = from + 1;
      while (to < all.length && Math.floor((all[to] ?? 0) / texts) === shingle) to += 1;
      if (to - from > 1) {
        shingles.push(shingle);
        start.push(shared.length);
        for (let at = from; at < to; at += 1) shared.push((all[at] ?? 0) % texts);
      }
      from = to;
    }
    start.push(shared.length);
    this.#shingles = Uint32Array.from(shingles);
    this.#start = Uint32Array.from(start);
    this.#texts = Uint32Array.from(shared);
  }

  /** The texts with a kept shingle, in ascending order; none where only one has it, undefined where it is stock. */
  textsWith(shingle: number): Uint32Array | undefined {
    const at = this.#find(shingle);
    if (at < 0) return nobody;
    const found = this.#texts.subarray(this.#start[at], this.#start[at + 1]);
    return found.length < this.#stock ? found : undefined;
  }

  #find(shingle: number): number {
    let [from, to] = [0, this.#shingles.length - 1];
    while (from <= to) {
      const middle = (from + to) >> 1;
      const found = this.#shingles[middle] ?? 0;
      if (found === shingle) return middle;
      if (found < shingle) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }
}

const nobody = new Uint32Array();

/** All shingles with the numbers of their texts, as one number each, in ascending order. */
function sorted(sketches: readonly Sketch[]): Float64Array {
  const all = new Float64Array(sketches.reduce((sum, { shingles }) => sum + shingles.length, 0));
  let at = 0;
  sketches.forEach(({ shingles }, text) => {
    for (const shingle of shingles) {
      all[at] = shingle * texts + text;
      at += 1;
    }
  });
  return all.sort();
}

/** What a shingle counts that `others` texts have besides the two that are compared. */
export function weightOf(others: number): number {
  return 2 / (2 + others);
}
