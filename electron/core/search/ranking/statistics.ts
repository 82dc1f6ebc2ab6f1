import type { LiveSegment } from '#core/search/segment/live-segment';

/** What weights are made of: taken over all live documents, so that neither splitting nor merging segments changes a score. */
export interface Statistics {
  readonly documents: number;
  /** Words of a field in the documents that have it: few have a legal basis, and those are not long for it. */
  readonly averageLengths: readonly number[];
}

export function takeStatistics(segments: readonly LiveSegment[], fields: number): Statistics {
  const sum = (of: (segment: LiveSegment) => number): number =>
    segments.reduce((total, segment) => total + of(segment), 0);
  return {
    documents: sum(({ documents }) => documents),
    averageLengths: Array.from({ length: fields }, (_, field) => {
      const filled = sum((segment) => segment.filled[field] ?? 0);
      return filled === 0 ? 1 : sum((segment) => segment.words[field] ?? 0) / filled;
    }),
  };
}

/** How much a term says, by the number of documents that have it: the inverse document frequency of BM25. */
export function rarity({ documents }: Statistics, documentsWith: number): number {
  const held = Math.min(documentsWith, documents);
  return Math.log(1 + (documents - held + 0.5) / (held + 0.5));
}
