import { type LunrClause, TokenSet, presence } from '#core/search/lunr';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan, planTerm } from '#core/search/ranking/term-plan';
import { foldedTerm, foldedTermsFrom, type TermRange, termsAccepted } from '#core/search/segment/dictionary';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Words of the library that one pattern or misspelt word stands for, at most. */
export const mostExpansions = 200;

/**
 * The plan of clauses with the meaning that Lunr gives them: the same documents answer as those of a stock
 * `lunr.Index` over the same folded words. At most 31 clauses. Fields are named in the order of the index.
 */
export function planClauses(
  snapshot: Snapshot,
  clauses: readonly LunrClause[],
  fields: readonly string[],
): Plan {
  const bitsOf = (wanted: number): number =>
    clauses.reduce((bits, clause, at) => (clause.presence === wanted ? bits | (1 << at) : bits), 0);
  const terms = clauses.map((clause, at) => {
    const bits = 1 << at;
    const boost = clause.presence === presence.prohibited ? 0 : clause.boost;
    const use = { bits, exactBits: bits, boost, fields: fieldBits(clause.fields, fields) };
    return planTerm(snapshot, use, expand(snapshot, clause).ranges);
  });
  const [required, prohibited] = [bitsOf(presence.required), bitsOf(presence.prohibited)];
  return {
    terms: inOrderOfWeight(terms),
    wanted: bitsOf(presence.optional) | required,
    required,
    prohibited,
  };
}

export function fieldBits(named: readonly string[], fields: readonly string[]): number {
  return fields.reduce((bits, field, at) => (named.includes(field) ? bits | (1 << at) : bits), 0);
}

export interface Expansion {
  /** The terms in each segment. */
  readonly ranges: readonly (readonly TermRange[])[];
  /** More words of the library answer than are looked for. */
  readonly cut: boolean;
}

/** The terms of a clause. */
export function expand(
  { segments, check }: Snapshot,
  { term, editDistance }: Pick<LunrClause, 'term' | 'editDistance'>,
): Expansion {
  check();
  const star = term.indexOf('*');
  if (editDistance === undefined && star === -1)
    return { ranges: segments.map(({ data }) => only(foldedTerm(data, term))), cut: false };
  if (editDistance === undefined && star === term.length - 1)
    return {
      ranges: segments.map(({ data }) => only(foldedTermsFrom(data, term.slice(0, -1)))),
      cut: false,
    };
  const automaton =
    editDistance === undefined ? TokenSet.fromString(term) : TokenSet.fromFuzzyString(term, editDistance);
  return expandAutomaton(
    segments.map(({ data }) => data),
    automaton,
  );
}

/** The first words of all segments together, so that it does not matter how documents are spread over them. */
function expandAutomaton(
  segments: readonly SegmentData[],
  automaton: ReturnType<typeof TokenSet.fromString>,
): Expansion {
  const accepted = segments.map((data) =>
    termsAccepted(data, automaton, mostExpansions + 1).map((term) => data.folded[term] ?? ''),
  );
  const all = [...new Set(accepted.flat())].sort();
  const words = all.slice(0, mostExpansions);
  return {
    ranges: segments.map((data) => words.flatMap((word) => only(foldedTerm(data, word)))),
    cut: all.length > mostExpansions,
  };
}

function only(range: TermRange): TermRange[] {
  return range.from < range.to ? [range] : [];
}
