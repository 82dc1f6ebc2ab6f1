import type { SearchAnswer } from '#shared/model/search';

/** A list with its next piece; a hit that moved into it meanwhile is there once. */
export function joined(answer: SearchAnswer, next: SearchAnswer): SearchAnswer {
  const known = new Set(answer.hits.map(({ practice }) => practice.id));
  return { ...next, hits: [...answer.hits, ...next.hits.filter(({ practice }) => !known.has(practice.id))] };
}
