import type { QueryWord } from '#core/search/parsed-query';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { type PlannedTerm, planTerm } from '#core/search/ranking/term-plan';
import {
  exactTerms,
  foldedTerm,
  foldedTermsFrom,
  pairTerms,
  type TermRange,
} from '#core/search/segment/dictionary';
import type { SegmentData } from '#core/search/segment/segment-data';

/** What the kinds of terms count beside a folded syllable. */
export interface KindBoosts {
  /** A word that stands there with the accents typed. */
  readonly exact: number;
  /** Two words side by side as in the query. */
  readonly pair: number;
}

/** The folded forms that answer a word without a pattern in a segment. */
export function foldedRange(data: SegmentData, { folded, prefix }: QueryWord): TermRange {
  return prefix ? foldedTermsFrom(data, folded) : foldedTerm(data, folded);
}

/** The terms with just the accents typed. */
export function planExact(
  snapshot: Snapshot,
  word: QueryWord,
  use: { bits: number; boost: number; fields: number },
): PlannedTerm {
  const wanted = (form: string): boolean => (word.prefix ? form.startsWith(word.exact) : form === word.exact);
  const ranges = snapshot.segments.map(({ data }) => exactTerms(data, foldedRange(data, word), wanted));
  return planTerm(snapshot, { ...use, exactBits: use.bits }, ranges);
}

/** Two words side by side; decides nothing, but says much. */
export function planPair(
  snapshot: Snapshot,
  first: QueryWord,
  second: QueryWord,
  use: { boost: number; fields: number },
): PlannedTerm {
  const ranges = snapshot.segments.map(({ data }) => {
    const { from, to } = foldedTerm(data, first.folded);
    return from < to ? [pairTerms(data, from, foldedRange(data, second))] : [];
  });
  return planTerm(snapshot, { ...use, bits: 0, exactBits: 0 }, ranges);
}
