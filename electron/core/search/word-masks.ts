import type { QueryWord } from '#core/search/parsed-query';
import type { StoredDocument } from '#core/search/stored-document';
import type { Vocabulary } from '#core/search/vocabulary';

/** For every word of the library one bit for each word of a query that it answers; at most 31 words. */
export interface WordMasks {
  /** Accents do not matter. */
  readonly folded: Uint32Array;
  /** Words that were typed with accents are answered by these accents only. */
  readonly exact: Uint32Array;
  readonly all: number;
}

export function createMasks(words: readonly QueryWord[], vocabulary: Vocabulary): WordMasks {
  const byFolded = vocabulary.folded.map((folded) =>
    bitsOf(words, (word) => answers(folded, word.folded, word.prefix)),
  );
  const folded = Uint32Array.from(vocabulary.foldedOf, (number) => byFolded[number] ?? 0);
  const exact = folded.map((bits, number) => {
    if (bits === 0) return 0;
    const form = vocabulary.exact[number] ?? '';
    return bits & bitsOf(words, (word) => !word.marked || answers(form, word.exact, word.prefix));
  });
  return { folded, exact, all: 2 ** words.length - 1 };
}

function answers(word: string, wanted: string, prefix: boolean): boolean {
  return prefix ? word.startsWith(wanted) : word === wanted;
}

function bitsOf(words: readonly QueryWord[], holds: (word: QueryWord) => boolean): number {
  return words.reduce((bits, word, position) => (holds(word) ? bits | (1 << position) : bits), 0);
}

/** The words of the query that a document holds, as bits. */
export function heldBits({ words }: StoredDocument, mask: Uint32Array, all: number): number {
  let bits = 0;
  for (let at = 0; at < words.length && bits !== all; at += 1) bits |= mask[words[at] ?? 0] ?? 0;
  return bits;
}

/** Whether words stand one right after the other; `positions` are those of the phrase's words in the query. */
export function holdsPhrase(
  { words }: StoredDocument,
  mask: Uint32Array,
  positions: readonly number[],
): boolean {
  for (let at = 0; at + positions.length <= words.length; at += 1) {
    if (positions.every((position, offset) => ((mask[words[at + offset] ?? 0] ?? 0) >> position) & 1))
      return true;
  }
  return false;
}
