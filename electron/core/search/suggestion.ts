import { TokenSet } from '#core/search/lunr';
import type { IndexView } from '#core/search/match';
import { type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import type { StoredDocument } from '#core/search/stored-document';
import { createMasks, heldBits } from '#core/search/word-masks';

/** With more unknown words than this a query is another language rather than a slip. */
const mostUnknown = 3;
const shortest = 2;
const longest = 24;
/** To stand beside the same word as in the query says more than to stand in so many documents with it. */
const besideWorth = 1_000;

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
  const wanted = wantedWords(query).sort((a, b) => a.start - b.start);
  const known = wanted.filter((word) => !unknown.includes(word));
  const masks = createMasks(known, view.vocabulary);
  let context = [...view.documents()].filter(
    (document) => heldBits(document, masks.folded, masks.all) === masks.all,
  );
  const replacements = new Map<string, string>();
  for (const word of unknown) {
    const bitOf = (neighbour: QueryWord | undefined): number =>
      neighbour && known.includes(neighbour) ? 1 << known.indexOf(neighbour) : 0;
    const at = wanted.indexOf(word);
    const near = nearestWord(word.folded, context, view, {
      mask: masks.folded,
      before: bitOf(wanted[at - 1]),
      after: bitOf(wanted[at + 1]),
    });
    if (near === undefined) return null;
    replacements.set(word.folded, spelling(near, context, view));
    context = context.filter(({ words }) =>
      words.some((number) => view.vocabulary.foldedOf[number] === near),
    );
  }
  return replaceWords(text, query, replacements);
}

/** The words before and after the unknown one, as bits of a mask. */
interface Neighbours {
  readonly mask: Uint32Array;
  readonly before: number;
  readonly after: number;
}

/** The number of the folded word that comes nearest; of equally near ones that which fits the other words best. */
function nearestWord(
  folded: string,
  context: readonly StoredDocument[],
  view: IndexView,
  neighbours: Neighbours,
): number | undefined {
  if (folded.length < shortest || folded.length > longest) return undefined;
  for (const distance of folded.length < 4 ? [1] : [1, 2]) {
    const near = wordsNear(folded, distance, view);
    const worth = new Map<number, number>();
    for (const { words } of context) countNear(words, near, neighbours, worth);
    const best = highest(worth);
    if (best !== undefined) return best;
  }
  return undefined;
}

/** For every word of the library the number of its folded form where that is near, else 0. */
function wordsNear(folded: string, distance: number, { indexes, vocabulary }: IndexView): Uint32Array {
  const automaton = TokenSet.fromFuzzyString(folded, distance);
  const near = new Set(indexes.flatMap(({ tokenSet }) => tokenSet.intersect(automaton).toArray()));
  return Uint32Array.from(vocabulary.foldedOf, (number) =>
    near.has(vocabulary.folded[number] ?? '') ? number : 0,
  );
}

/** Adds what one document says for the near words that it holds. */
function countNear(
  words: Uint32Array,
  near: Uint32Array,
  { mask, before, after }: Neighbours,
  worth: Map<number, number>,
): void {
  const held = new Set<number>();
  for (let at = 0; at < words.length; at += 1) {
    const word = near[words[at] ?? 0] ?? 0;
    if (word === 0) continue;
    const bitsAt = (position: number): number => mask[words[position] ?? 0] ?? 0;
    const beside = (bitsAt(at - 1) & before) | (bitsAt(at + 1) & after);
    const fresh = held.has(word) ? 0 : 1;
    held.add(word);
    worth.set(word, (worth.get(word) ?? 0) + fresh + (beside === 0 ? 0 : besideWorth));
  }
}

/** The word as the library mostly writes it, with its accents. */
function spelling(folded: number, context: readonly StoredDocument[], { vocabulary }: IndexView): string {
  const counts = new Map<number, number>();
  for (const { words } of context) {
    for (const word of words) {
      if (vocabulary.foldedOf[word] === folded) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return vocabulary.exact[highest(counts) ?? 0] ?? '';
}

/** The number with the highest value; the first of equal ones. */
function highest(values: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [number, value] of values)
    if (best === undefined || value > (values.get(best) ?? 0)) best = number;
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
