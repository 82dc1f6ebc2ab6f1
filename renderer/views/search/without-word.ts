import { fold } from '#shared/model/text';

/** The query without a word, however its accents were typed; what stands around it is kept. */
export function withoutWord(text: string, word: string): string {
  const unwanted = fold(word);
  return text
    .split(/\s+/)
    .filter((part) => fold(part).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') !== unwanted)
    .join(' ');
}
