import { isPlainWord, type ParsedQuery } from '#core/search/parsed-query';
import { BestFirst } from '#core/search/ranking/best-first';
import { forEachMatch } from '#core/search/ranking/evaluate';
import { mostOf } from '#core/search/ranking/loose-matches';
import { isExact, type QueryPlan } from '#core/search/ranking/query-plan';
import type { Snapshot } from '#core/search/ranking/snapshot';

/**
 * Five words or more are a verbose query (Gupta and Bendersky, Information Retrieval with Verbose Queries, 2015); a
 * Vietnamese word has one and a half syllables or a little more.
 */
const fewestSyllables = 8;
/** What ends with a question mark is a question as soon as it has more than a name in it. */
const fewestMarked = 3;
const marked = /[?？]\s*$/u;
/** So many practices without all words come at most, as many as are asked for at a time. */
const mostAnswers = 50;

/**
 * Whether a text says what somebody wants to know rather than what words must be there. Long practices hold all words of a
 * sentence by chance, and the one that answers it says some of them otherwise.
 */
export function isQuestion(text: string, query: ParsedQuery): boolean {
  const { words, phrases, strict } = query;
  if (strict || phrases.length > 0 || !words.every(isPlainWord)) return false;
  const fewest = marked.test(text) ? fewestMarked : fewestSyllables;
  return new Set(words.map(({ folded }) => folded)).size >= fewest;
}

/**
 * The same without its quotation marks where it ends with a question mark and asks outside of them: there they name something and
 * do not say how to search, and an answer may well call it otherwise.
 */
export function withoutNames(text: string, query: ParsedQuery): ParsedQuery {
  const outside = { ...query, phrases: [] };
  if (query.phrases.length === 0 || !marked.test(text) || !isQuestion(text, outside)) return query;
  const words = [...query.words, ...query.phrases.flat()].sort((a, b) => a.start - b.start);
  return { ...outside, words };
}

/**
 * Calls for each document that answers a question: those with all words, and the best ones with most of them. `exact` ones
 * have most of the words just as typed. Of equal ones all come or none, so that it does not matter how documents are
 * spread over segments. Returns how many have all words. Every document must have been scored.
 */
export function forEachAnswer(
  { scorers }: Snapshot,
  plan: QueryPlan,
  found: (segment: number, document: number, exact: boolean) => void,
): number {
  const loose = { ...plan, required: 0 };
  const isMost = mostOf(plan, plan.knownBits);
  const best = new BestFirst(mostAnswers, (a, b) => a.segment - b.segment || a.document - b.document);
  scorers.forEach((scorer, segment) => {
    const { scores, seen } = scorer;
    forEachMatch(scorer, loose, (document) => {
      const score = scores[document] ?? 0;
      if (score > best.least && isMost(seen[document] ?? 0)) best.offer(segment, document, score);
    });
  });
  const { least } = best;
  let complete = 0;
  scorers.forEach((scorer, segment) => {
    const { scores, seen, exactlySeen } = scorer;
    forEachMatch(scorer, loose, (document) => {
      const bits = seen[document] ?? 0;
      const all = (bits & plan.required) === plan.required;
      if (all) complete += 1;
      else if ((scores[document] ?? 0) < least || !isMost(bits)) return;
      const exactly = exactlySeen[document] ?? 0;
      found(segment, document, isMost(exactly) || isExact(plan, exactly));
    });
  });
  return complete;
}
