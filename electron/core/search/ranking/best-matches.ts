import { BestFirst, type Ranked } from '#core/search/ranking/best-first';
import { BestOfSegment } from '#core/search/ranking/pruned/best-of-segment';
import { BlockBounds } from '#core/search/ranking/pruned/block-bounds';
import { countDocuments, type DocumentBits } from '#core/search/ranking/pruned/document-bits';
import { ExactScores } from '#core/search/ranking/pruned/exact-scores';
import { matchingDocuments } from '#core/search/ranking/pruned/matching-documents';
import { segmentTerms } from '#core/search/ranking/pruned/segment-terms';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan } from '#core/search/ranking/term-plan';

export interface Found {
  /** All documents that answer. */
  readonly total: number;
  readonly best: readonly Ranked[];
  /** By segment: the documents that answer. */
  readonly matching: readonly DocumentBits[];
}

/**
 * The documents that answer a plan best, by score; of equal ones those that come first. Counts all that answer. The same
 * as a whole evaluation gives, in a fraction of its time: which documents answer is a matter of bits, and only those are
 * scored that can be among the best by the bounds of their block (Ding and Suel, Faster Top-k Document Retrieval Using
 * Block-Max Indexes, 2011). Uses the scorers of the snapshot.
 */
export function bestMatches({ scorers }: Snapshot, plan: Plan, most: number): Found {
  const best = new BestFirst(most, (a, b) => a.segment - b.segment || a.document - b.document);
  let total = 0;
  const matching = scorers.map((scorer, segment) => {
    const terms = segmentTerms(scorer, plan, segment);
    const found = matchingDocuments(scorer, plan, terms);
    const count = countDocuments(found);
    total += count;
    const offered = new BestOfSegment(new ExactScores(scorer, terms), best, segment);
    offered.offer(found, count, () => new BlockBounds(scorer, terms, found));
    return found;
  });
  return { total, best: best.list(), matching };
}
