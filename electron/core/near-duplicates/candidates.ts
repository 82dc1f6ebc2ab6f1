import { type SharedShingles, weightOf } from '#core/near-duplicates/rarity';
import type { Sketch } from '#core/near-duplicates/shingles';
import type { Check } from '#core/search/stop-sign';

/** Texts with so much in common, stock aside, are of one family: they may all be copies of one text. */
const familyShare = 0.4;
/** Of what the kept shingles of one text say, so much must be in the other one for both to be compared word for word. */
const leastShare = 0.08;
/** Fewer kept shingles in common are chance, in whatever text. */
const leastShared = 3;

export interface Candidates {
  /** The smaller number first; none twice. */
  readonly pairs: readonly (readonly [number, number])[];
  /** For a text those of its family. */
  readonly families: ReadonlyMap<number, ReadonlySet<number>>;
}

/**
 * Pairs of texts, by their numbers, that may be near copies: by their kept shingles alone, through the lists of texts that have each, so
 * that what shares nothing is never looked at. A shingle weighs less the more texts have it that are not of one family: a paragraph that
 * an office puts into all it writes says nothing, while what 34 provinces have copied as a whole does.
 */
export function findCandidates(
  sketches: readonly Sketch[],
  shared: SharedShingles,
  check: Check,
): Candidates {
  const search = new Search(sketches, shared);
  const same = new Map<string, number>();
  for (const [text, { whole }] of sketches.entries()) {
    check();
    const first = same.get(whole);
    if (first === undefined) same.set(whole, text);
    else search.add(first, text);
    search.look(text);
  }
  return search;
}

class Search implements Candidates {
  readonly pairs: (readonly [number, number])[] = [];
  readonly families = new Map<number, ReadonlySet<number>>();
  readonly #sketches: readonly Sketch[];
  readonly #shared: SharedShingles;
  /** Kept shingles of each text that are no stock. */
  readonly #own: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #said: Float64Array;
  readonly #added = new Set<number>();

  constructor(sketches: readonly Sketch[], shared: SharedShingles) {
    this.#sketches = sketches;
    this.#shared = shared;
    this.#own = Uint32Array.from(sketches, ({ shingles }) =>
      shingles.reduce((sum, shingle) => sum + (shared.textsWith(shingle) ? 1 : 0), 0),
    );
    this.#counts = new Uint32Array(sketches.length);
    this.#said = new Float64Array(sketches.length);
  }

  add(one: number, other: number): void {
    const [first, second] = one < other ? [one, other] : [other, one];
    const key = first * this.#sketches.length + second;
    if (this.#added.has(key)) return;
    this.#added.add(key);
    this.pairs.push([first, second]);
  }

  /** Adds the texts that have much of what this one says. */
  look(text: number): void {
    const { shingles = new Uint32Array() } = this.#sketches[text] ?? {};
    const lists = Array.from(shingles, (shingle) => this.#shared.textsWith(shingle));
    const touched = this.#count(text, lists);
    const family = this.#familyOf(text, touched);
    if (family.size > 0) this.families.set(text, family);
    let total = 0;
    for (const list of lists) if (list) total += this.#weigh(text, list, family);
    for (const other of touched) {
      const enough = (this.#counts[other] ?? 0) >= leastShared;
      if (enough && (this.#said[other] ?? 0) >= leastShare * total) this.add(text, other);
      this.#counts[other] = 0;
      this.#said[other] = 0;
    }
  }

  /** Counts for each other text the shingles in common; answers those that have any. */
  #count(text: number, lists: readonly (Uint32Array | undefined)[]): number[] {
    const touched: number[] = [];
    for (const list of lists) {
      for (const other of list ?? []) {
        if (other === text) continue;
        if (this.#counts[other] === 0) touched.push(other);
        this.#counts[other] = (this.#counts[other] ?? 0) + 1;
      }
    }
    return touched;
  }

  #familyOf(text: number, touched: readonly number[]): Set<number> {
    const own = this.#own[text] ?? 0;
    return new Set(
      touched.filter((other) => {
        const count = this.#counts[other] ?? 0;
        return count >= leastShared && count >= familyShare * Math.min(own, this.#own[other] ?? 0);
      }),
    );
  }

  /** What a shingle with these texts counts for the text itself; adds what it counts for each of the others. */
  #weigh(text: number, list: Uint32Array, family: ReadonlySet<number>): number {
    let strangers = 0;
    for (const other of list) if (other !== text && !family.has(other)) strangers += 1;
    for (const other of list) {
      if (other === text) continue;
      const weight = weightOf(family.has(other) ? strangers : strangers - 1);
      this.#said[other] = (this.#said[other] ?? 0) + weight;
    }
    return weightOf(strangers);
  }
}
