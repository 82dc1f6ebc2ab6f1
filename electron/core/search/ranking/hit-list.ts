import { BestFirst, type Ranked } from '#core/search/ranking/best-first';
import { type FacetCounter, sumCounts } from '#core/search/ranking/facet-counter';
import { looksAt, type SecondStage } from '#core/search/ranking/second-stage';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { SearchedSegment } from '#core/search/store/open-segment';
import type { IndexQuery } from '#core/search/search-index';
import type { SearchAnswer } from '#shared/model/search';

export const tiers = ['exact', 'folded', 'some'] as const;
export type Tier = (typeof tiers)[number];

/** Gathers the documents that answer: counts them all, keeps the first of each tier. Tiers never mix, whatever the order. */
export class HitList {
  readonly #segments: readonly SearchedSegment[];
  readonly #snapshot: Snapshot;
  readonly #query: IndexQuery;
  readonly #counters: readonly FacetCounter[];
  readonly #best: Readonly<Record<Tier, BestFirst>>;
  readonly #rankOf: (segment: number, document: number) => number;
  #total = 0;

  /** `counters`: of each segment, with the selection of this query. */
  constructor(
    segments: readonly SearchedSegment[],
    snapshot: Snapshot,
    query: IndexQuery,
    counters: readonly FacetCounter[],
  ) {
    this.#segments = segments;
    this.#snapshot = snapshot;
    this.#query = query;
    this.#counters = counters;
    const most = Math.max((query.from ?? 0) + query.limit, looksAt);
    const best = (): BestFirst => new BestFirst(most, (a, b) => this.#tie(a, b));
    this.#best = { exact: best(), folded: best(), some: best() };
    const score = (segment: number, document: number): number =>
      snapshot.scorers[segment]?.scores[document] ?? 0;
    const key = (name: 'period' | 'evidence') => (segment: number, document: number) =>
      this.#keyOf(segment, document, name);
    this.#rankOf = { relevance: score, newest: key('period'), evidence: key('evidence') }[query.sort];
  }

  offer(tier: Tier, segment: number, document: number): void {
    if (this.#counters[segment]?.count(document) !== true) return;
    this.#total += 1;
    this.#best[tier].offer(segment, document, this.#rankOf(segment, document));
  }

  /** The hits asked for, in their order; by relevance in that of the second stage, if there is one. */
  list(second?: SecondStage): (Ranked & { readonly tier: Tier })[] {
    const { from = 0, limit, sort } = this.#query;
    const ordered = (ranked: readonly Ranked[]): readonly Ranked[] =>
      second && sort === 'relevance' ? second.order(ranked, (a, b) => this.#tie(a, b)) : ranked;
    return tiers
      .flatMap((tier) => ordered(this.#best[tier].list()).map((ranked) => ({ ...ranked, tier })))
      .slice(from, from + limit);
  }

  counts(): Pick<SearchAnswer, 'total' | 'facets'> {
    return { total: this.#total, facets: sumCounts(this.#counters, this.#query.facets) };
  }

  /** Better ones before newer ones; the id comes last, so that equal ones keep their order. */
  #tie(a: Ranked, b: Ranked): number {
    const by = (valueOf: (one: Ranked) => number): number => valueOf(b) - valueOf(a);
    const byKey = (name: 'period' | 'changedAt'): number =>
      by(({ segment, document }) => this.#keyOf(segment, document, name));
    const newest = byKey('period') || byKey('changedAt');
    const score = by(({ segment, document }) => this.#snapshot.scorers[segment]?.scores[document] ?? 0);
    const id = ({ segment, document }: Ranked): string =>
      this.#segments[segment]?.columns.ids[document] ?? '';
    return (this.#query.sort === 'newest' ? newest || score : score || newest) || (id(a) < id(b) ? -1 : 1);
  }

  #keyOf(segment: number, document: number, name: 'period' | 'changedAt' | 'evidence'): number {
    return this.#segments[segment]?.columns.sortKeys[name][document] ?? 0;
  }
}
