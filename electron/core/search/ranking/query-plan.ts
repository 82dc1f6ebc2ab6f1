import { distinctWords, type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import { evaluate } from '#core/search/ranking/evaluate';
import { matchPhrase } from '#core/search/ranking/phrase';
import { type KindBoosts, planExact, planFolded, planPair } from '#core/search/ranking/plan-words';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan, type PlannedTerm } from '#core/search/ranking/term-plan';

/** Words have the bits below these two; a query has at most 30. */
const phraseBit = 1 << 30;
const prohibitedBit = 1 << 31;
const allFields = -1;

/** A parsed query over one snapshot. */
export interface QueryPlan extends Plan {
  /** By bit. */
  readonly words: readonly QueryWord[];
  /** How much each word says, by bit: its rarity. */
  readonly rarities: readonly number[];
  readonly wordBits: number;
  /** The words that at least one document has. */
  readonly knownBits: number;
  /** What must be there even where not all words are: phrases and what is in them. */
  readonly phraseBits: number;
}

/** What a query asks of the documents of a snapshot; all words are required. */
export function planQuery(snapshot: Snapshot, query: ParsedQuery, boosts: KindBoosts): QueryPlan {
  const words = wantedWords(query);
  const fields = allFields >>> (32 - snapshot.fields);
  const folded = words.map((word, at) => planFolded(snapshot, word, 1 << at, fields));
  const exact = words.flatMap((word, at) =>
    word.marked ? [planExact(snapshot, word, { bits: 1 << at, boost: boosts.exact, fields })] : [],
  );
  const excluded = query.excluded.flatMap((phrase) =>
    phrase.length === 1
      ? phrase.map((word) => ({ ...planFolded(snapshot, word, prohibitedBit, fields), weight: 0 }))
      : [],
  );
  const pairs = neighbours(query).map(([first, second]) =>
    planPair(snapshot, first, second, { boost: boosts.pair, fields }),
  );
  const wordBits = 2 ** words.length - 1;
  const inPhrases = bitsOf(words, distinctWords(query.phrases.flat()));
  const phraseBits = query.phrases.length > 0 ? inPhrases | phraseBit : 0;
  return {
    terms: inOrderOfWeight([...folded, ...exact, ...excluded, ...pairs]),
    words,
    rarities: folded.map(({ weight }) => weight),
    wordBits,
    knownBits: folded.reduce((bits, term, at) => (isKnown(snapshot, term) ? bits | (1 << at) : bits), 0),
    phraseBits,
    wanted: wordBits,
    required: wordBits | phraseBits,
    prohibited: prohibitedBit,
  };
}

/** Scores every document, and gives those with the phrases wanted or excluded their bits. */
export function evaluateQuery(snapshot: Snapshot, plan: QueryPlan, query: ParsedQuery): void {
  evaluate(snapshot, plan);
  for (const { segment, seen, exactlySeen } of snapshot.scorers) {
    const found = query.phrases.map((phrase) => matchPhrase(segment, phrase, allFields));
    for (const document of inAll(found.map(({ folded }) => folded)))
      seen[document] = (seen[document] ?? 0) | phraseBit;
    for (const document of inAll(found.map(({ exact }) => exact)))
      exactlySeen[document] = (exactlySeen[document] ?? 0) | phraseBit;
    for (const phrase of query.excluded.filter(({ length }) => length > 1)) {
      for (const document of matchPhrase(segment, phrase, allFields).folded)
        seen[document] = (seen[document] ?? 0) | prohibitedBit;
    }
  }
}

/** Documents with just the accents that were typed, of those that have all that is required. */
export function isExact(plan: QueryPlan, exactlySeen: number): boolean {
  return (exactlySeen & plan.required) === plan.required;
}

function isKnown({ segments }: Snapshot, { ranges }: PlannedTerm): boolean {
  return segments.some((segment, at) => (ranges[at] ?? []).some((range) => segment.documentsWith(range) > 0));
}

function bitsOf(words: readonly QueryWord[], some: readonly QueryWord[]): number {
  return words.reduce(
    (bits, word, at) => (some.some((one) => one.exact === word.exact) ? bits | (1 << at) : bits),
    0,
  );
}

/** Words that stand side by side in the query, each pair once. */
function neighbours(query: ParsedQuery): [QueryWord, QueryWord][] {
  const inOrder = [...query.words, ...query.phrases.flat()].sort((a, b) => a.start - b.start);
  const pairs = inOrder
    .slice(1)
    .map((second, at): [QueryWord, QueryWord] => [inOrder[at] as QueryWord, second]);
  return [...new Map(pairs.map((pair) => [pair.map(({ folded }) => folded).join(' '), pair])).values()];
}

function inAll(lists: readonly Uint16Array[]): Uint16Array {
  const [first = new Uint16Array(), ...others] = lists;
  return others.reduce((some, list) => {
    const set = new Set(list);
    return some.filter((document) => set.has(document));
  }, first);
}
