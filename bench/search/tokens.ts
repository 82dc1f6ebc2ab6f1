import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import type { BenchDocument, TokenisedDocument } from '#bench/search/engine';

/** The folded words of a text, in order. */
export function foldedWords(text: string): string[] {
  return wordStringsOf(text).map((word) => foldedForm(exactForm(word)));
}

/**
 * One token for each two neighbours. No word begins with the line below, so that the beginning of a word never expands to
 * pairs, which would slow the peers down.
 */
export function pairTokens(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `_${words[at] ?? ''}_${word}`);
}

/** The words of title and body, one after the other. */
export function documentWords({ title, body }: Pick<BenchDocument, 'title' | 'body'>): string[] {
  return [...foldedWords(title), ...foldedWords(body)];
}

export function tokensOf(document: Pick<BenchDocument, 'title' | 'body'>, pairs: boolean): string[] {
  const words = documentWords(document);
  return pairs ? [...words, ...pairTokens(words)] : words;
}

/** The documents with tokens that are made when they are asked for. */
export function* tokenised(documents: Iterable<BenchDocument>, pairs: boolean): Generator<TokenisedDocument> {
  for (const document of documents) yield { ...document, tokens: () => tokensOf(document, pairs) };
}
