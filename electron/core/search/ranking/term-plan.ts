import { rarity } from '#core/search/ranking/statistics';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { TermRange } from '#core/search/segment/dictionary';

/** Terms that count as one: what one of the searched-for forms comes to in each segment. */
export interface PlannedTerm {
  /** By segment, in the order of the segments. */
  readonly ranges: readonly (readonly TermRange[])[];
  /** Rarity times boost; 0 where it only decides which documents match. */
  readonly weight: number;
  /** The bits that documents with it get. */
  readonly bits: number;
  /** Likewise, for the words that stand there just as typed. */
  readonly exactBits: number;
  /** The fields in which it counts, as bits. */
  readonly fields: number;
}

/** What is asked of documents: each word of the query has a bit. */
export interface Plan {
  /** In the order of their weights, so that scores are sums in the same order however they are made. */
  readonly terms: readonly PlannedTerm[];
  /** A document must have one of these bits, unless there are none. */
  readonly wanted: number;
  readonly required: number;
  readonly prohibited: number;
}

/** What a term is for; its rarity follows from the documents that have it. */
export type TermUse = Pick<PlannedTerm, 'bits' | 'exactBits' | 'fields'> & { readonly boost: number };

export function planTerm(
  { segments, statistics }: Snapshot,
  { boost, ...use }: TermUse,
  ranges: readonly (readonly TermRange[])[],
): PlannedTerm {
  let documentsWith = 0;
  segments.forEach((segment, at) => {
    for (const range of ranges[at] ?? []) documentsWith += segment.documentsWith(range);
  });
  return { ...use, ranges, weight: boost === 0 ? 0 : boost * rarity(statistics, documentsWith) };
}

export function inOrderOfWeight(terms: readonly PlannedTerm[]): PlannedTerm[] {
  return terms
    .filter(({ ranges }) => ranges.some(({ length }) => length > 0))
    .sort((a, b) => b.weight - a.weight);
}
