import { type PlannedTerm, planTerm } from '#core/search/ranking/term-plan';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { weights } from '#core/search/ranking/weights';
import { foldedTerm, pairTerms, type TermRange } from '#core/search/segment/dictionary';
import type { SegmentData } from '#core/search/segment/segment-data';
import { type Run, tellingFields } from '#core/search/similar/practice-words';

/** Terms that speak for a practice; one bit each in the scorers. */
const mostTerms = 31;
/** Said once in passing is no subject: in the text a term must come twice, while once in the title is enough. */
const leastSaid = 2;
/** A pair of syllables is mostly a word, a single one mostly a part of many. */
const pairBoost = 2;
/** Weights are fractions of the largest one: what says less than this beside it says nothing. */
const leastWeight = 0.1;

/** A syllable or a pair of neighbours that tells what a practice is about. */
export interface TellingTerm {
  readonly words: readonly string[];
  readonly planned: PlannedTerm;
}

const fields = tellingFields.reduce((bits, field) => bits | (1 << field), 0);

/**
 * The terms that tell most, heaviest first: how often they come, weighed by field and with less and less effect, times
 * their rarity. What no other practice has is left out, and numbers, which are shared by chance.
 */
export function tellingTerms(snapshot: Snapshot, runs: readonly Run[]): TellingTerm[] {
  const dictionaries = snapshot.segments.map(({ data }) => new Dictionary(data));
  const candidates = Array.from(saidOf(runs))
    .filter(([, said]) => said >= leastSaid)
    .map(([key, said]) => {
      const words = key.split(' ');
      const boost = (said / (weights.k1 + said)) * (words.length === 2 ? pairBoost : 1);
      const ranges = dictionaries.map((dictionary) => dictionary.rangesOf(words));
      return { words, ranges, boost, planned: planTerm(snapshot, { ...use, boost }, ranges) };
    })
    .filter(({ ranges }) => documentsWith(snapshot, ranges) > 1)
    .sort((a, b) => b.planned.weight - a.planned.weight || (a.words.join(' ') < b.words.join(' ') ? -1 : 1));
  const least = (candidates[0]?.planned.weight ?? 0) * leastWeight;
  return candidates
    .slice(0, mostTerms)
    .filter(({ planned }) => planned.weight >= least)
    .map(({ words, planned }, at) => ({ words, planned: { ...planned, bits: 1 << at } }));
}

const use = { bits: 0, exactBits: 0, fields };

/** How much is said by term: words joined with a space. */
function saidOf(runs: readonly Run[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { field, folded } of runs) {
    const boost = weights.boosts[field] ?? 1;
    folded.forEach((word, at) => {
      if (!isWord(word)) return;
      said.set(word, (said.get(word) ?? 0) + boost);
      const next = folded[at + 1];
      if (next === undefined || !isWord(next)) return;
      said.set(`${word} ${next}`, (said.get(`${word} ${next}`) ?? 0) + boost);
    });
  }
  return said;
}

function isWord(word: string): boolean {
  return word.length > 1 && /\p{L}/u.test(word);
}

/** Terms of one segment; each syllable is looked for once, because pairs share them. */
class Dictionary {
  readonly #data: SegmentData;
  readonly #known = new Map<string, TermRange>();

  constructor(data: SegmentData) {
    this.#data = data;
  }

  rangesOf([first = '', second]: readonly string[]): TermRange[] {
    const range = this.#folded(first);
    if (range.from === range.to) return [];
    if (second === undefined) return [range];
    const pair = pairTerms(this.#data, range.from, this.#folded(second));
    return pair.from < pair.to ? [pair] : [];
  }

  #folded(word: string): TermRange {
    let range = this.#known.get(word);
    if (!range) this.#known.set(word, (range = foldedTerm(this.#data, word)));
    return range;
  }
}

function documentsWith({ segments }: Snapshot, ranges: readonly (readonly TermRange[])[]): number {
  return segments.reduce(
    (sum, segment, at) =>
      (ranges[at] ?? []).reduce((some, range) => some + segment.documentsWith(range), sum),
    0,
  );
}
