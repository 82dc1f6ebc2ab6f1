import type { Alternative } from '#core/search/expansion/alternative';
import { alternativeBoosts } from '#core/search/expansion/alternative-boosts';
import { type PlannedPhrase, planPhrase } from '#core/search/expansion/planned-phrase';
import { keyOf, type ParsedQuery, type QueryWord } from '#core/search/parsed-query';
import { type KindBoosts, planExact, planPair } from '#core/search/ranking/plan-words';
import type { QueryPlan } from '#core/search/ranking/query-plan';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { rarity } from '#core/search/ranking/statistics';
import { inOrderOfWeight, type PlannedTerm, planTerm } from '#core/search/ranking/term-plan';
import { foldedTerm } from '#core/search/segment/dictionary';

/** A plan in which words count as found, too, where one of their alternatives stands. */
export interface PlanWithAlternatives extends QueryPlan {
  readonly alternatives: readonly Alternative[];
  /** Alternatives of several words: found by position, so they are no terms. */
  readonly phrases: readonly PlannedPhrase[];
}

/** An alternative for words of the plan, looked up. */
interface LookedUp {
  readonly alternative: Alternative;
  /** The words of the query for which it stands. */
  readonly run: readonly QueryWord[];
  readonly bits: number;
  /** Those of them that were typed without accents. */
  readonly plainBits: number;
  /** What it comes to; weights are set once all are known. */
  readonly found: { readonly terms: readonly PlannedTerm[] } | { readonly phrase: PlannedPhrase };
  /** Live documents that have it. */
  readonly documents: number;
}

const no = { alternatives: [], phrases: [] };

/**
 * The same plan with alternatives, each with less weight than what was typed. One word and its alternatives are one
 * thing, so all of them weigh by the documents of the most common one (as Lucene's SynonymQuery has it): else a rare way
 * of writing something would outweigh everything else in the query.
 */
export function withAlternatives(
  snapshot: Snapshot,
  plan: QueryPlan,
  query: ParsedQuery,
  { alternatives = [], boosts }: { alternatives: readonly Alternative[] | undefined; boosts: KindBoosts },
): PlanWithAlternatives {
  if (alternatives.length === 0) return { ...plan, ...no };
  const lookedUp = alternatives.flatMap((one) => lookUp(snapshot, plan, query, one));
  const caps = plan.words.map((_, at) => jointWeight(snapshot, plan, lookedUp, at));
  const capped = plan.terms.map((term) => cap(plan, term, caps, boosts));
  const weighed = lookedUp.map((one) => ({ ...one, weight: weightOf(snapshot, one, caps) }));
  const terms = weighed.flatMap(({ found, weight }) =>
    'terms' in found ? found.terms.map((term, at) => ({ ...term, weight: at === 0 ? weight : 0 })) : [],
  );
  return {
    ...plan,
    alternatives,
    terms: inOrderOfWeight([...capped, ...terms, ...pairsBeside(snapshot, query, lookedUp, boosts)]),
    phrases: weighed.flatMap(({ found, weight }) => ('phrase' in found ? [{ ...found.phrase, weight }] : [])),
    rarities: plan.rarities.map((weight, at) => Math.min(weight, caps[at] ?? weight)),
    knownBits: lookedUp.reduce(
      (bits, { documents, bits: found }) => (documents > 0 ? bits | found : bits),
      plan.knownBits,
    ),
  };
}

/** Nothing where the query has no room for the words of the run. */
function lookUp(
  snapshot: Snapshot,
  plan: QueryPlan,
  query: ParsedQuery,
  alternative: Alternative,
): LookedUp[] {
  snapshot.check();
  const run = query.words.filter(({ start, end }) => start >= alternative.start && end <= alternative.end);
  const bitsOf = (words: readonly QueryWord[]): number =>
    plan.words.reduce(
      (bits, word, at) => (words.some((one) => keyOf(one) === keyOf(word)) ? bits | (1 << at) : bits),
      0,
    );
  const bits = bitsOf(run);
  if (bits === 0) return [];
  const plainBits = bitsOf(run.filter(({ marked }) => !marked));
  const use = { bits, exactBits: exactBits(alternative.words, bits, plainBits) };
  const [word, second] = alternative.words;
  if (word && !second) {
    const terms = singleTerms(snapshot, word, use, alternative.exactOnly);
    return [
      { alternative, run, bits, plainBits, found: { terms }, documents: documentsWith(snapshot, terms[0]) },
    ];
  }
  const phrase = planPhrase(snapshot, alternative.words, use);
  return [{ alternative, run, bits, plainBits, found: { phrase }, documents: phrase.documents }];
}

