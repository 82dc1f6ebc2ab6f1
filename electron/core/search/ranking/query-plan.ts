import type { LunrClause } from '#core/search/lunr';
import {
  distinctWords,
  isPlainWord,
  keyOf,
  type ParsedQuery,
  type QueryWord,
  wantedWords,
} from '#core/search/parsed-query';
import { lunrQueryOf } from '#core/search/query/lunr-query';
import { evaluate } from '#core/search/ranking/evaluate';
import { matchPhrase } from '#core/search/ranking/phrase';
import { type Expansion, expand, fieldBits } from '#core/search/ranking/plan-clauses';
import { type KindBoosts, planExact, planPair } from '#core/search/ranking/plan-words';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan, type PlannedTerm, planTerm } from '#core/search/ranking/term-plan';
import { searchFields } from '#shared/model/search';

/** Words have the bits below these two; a query has at most 30. */
const phraseBit = 1 << 30;
const prohibitedBit = 1 << 31;
const allFields = -1;

/** A parsed query over one snapshot. */
export interface QueryPlan extends Plan {
  /** By bit. */
  readonly words: readonly QueryWord[];
  /** The terms that answer each word, accents or not, by bit. */
  readonly folded: readonly PlannedTerm[];
  /** Words that stand for more words of the library than are looked for. */
  readonly cut: readonly QueryWord[];
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
  const { clauses } = lunrQueryOf(query);
  const fields = allFields >>> (32 - snapshot.fields);
  const expansions = clauses.map((clause) => expand(snapshot, clause));
  const folded = words.map((word, at) =>
    planClause(snapshot, clauses[at], expansions[at], {
      bits: 1 << at,
      exactBits: word.marked ? 0 : 1 << at,
    }),
  );
  const exact = words.flatMap((word, at) =>
    word.marked
      ? [
          planExact(snapshot, word, {
            bits: 1 << at,
            boost: boosts.exact * (word.boost ?? 1),
            fields: folded[at]?.fields ?? fields,
          }),
        ]
      : [],
  );
  const excluded = clauses.slice(words.length).map((clause, at) => ({
    ...planClause(snapshot, clause, expansions[words.length + at], {
      bits: prohibitedBit,
      exactBits: prohibitedBit,
    }),
    weight: 0,
  }));
  const pairs = neighbours(query).map(([first, second]) =>
    planPair(snapshot, first, second, { boost: boosts.pair * pairShare(first, second), fields }),
  );
  const wordBits = 2 ** words.length - 1;
  const inPhrases = bitsOf(words, distinctWords(query.phrases.flat()));
  const phraseBits = query.phrases.length > 0 ? inPhrases | phraseBit : 0;
  return {
    terms: inOrderOfWeight([...folded, ...exact, ...excluded, ...pairs]),
    words,
    folded,
    cut: words.filter((_, at) => expansions[at]?.cut === true),
    rarities: folded.map(({ weight }) => weight),
    wordBits,
    knownBits: folded.reduce((bits, term, at) => (isKnown(snapshot, term) ? bits | (1 << at) : bits), 0),
    phraseBits,
    wanted: wordBits,
    required: wordBits | phraseBits,
    prohibited: prohibitedBit,
  };
}

function planClause(
  snapshot: Snapshot,
  clause: LunrClause | undefined,
  expansion: Expansion | undefined,
  use: Pick<PlannedTerm, 'bits' | 'exactBits'>,
): PlannedTerm {
  const { fields = [], boost = 1 } = clause ?? {};
  return planTerm(
    snapshot,
    { ...use, boost, fields: fieldBits(fields, searchFields) },
    expansion?.ranges ?? [],
  );
}

/**
 * Scores every document, or at least those with the term that `sieve` names, and gives those with the phrases wanted or
 * excluded their bits.
 */
export function evaluateQuery(
  snapshot: Snapshot,
  plan: QueryPlan,
  query: ParsedQuery,
  sieve?: PlannedTerm,
): void {
  evaluate(snapshot, plan, sieve);
  for (const { segment, seen, exactlySeen } of snapshot.scorers) {
    snapshot.check();
    const found = query.phrases.map((phrase) => matchPhrase(segment, phrase, fieldsOf(phrase)));
    for (const document of inAll(found.map(({ folded }) => folded)))
      seen[document] = (seen[document] ?? 0) | phraseBit;
    for (const document of inAll(found.map(({ exact }) => exact)))
      exactlySeen[document] = (exactlySeen[document] ?? 0) | phraseBit;
    for (const phrase of query.excluded.filter(({ length }) => length > 1)) {
      for (const document of matchPhrase(segment, phrase, fieldsOf(phrase)).folded)
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
    (bits, word, at) => (some.some((one) => keyOf(one) === keyOf(word)) ? bits | (1 << at) : bits),
    0,
  );
}

/** A pair with a weakened word says no more than that word does; one with a boosted word says what pairs say. */
function pairShare(first: QueryWord, second: QueryWord): number {
  return Math.min(first.boost ?? 1, second.boost ?? 1, 1);
}

/** Words that stand side by side in the query, each pair once. */
function neighbours(query: ParsedQuery): [QueryWord, QueryWord][] {
  const inOrder = [...query.words, ...query.phrases.flat()].sort((a, b) => a.start - b.start);
  const pairs = inOrder
    .slice(1)
    .map((second, at): [QueryWord, QueryWord] => [inOrder[at] as QueryWord, second])
    .filter((pair) => pair.every(isPlainWord));
  return [...new Map(pairs.map((pair) => [pair.map(({ folded }) => folded).join(' '), pair])).values()];
}

/** The words of a phrase share their fields. */
function fieldsOf([first]: readonly QueryWord[]): number {
  return first?.fields ? fieldBits(first.fields, searchFields) : allFields;
}

function inAll(lists: readonly Uint16Array[]): Uint16Array {
  const [first = new Uint16Array(), ...others] = lists;
  return others.reduce((some, list) => {
    const set = new Set(list);
    return some.filter((document) => set.has(document));
  }, first);
}
