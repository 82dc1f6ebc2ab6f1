import type { Block } from '#core/near-duplicates/practice-blocks';
import type { Run } from '#core/near-duplicates/shared-runs';
import { wordsOf } from '#core/search/analysis';
import type { PassageSide, SharedPassage } from '#shared/contract/near-duplicates';

/** Words between two runs that are still one passage: a few were changed, left out or put in. */
const mostBetween = 6;
/** Words around a passage, to be read with it. */
const context = 4;
/** Shorter passages tell nobody anything. */
const leastWords = 6;
const mostPassages = 40;

/** A word as it stands in a piece of a text; undefined where pieces meet. The same order as that of the numbers of words. */
type Placed = { readonly block: number; readonly start: number; readonly end: number } | undefined;

function placed(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap(({ text }, block): Placed[] => [
    ...wordsOf(text).map(({ start, end }) => ({ block, start, end })),
    undefined,
  ]);
}

/** The passages that two texts have in common, as each writes them, in the order of the first. `runs` go in its order. */
export function sharedPassages(
  here: readonly Block[],
  there: readonly Block[],
  runs: readonly Run[],
): SharedPassage[] {
  const places = [placed(here), placed(there)] as const;
  const passages = chained(runs, places)
    .map((chain) => ({ chain, words: chain.reduce((sum, { length }) => sum + length, 0) }))
    .filter(({ words }) => words >= leastWords);
  return passages
    .toSorted((a, b) => b.words - a.words)
    .slice(0, mostPassages)
    .sort((a, b) => (a.chain[0]?.here ?? 0) - (b.chain[0]?.here ?? 0))
    .map(({ chain, words }) => ({
      words,
      sides: [
        sideOf(
          here,
          places[0],
          chain.map(({ here: at, length }) => ({ at, length })),
        ),
        sideOf(
          there,
          places[1],
          chain.map(({ there: at, length }) => ({ at, length })),
        ),
      ],
    }));
}

/** Runs that follow each other closely in both texts. */
function chained(runs: readonly Run[], [here, there]: readonly [Placed[], Placed[]]): Run[][] {
  const chains: Run[][] = [];
  for (const run of runs) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    if (
      chain &&
      last &&
      isNear(here, last.here + last.length, run.here) &&
      isNear(there, last.there + last.length, run.there)
    )
      chain.push(run);
    else chains.push([run]);
  }
  return chains;
}

/** From the end of one run to the beginning of the next within the same piece. */
function isNear(places: readonly Placed[], end: number, next: number): boolean {
  return next >= end && next - end <= mostBetween && places[end - 1]?.block === places[next]?.block;
}

interface Stretch {
  readonly at: number;
  readonly length: number;
}

function sideOf(
  blocks: readonly Block[],
  places: readonly Placed[],
  stretches: readonly Stretch[],
): PassageSide {
  const [first, last] = [stretches[0], stretches.at(-1)];
  const block = places[first?.at ?? 0]?.block ?? 0;
  const { text = '', part = 'text' } = blocks[block] ?? {};
  const inBlock = (at: number): Placed => (places[at]?.block === block ? places[at] : undefined);
  let [from, to] = [first?.at ?? 0, (last?.at ?? 0) + (last?.length ?? 0) - 1];
  for (let more = 0; more < context && inBlock(from - 1); more += 1) from -= 1;
  for (let more = 0; more < context && inBlock(to + 1); more += 1) to += 1;
  const pieces: PassageSide['pieces'] = [];
  let at = inBlock(from)?.start ?? 0;
  const add = (end: number, same: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), same });
    at = Math.max(at, end);
  };
  if (inBlock(from - 1)) pieces.push({ text: '… ', same: false });
  for (const { at: start, length } of stretches) {
    add(places[start]?.start ?? at, false);
    add(places[start + length - 1]?.end ?? at, true);
  }
  add(inBlock(to)?.end ?? at, false);
  if (inBlock(to + 1)) pieces.push({ text: ' …', same: false });
  return { part, pieces };
}

const figure = /(?<![\p{L}\p{N}/.,-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}/-])/gu;
const mostFigures = 12;

/** Figures that both texts name, as the first one writes them; single digits, years and numbers of papers are none. */
export function sharedFigures(here: readonly Block[], there: readonly Block[]): string[] {
  const of = (blocks: readonly Block[]): Set<string> =>
    new Set(
      blocks
        .flatMap(({ text }) => text.match(figure) ?? [])
        .filter((found) => /\d\D?\d/.test(found) && !/^(?:19|20)\d\d$/.test(found)),
    );
  const known = of(there);
  return [...of(here)].filter((found) => known.has(found)).slice(0, mostFigures);
}
