/** A document of a segment with the number that it is ordered by. */
export interface Ranked {
  readonly segment: number;
  readonly document: number;
  readonly rank: number;
}

/** Keeps the best of many ranked documents; `tie` decides between equal ones and must never answer 0. */
export class BestFirst {
  readonly most: number;
  readonly #tie: (a: Ranked, b: Ranked) => number;
  readonly #kept: Ranked[] = [];
  #least = -Infinity;

  constructor(most: number, tie: (a: Ranked, b: Ranked) => number) {
    this.most = most;
    this.#tie = tie;
  }

  offer(segment: number, document: number, rank: number): void {
    if (rank < this.#least) return;
    const offered = { segment, document, rank };
    let [low, high] = [0, this.#kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const kept = this.#kept[middle];
      if (kept && (kept.rank - rank || -this.#tie(kept, offered)) > 0) low = middle + 1;
      else high = middle;
    }
    if (low === this.most) return;
    this.#kept.splice(low, 0, offered);
    if (this.#kept.length > this.most) this.#kept.pop();
    if (this.#kept.length === this.most) this.#least = this.#kept.at(-1)?.rank ?? -Infinity;
  }

  /** What a document must be ranked at least to be kept; -Infinity while there is room. */
  get least(): number {
    return this.#least;
  }

  /** Best first. */
  list(): readonly Ranked[] {
    return this.#kept;
  }
}
