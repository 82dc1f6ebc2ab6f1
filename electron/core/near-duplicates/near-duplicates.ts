import { findCandidates } from '#core/near-duplicates/candidates';
import { SharedShingles, weightOf } from '#core/near-duplicates/rarity';
import { likeness, type Run, type ShingleWeight } from '#core/near-duplicates/shared-runs';
import { type Sketch, sketchOf } from '#core/near-duplicates/shingles';
import { type Check, neverStops } from '#core/search/stop-sign';

/** Two practices whose texts are near copies; `practices` in ascending order of their ids. */
export interface NearDuplicate {
  readonly practices: readonly [string, string];
  /** How much of the shorter text's own words stand in the other one: `leastDegree` to 1. */
  readonly degree: number;
  /** Words that they have in common. */
  readonly words: number;
  /** The longest passages in common, by numbers of words, in the order of the first text; stock sentences left out. */
  readonly runs: readonly Run[];
}

/** From here on two texts are near copies. */
export const leastDegree = 0.3;

/** The words of texts, by number; undefined where a text is gone. */
export type WordsOf = (id: string) => Promise<Uint32Array | undefined>;

/**
 * Finds near copies among many texts. Keeps a sketch of each (a quarter of its shingles, 0.7 kB for 700 words), so that a text that has
 * changed is the only one to be read again. What it finds depends on the texts alone, not on the order in which they came.
 */
export class NearDuplicates {
  readonly #sketches = new Map<string, Sketch>();

  get size(): number {
    return this.#sketches.size;
  }

  put(id: string, words: Uint32Array): void {
    this.#sketches.set(id, sketchOf(words));
  }

  remove(id: string): void {
    this.#sketches.delete(id);
  }

  /** Takes over what was remembered. */
  restore(id: string, sketch: Sketch): void {
    this.#sketches.set(id, sketch);
  }

  sketches(): ReadonlyMap<string, Sketch> {
    return this.#sketches;
  }

  /** All pairs, most alike first. `check` fails where they are not wanted any more; others get a turn in between. */
  async pairs(wordsOf: WordsOf, check: Check = neverStops): Promise<NearDuplicate[]> {
    const ids = [...this.#sketches.keys()].sort();
    const sketches = ids.flatMap((id) => this.#sketches.get(id) ?? []);
    const shared = new SharedShingles(sketches);
    const { pairs, families } = findCandidates(sketches, shared, check);
    const found: NearDuplicate[] = [];
    for (const [one, other] of pairs) {
      check();
      const practices = [ids[one] ?? '', ids[other] ?? ''] as const;
      const [here, there] = await Promise.all(practices.map((id) => wordsOf(id)));
      if (!here || !there) continue;
      const { degree, words, runs } = likeness(
        { words: here, weigh: weighing(shared, one, other, families.get(one)) },
        { words: there, weigh: weighing(shared, other, one, families.get(other)) },
      );
      if (degree >= leastDegree) found.push({ practices, degree, words, runs: longest(runs) });
    }
    return found.sort((a, b) => b.degree - a.degree || compare(a, b));
  }
}

/** Passages that are named of a pair. */
const mostRuns = 80;

function longest(runs: readonly Run[]): Run[] {
  return runs
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostRuns)
    .sort((a, b) => a.here - b.here);
}

/** What the shingles of `text` count beside `other`: less the more texts have them that are not of its family, and nothing in stock sentences. */
function weighing(
  shared: SharedShingles,
  text: number,
  other: number,
  family: ReadonlySet<number> | undefined,
): ShingleWeight {
  return (shingle) => {
    const list = shared.textsWith(shingle);
    if (!list) return 0;
    const strangers = list.reduce(
      (sum, one) => sum + (one === text || one === other || family?.has(one) === true ? 0 : 1),
      0,
    );
    return weightOf(strangers);
  };
}

function compare({ practices: [a, b] }: NearDuplicate, { practices: [c, d] }: NearDuplicate): number {
  if (a !== c) return a < c ? -1 : 1;
  if (b === d) return 0;
  return b < d ? -1 : 1;
}
