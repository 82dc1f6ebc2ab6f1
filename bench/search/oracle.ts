import type { Answer, BenchDocument, SearchRequest } from '#bench/search/engine';
import { documentWords } from '#bench/search/tokens';

/** What is true of one request, found by looking at every word of every document. */
export interface Truth {
  readonly request: SearchRequest;
  /** By number of the document, whether it is a hit. */
  readonly isHit: readonly boolean[];
  readonly count: number;
  readonly topics: ReadonlyMap<string, number>;
}

/** Each document's words, each once, with a blank before and after every one. */
export function wordTexts(documents: readonly BenchDocument[]): string[] {
  return documents.map((document) => ` ${[...new Set(documentWords(document))].join(' ')} `);
}

/** `texts` are the documents' {@link wordTexts}. */
export function truthOf(
  request: SearchRequest,
  documents: readonly BenchDocument[],
  texts: readonly string[],
): Truth {
  const isHit = texts.map((text) => matches(text, request));
  const topics = new Map<string, number>();
  for (const { number, topic } of documents)
    if (isHit[number] === true) topics.set(topic, (topics.get(topic) ?? 0) + 1);
  return { request, isHit, topics, count: isHit.filter(Boolean).length };
}

function matches(text: string, { mode, words }: SearchRequest): boolean {
  const has = (word: string): boolean => text.includes(` ${word} `);
  if (mode === 'any') return words.some(has);
  if (mode === 'all') return words.every(has);
  return words.slice(0, -1).every(has) && text.includes(` ${words.at(-1) ?? ''}`);
}

/** Whether an answer holds nothing but hits, each once, as many as there are or as were asked for, counted rightly. */
export function isRight({ hits, facets }: Answer, { request, isHit, count, topics }: Truth): boolean {
  if (hits.length !== Math.min(request.limit, count)) return false;
  if (new Set(hits).size !== hits.length || !hits.every((hit) => isHit[hit] === true)) return false;
  if (!facets) return true;
  return facets.size === topics.size && [...topics].every(([topic, number]) => facets.get(topic) === number);
}
