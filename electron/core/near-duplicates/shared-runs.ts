import { gap, isKept, shingleAt, shingleLength } from '#core/near-duplicates/shingles';

/** Words that stand in both texts in the same order: `length` of them, from these places on. */
export interface Run {
  readonly here: number;
  readonly there: number;
  readonly length: number;
}

/** Fewer words in common are no run. */
const shortestRun = 4;
/** Places of the beginning of a run that are tried: what comes more often in one text is a phrase of it. */
const mostPlaces = 12;

/**
 * What two texts have in common, word for word, as runs of four words and more, in the order of the first one. Each place of either text is in
 * one run at most; the longest that begins at a place is taken.
 */
export function sharedRuns(here: Uint32Array, there: Uint32Array): Run[] {
  const places = placesOf(there);
  const taken = new Uint8Array(there.length);
  const runs: Run[] = [];
  for (let at = 0; at < here.length;) {
    const run = longestAt(here, there, at, places.get(shingleAt(here, at, shortestRun)) ?? [], taken);
    if (run) {
      runs.push(run);
      taken.fill(1, run.there, run.there + run.length);
      at += run.length;
    } else at += 1;
  }
  return runs;
}

function placesOf(words: Uint32Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = 0; at + shortestRun <= words.length; at += 1) {
    const shingle = shingleAt(words, at, shortestRun);
    if (shingle === gap) continue;
    const known = places.get(shingle);
    if (!known) places.set(shingle, [at]);
    else if (known.length < mostPlaces) known.push(at);
  }
  return places;
}

function longestAt(
  here: Uint32Array,
  there: Uint32Array,
  at: number,
  places: readonly number[],
  taken: Uint8Array,
): Run | undefined {
  let best: Run | undefined;
  for (const place of places) {
    let length = 0;
    while (
      here[at + length] === there[place + length] &&
      (here[at + length] ?? gap) !== gap &&
      taken[place + length] === 0
    )
      length += 1;
    if (length >= shortestRun && length > (best?.length ?? 0)) best = { here: at, there: place, length };
  }
  return best;
}

/** What a kept shingle counts. */
export type ShingleWeight = (shingle: number) => number;

/** Kept shingles on either side of a word that say how common its sentence is. */
const around = 2;

/**
 * What each word of a text counts: as much as the nearest kept shingles, since a sentence of a form is common as a whole. Words
 * that are in the other text too are judged by shingles that are, and the others by others.
 */
function wordWeights(words: Uint32Array, common: Uint8Array, weigh: ShingleWeight): Float64Array {
  const judged: [Judged[], Judged[]] = [[], []];
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    const shingle = shingleAt(words, at);
    if (!isKept(shingle)) continue;
    const inBoth = common.subarray(at, at + shingleLength).every((flag) => flag === 1);
    judged[inBoth ? 1 : 0].push({ at: at + (shingleLength >> 1), weight: weigh(shingle) });
  }
  const [others, shared] = judged.map((some) => new Nearest(some));
  return Float64Array.from(words, (word, at) => {
    if (word === gap) return 0;
    return (common[at] === 1 ? shared : others)?.weightAt(at) ?? 1;
  });
}

interface Judged {
  readonly at: number;
  readonly weight: number;
}

/** Asked for places in ascending order. */
class Nearest {
  readonly #judged: readonly Judged[];
  #next = 0;

  constructor(judged: readonly Judged[]) {
    this.#judged = judged;
  }

  /** Undefined where nothing is known of any sentence. */
  weightAt(place: number): number | undefined {
    while ((this.#judged[this.#next]?.at ?? Infinity) < place) this.#next += 1;
    const near = this.#judged.slice(Math.max(0, this.#next - around), this.#next + around);
    return near.length === 0 ? undefined : near.reduce((sum, { weight }) => sum + weight, 0) / near.length;
  }
}

export interface Likeness {
  /** Of what the one says that has less to say of its own, so much stands in the other, word for word: 0 to 1. */
  readonly degree: number;
  /** Words that both have, stock sentences left out as far as they are. */
  readonly words: number;
  /** Those of the runs that are no stock sentences, in the order of the first text. */
  readonly runs: readonly Run[];
}

/** Fewer words of one's own, or a smaller share of all words, are no text that anything can be said of. */
const leastWords = 30;
const leastOwn = 0.12;
/** A run whose words count less than this on average is a stock sentence. */
const leastWeight = 0.2;

/** Words with what their shingles count in this comparison. */
export interface Side {
  readonly words: Uint32Array;
  readonly weigh: ShingleWeight;
}

/** How alike two texts are; 0 where one of them has too little of its own. */
export function likeness(here: Side, there: Side): Likeness {
  const runs = sharedRuns(here.words, there.words);
  if (isSame(here.words, there.words)) return { degree: 1, words: here.words.length, runs };
  const [one, other] = [
    coverage(
      here,
      runs.map(({ here: at, length }) => ({ at, length })),
    ),
    coverage(
      there,
      runs.map(({ there: at, length }) => ({ at, length })),
    ),
  ];
  const least = one.total <= other.total ? one : other;
  if (least.total < Math.max(leastWords, leastOwn * least.weights.length))
    return { degree: 0, words: 0, runs: [] };
  const telling = runs.filter(({ here: at, length }) => {
    const counted = one.weights.subarray(at, at + length).reduce((sum, weight) => sum + weight, 0);
    return counted >= leastWeight * length;
  });
  return { degree: least.covered / least.total, words: Math.round(least.covered), runs: telling };
}

interface Coverage {
  readonly weights: Float64Array;
  readonly covered: number;
  readonly total: number;
}

function coverage(
  { words, weigh }: Side,
  runs: readonly { readonly at: number; readonly length: number }[],
): Coverage {
  const common = new Uint8Array(words.length);
  for (const { at, length } of runs) common.fill(1, at, at + length);
  const weights = wordWeights(words, common, weigh);
  let [covered, total] = [0, 0];
  weights.forEach((weight, at) => {
    total += weight;
    if (common[at] === 1) covered += weight;
  });
  return { weights, covered, total };
}

function isSame(here: Uint32Array, there: Uint32Array): boolean {
  return here.length === there.length && here.every((word, at) => word === there[at]);
}
