import type { BenchDocument, SearchRequest } from '#bench/search/engine';
import { knownItems } from '#bench/search/quality/known-items';
import { foldedWords, pairTokens } from '#bench/search/tokens';

const questions = 100;
const seed = 7;
/** The right text must be among so many. */
const first = 3;

export interface KnownRequest {
  readonly request: SearchRequest;
  readonly isRight: (document: number) => boolean;
}

/** Words of titles, any of them, and which texts they were taken from: an engine that ranks finds these. */
export function knownRequests(documents: readonly BenchDocument[], pairs: boolean): KnownRequest[] {
  return knownItems(documents, { questions, seed }).typed.map(({ text, isRight }) => {
    const words = foldedWords(text);
    const request: SearchRequest = {
      mode: 'any',
      words,
      pairs: pairs ? pairTokens(words) : [],
      limit: first,
      facets: false,
    };
    return { request, isRight };
  });
}
