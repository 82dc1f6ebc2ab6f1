import { type Statistics, takeStatistics } from '#core/search/ranking/statistics';
import type { Weights } from '#core/search/ranking/posting-frequencies';
import { SegmentScorer } from '#core/search/ranking/segment-scorer';
import { type Check, neverStops } from '#core/search/stop-sign';
import type { LiveSegment } from '#core/search/segment/live-segment';

/** What one query sees: all segments under one set of statistics. Any change of a document makes another one. */
export interface Snapshot {
  readonly segments: readonly LiveSegment[];
  readonly statistics: Statistics;
  readonly fields: number;
  /** By segment. */
  readonly scorers: readonly SegmentScorer[];
  /** Called between any two steps of a query. */
  readonly check: Check;
}

export function takeSnapshot(
  segments: readonly LiveSegment[],
  weights: Weights,
  check: Check = neverStops,
): Snapshot {
  const statistics = takeStatistics(segments, weights.boosts.length);
  return {
    segments,
    statistics,
    fields: weights.boosts.length,
    check,
    scorers: segments.map((segment) => new SegmentScorer(segment, statistics, weights)),
  };
}
