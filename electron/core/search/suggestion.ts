import { TokenSet } from '#core/search/lunr';
import type { IndexView } from '#core/search/match';
import { type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import type { StoredDocument } from '#core/search/stored-document';
import { createMasks, heldBits } from '#core/search/word-masks';

/** With more unknown words than this a query is another language rather than a slip. */
const mostUnknown = 3;
const shortest = 2;
const longest = 24;

/**
 * The text with every unknown word replaced by a near one (up to two slips; one in short words) that stands together
 * with the other words in at least one document. Null where there is none.
 */
export function suggest(
  text: string,
  query: ParsedQuery,
  unknown: readonly QueryWord[],
  view: IndexView,
): string | null {
  if (unknown.length === 0 || unknown.length > mostUnknown) return null;
  const known = wantedWords(query).filter((word) => !unknown.includes(word));
  const masks = createMasks(known, view.vocabulary);
  let context = [...view.documents()].filter((document) => heldBits(document, masks.folded, masks.all) === masks.all);
  const replacements = new Map<string, string>();
  for (const { folded } of unknown) {
    const near = nearestWord(folded, context, view);
    if (near === undefined) return null;
    replacements.set(folded, spelling(near, context, view));
    context = context.filter(({ words }) => words.some((word) => view.vocabulary.foldedOf[word] === near));
  }
  return replaceWords(text, query, replacements);
}

/** The number of the folded word that comes nearest; of equally near ones that of most documents. */
function nearestWord(folded: string, context: readonly StoredDocument[], view: IndexView): number | undefined {
  if (folded.length < shortest || folded.length > longest) return undefined;
  for (const distance of folded.length < 4 ? [1] : [1, 2]) {
    const near = new Set(wordsNear(folded, distance, view));
    const counts = new Map<number, number>();
    for (const { words } of context) {
      for (const word of new Set(words.map((exact) => view.vocabulary.foldedOf[exact] ?? 0))) {
        if (near.has(view.vocabulary.folded[word] ?? '')) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    const best = mostFrequent(counts);
    if (best !== undefined) return best;
  }
  return undefined;
}

function wordsNear(folded: string, distance: number, { indexes }: IndexView): string[] {
  const automaton = TokenSet.fromFuzzyString(folded, distance);
  return indexes.flatMap(({ tokenSet }) => tokenSet.intersect(automaton).toArray());
}

/** The word as the library mostly writes it, with its accents. */
function spelling(folded: number, context: readonly StoredDocument[], { vocabulary }: IndexView): string {
  const counts = new Map<number, number>();
  for (const { words } of context) {
    for (const word of words) {
      if (vocabulary.foldedOf[word] === folded) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return vocabulary.exact[mostFrequent(counts) ?? 0] ?? '';
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [number, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = number;
  return best;
}

function replaceWords(text: string, query: ParsedQuery, replacements: ReadonlyMap<string, string>): string {
  const wanted = [...query.words, ...query.phrases.flat()];
  return wanted
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { folded, start, end }) => {
      const replacement = replacements.get(folded);
      return replacement === undefined ? changed : changed.slice(0, start) + replacement + changed.slice(end);
    }, text);
}
