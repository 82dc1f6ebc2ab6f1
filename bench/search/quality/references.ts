import { exactForm, wordStringsOf } from '#core/search/analysis';
import type { BenchDocument } from '#bench/search/engine';
import { Bm25 } from '#bench/search/quality/bm25';
import { foldedWords, pairTokens } from '#bench/search/tokens';

const analyses: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'BM25, accents kept': (text) => wordStringsOf(text).map(exactForm),
  'BM25, folded': foldedWords,
  'BM25, folded, pairs': (text) => {
    const words = foldedWords(text);
    return [...words, ...pairTokens(words)];
  },
};

/** Plain BM25 over title and body with each analysis, one after the other: together they would need much memory. */
export function* references(documents: readonly BenchDocument[]): Generator<Bm25> {
  const texts = documents.map(({ title, body }) => `${title}\n${body}`);
  for (const [name, tokens] of Object.entries(analyses)) yield new Bm25(name, texts, tokens);
}
