import type { Block } from '#core/near-duplicates/practice-blocks';
import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';

/**
 * Syllables of a shingle. Set phrases of Vietnamese ("dịch vụ công trực tuyến") are mostly not longer: what is, is rarely
 * shared by chance, while in a text with every fifth word changed a third of its shingles stay.
 */
export const shingleLength = 5;
/** Stands between two pieces of a text; no word has this number. */
export const gap = 0;
/** One shingle in so many is kept of a text; a power of two. Which ones is the same for all texts. */
const sampling = 4;
/** Forms that are remembered with their numbers; real libraries have some ten thousand. */
const mostForms = 200_000;

/** Spreads all bits over all bits (the finalizer of MurmurHash3, public domain). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 units; never the number of a gap. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash) || 1;
}

/**
 * Turns words into numbers that are the same for one word however it is accented, spaced, written in capitals or composed. One
 * for each thread that reads many texts: what it has seen before costs a look into a map.
 */
export class Words {
  readonly #known = new Map<string, number>();

  /** The number of a word as it stands in a text. */
  number(raw: string): number {
    const known = this.#known.get(raw);
    if (known !== undefined) return known;
    const number = numberOf(foldedForm(exactForm(raw)));
    if (this.#known.size < mostForms) this.#known.set(raw, number);
    return number;
  }

  /** The words of all pieces with gaps between them. */
  of(blocks: readonly Block[]): Uint32Array {
    const numbers: number[] = [];
    for (const { text } of blocks) {
      for (const word of wordStringsOf(text)) numbers.push(this.number(word));
      numbers.push(gap);
    }
    return Uint32Array.from(numbers);
  }
}

/** The number of `length` words from `at` on, or `gap` where a piece ends before. */
export function shingleAt(words: Uint32Array, at: number, length = shingleLength): number {
  let hash = length;
  for (let place = at; place < at + length; place += 1) {
    const word = words[place] ?? gap;
    if (word === gap) return gap;
    hash = mix(Math.imul(hash, 31) + word);
  }
  return hash || 1;
}

/** Whether a shingle is one of those that are kept of every text. */
export function isKept(shingle: number): boolean {
  return shingle !== gap && (shingle & (sampling - 1)) === 0;
}

/** What is remembered of a text. */
export interface Sketch {
  /** Its kept shingles, each once, in ascending order. */
  readonly shingles: Uint32Array;
  /** The same for texts with the same words in the same order, and else for none but by chance. */
  readonly whole: string;
}

export function sketchOf(words: Uint32Array): Sketch {
  const kept = new Set<number>();
  let [high, low] = [words.length, 0x9e3779b9];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? gap;
    high = Math.imul(high ^ word, 0x01000193);
    low = mix(Math.imul(low, 31) + word);
    const shingle = shingleAt(words, at);
    if (isKept(shingle)) kept.add(shingle);
  }
  return {
    shingles: Uint32Array.from(kept).sort(),
    whole: `${(high >>> 0).toString(16)}-${low.toString(16)}`,
  };
}
