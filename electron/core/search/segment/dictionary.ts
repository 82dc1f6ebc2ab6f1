import type { LunrTokenSet } from '#core/search/lunr';
import { lowerBound } from '#core/search/segment/postings';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Terms that follow one another: numbers from `from` up to, without, `to`. */
export interface TermRange {
  readonly from: number;
  readonly to: number;
}

const none: TermRange = { from: 0, to: 0 };

/** The folded form itself, or nothing. */
export function foldedTerm({ folded }: SegmentData, form: string): TermRange {
  const at = lowerBoundOf(folded, form);
  return folded[at] === form ? { from: at, to: at + 1 } : none;
}

/** All folded forms that begin so. */
export function foldedTermsFrom({ folded }: SegmentData, beginning: string): TermRange {
  const from = lowerBoundOf(folded, beginning);
  let [low, high] = [from, folded.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (folded[middle]?.startsWith(beginning) === true) low = middle + 1;
    else high = middle;
  }
  return { from, to: low };
}

/**
 * Terms of exact forms among these folded ones: each that `wanted` accepts. One that is the only form of its folded form
 * has no term of its own: the folded one stands for it.
 */
export function exactTerms(
  { folded, exact, exactStart }: SegmentData,
  { from, to }: TermRange,
  wanted: (form: string) => boolean,
): TermRange[] {
  const found: TermRange[] = [];
  for (let term = from; term < to; term += 1) {
    const [first, end] = [exactStart[term] ?? 0, exactStart[term + 1] ?? 0];
    for (let form = first; form < end; form += 1) {
      if (!wanted(exact[form] ?? '')) continue;
      const at = end - first === 1 ? term : folded.length + form;
      found.push({ from: at, to: at + 1 });
    }
  }
  return found;
}

/** Pairs of one folded form with any of the second ones. */
export function pairTerms(
  { folded, exact, pairStart, pairSecond }: SegmentData,
  first: number,
  seconds: TermRange,
): TermRange {
  if (seconds.from === seconds.to) return none;
  const [start, end] = [pairStart[first] ?? 0, pairStart[first + 1] ?? 0];
  const words = folded.length + exact.length;
  const from = lowerBound(pairSecond, seconds.from, start, end);
  return { from: words + from, to: words + lowerBound(pairSecond, seconds.to, from, end) };
}

/**
 * Folded forms that an automaton of Lunr's accepts (a pattern with `*`, or all that is within some slips of a word), at
 * most `most` of them in ascending order. Walks the sorted dictionary as if it were the tree of its letters.
 */
export function termsAccepted({ folded }: SegmentData, automaton: LunrTokenSet, most: number): number[] {
  const accepted: number[] = [];
  const walk = (states: readonly LunrTokenSet[], depth: number, from: number, to: number): void => {
    let at = from;
    // A word that ends here comes before those that it begins.
    if (folded[at]?.length === depth) {
      if (states.some(({ final }) => final)) accepted.push(at);
      at += 1;
    }
    while (at < to && accepted.length < most) {
      const letter = folded[at]?.charAt(depth) ?? '';
      const end = endOfLetter(folded, at, to, depth, letter);
      const next = new Set(states.flatMap(({ edges }) => [edges[letter] ?? [], edges['*'] ?? []].flat()));
      if (next.size > 0) walk([...next], depth + 1, at, end);
      at = end;
    }
  };
  walk([automaton], 0, 0, folded.length);
  return accepted;
}

/** Where the words with this letter at this place end; they stand side by side. */
function endOfLetter(
  words: readonly string[],
  from: number,
  to: number,
  place: number,
  letter: string,
): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]?.charAt(place) === letter) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lowerBoundOf(ascending: readonly string[], wanted: string): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
