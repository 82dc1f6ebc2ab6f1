import { type BenchDocument, type Mode, modes, type SearchRequest } from '#bench/search/engine';
import { type Draw, drawFrom } from '#bench/search/random';
import { documentWords, pairTokens } from '#bench/search/tokens';

const mostWords = 4;
const limit = 50;

/** What is asked: one to four successive words of a random document, each group in all three modes. */
export function makeRequests(
  documents: readonly BenchDocument[],
  groups: number,
  { seed, pairs }: { seed: number; pairs: boolean },
): SearchRequest[] {
  const draw = drawFrom(seed);
  const readable = documents.filter(({ title, body }) => /[\p{L}\p{N}]/u.test(title + body));
  return Array.from({ length: groups }, () => {
    const words = successive(documentWords(draw.pick(readable)), draw);
    const typed = [...words.slice(0, -1), beginning(words.at(-1) ?? '', draw)];
    return modes.map((mode) => request(mode, mode === 'prefix' ? typed : words, pairs));
  }).flat();
}

function request(mode: Mode, words: readonly string[], pairs: boolean): SearchRequest {
  // The last word of a prefix request is not finished: no pair ends in it yet.
  const whole = mode === 'prefix' ? words.slice(0, -1) : words;
  return { mode, words, pairs: pairs ? pairTokens(whole) : [], limit, facets: false };
}

function successive(words: readonly string[], draw: Draw): readonly string[] {
  const length = Math.min(1 + draw.below(mostWords), words.length);
  const start = draw.below(words.length - length + 1);
  return words.slice(start, start + length);
}

/** As it stands after some keys: at least two letters of it, at most all. */
function beginning(word: string, draw: Draw): string {
  const letters = Array.from(word);
  const least = Math.min(2, letters.length);
  return letters.slice(0, least + draw.below(letters.length - least + 1)).join('');
}
