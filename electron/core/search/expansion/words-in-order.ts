import { isPlainWord, type ParsedQuery, type QueryWord } from '#core/search/parsed-query';

/** Words that may be expanded at their places; what stands between them as undefined, so that no run reaches across. */
export function wordsInOrder({ words, phrases, excluded }: ParsedQuery): (QueryWord | undefined)[] {
  const free = words.filter(isPlainWord);
  const fixed = [...words.filter((word) => !isPlainWord(word)), ...phrases.flat(), ...excluded.flat()];
  return [
    ...free.map((word) => ({ start: word.start, word })),
    ...fixed.map(({ start }) => ({ start, word: undefined })),
  ]
    .sort((a, b) => a.start - b.start)
    .map(({ word }) => word);
}
