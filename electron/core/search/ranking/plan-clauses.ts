import { type LunrClause, TokenSet, presence } from '#core/search/lunr';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan, planTerm } from '#core/search/ranking/term-plan';
import { foldedTerm, foldedTermsFrom, type TermRange, termsAccepted } from '#core/search/segment/dictionary';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Words of the library that one pattern or misspelt word stands for, at most. */
const mostExpansions = 200;

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
    return planTerm(snapshot, use, expand(snapshot, clause));
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

/** The terms of a clause in each segment. */
export function expand(
  { segments }: Snapshot,
  { term, editDistance }: Pick<LunrClause, 'term' | 'editDistance'>,
): TermRange[][] {
  const star = term.indexOf('*');
  if (editDistance === undefined && star === -1)
    return segments.map(({ data }) => only(foldedTerm(data, term)));
  if (editDistance === undefined && star === term.length - 1)
    return segments.map(({ data }) => only(foldedTermsFrom(data, term.slice(0, -1))));
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
): TermRange[][] {
  const accepted = segments.map((data) =>
    termsAccepted(data, automaton, mostExpansions).map((term) => data.folded[term] ?? ''),
  );
  const words = [...new Set(accepted.flat())].sort().slice(0, mostExpansions);
  return segments.map((data) => words.flatMap((word) => only(foldedTerm(data, word))));
}

function only(range: TermRange): TermRange[] {
  return range.from < range.to ? [range] : [];
}