/** An alternative that needs no accents is there as it should be wherever it is; others where none were asked for. */
function exactBits(words: readonly QueryWord[], bits: number, plainBits: number): number {
  return words.some(({ marked }) => marked) ? plainBits : bits;
}

/** The term by which it is found, and one that says where its accents stand too. */
function singleTerms(
  snapshot: Snapshot,
  word: QueryWord,
  use: Pick<PlannedTerm, 'bits' | 'exactBits'>,
  exactOnly: boolean,
): PlannedTerm[] {
  const fields = 2 ** snapshot.fields - 1;
  const exact = planExact(snapshot, { ...word, prefix: false }, { bits: use.bits, boost: 1, fields });
  if (exactOnly) return [exact];
  const ranges = snapshot.segments.map(({ data }) => {
    const range = foldedTerm(data, word.folded);
    return range.from < range.to ? [range] : [];
  });
  const folded = planTerm(snapshot, { ...use, boost: 1, fields }, ranges);
  return word.marked ? [folded, exact] : [folded];
}

function documentsWith({ segments }: Snapshot, term: PlannedTerm | undefined): number {
  return segments.reduce(
    (sum, segment, at) =>
      sum + (term?.ranges[at] ?? []).reduce((all, range) => all + segment.documentsWith(range), 0),
    0,
  );
}

/** What a word and its alternatives weigh together; without boost. */
function jointWeight(snapshot: Snapshot, plan: QueryPlan, lookedUp: readonly LookedUp[], at: number): number {
  const own = plan.folded[at]?.weight ?? 0;
  return lookedUp
    .filter(({ bits, documents }) => bits === 1 << at && documents > 0)
    .reduce((least, { documents }) => Math.min(least, rarity(snapshot.statistics, documents)), own);
}

/** Terms of a word that has alternatives weigh no more than all of them together. */
function cap(
  plan: QueryPlan,
  term: PlannedTerm,
  caps: readonly number[],
  { exact }: KindBoosts,
): PlannedTerm {
  const at = plan.words.findIndex((_, bit) => term.bits === 1 << bit);
  const most = caps[at];
  if (most === undefined || most === plan.folded[at]?.weight) return term;
  return { ...term, weight: Math.min(term.weight, plan.folded[at] === term ? most : exact * most) };
}

/** Never more than the words that it stands for. */
function weightOf(
  { statistics }: Snapshot,
  { alternative, bits, documents }: LookedUp,
  caps: readonly number[],
): number {
  const typed = caps.reduce((sum, weight, at) => ((bits >> at) & 1 ? sum + weight : sum), 0);
  return alternativeBoosts[alternative.kind] * Math.min(typed, rarity(statistics, documents));
}

/**
 * An alternative beside the neighbours of what it stands for says as much as a pair of typed words, but never more than
 * the pair that was typed: where several ways of writing are found, the neighbours tell the documents apart.
 */
function pairsBeside(
  snapshot: Snapshot,
  query: ParsedQuery,
  lookedUp: readonly LookedUp[],
  { pair }: KindBoosts,
): PlannedTerm[] {
  const terms = new Map<string, PlannedTerm>();
  const fields = 2 ** snapshot.fields - 1;
  const add = (other: Pair, typed: Pair): void => {
    const key = other.map(({ folded }) => folded).join(' ');
    if (terms.has(key)) return;
    const [term, most] = [other, typed].map((words) => planPair(snapshot, ...words, { boost: pair, fields }));
    if (term && most) terms.set(key, { ...term, weight: Math.min(term.weight, most.weight) });
  };
  for (const { alternative, run } of lookedUp) {
    const [first, last, from, to] = [run[0], run.at(-1), alternative.words[0], alternative.words.at(-1)];
    if (!first || !last || !from || !to) continue;
    const [before, after] = [
      query.words[query.words.indexOf(first) - 1],
      query.words[query.words.indexOf(last) + 1],
    ];
    if (before) add([before, from], [before, first]);
    if (after) add([to, after], [last, after]);
  }
  for (const [at, word] of query.words.entries())
    terms.delete(`${word.folded} ${query.words[at + 1]?.folded ?? ''}`);
  return [...terms.values()];
}

type Pair = readonly [QueryWord, QueryWord];
