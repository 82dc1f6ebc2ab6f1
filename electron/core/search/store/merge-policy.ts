import { mostDocuments } from '#core/search/segment/segment-data';

interface Measured {
  readonly documents: number;
  readonly dead: ReadonlySet<number>;
}

/** Segments of about the same size that are merged together. */
const together = 8;
/** Share of dead documents at which a segment is written anew. */
const mostDead = 0.3;

/**
 * The segments to be merged next: eight of one tier of size (up to 8 documents, up to 64, ...), so that each document is
 * written once a tier; else one of which much is dead. None when all is well.
 */
export function segmentsToMerge<S extends Measured>(segments: readonly S[]): S[] {
  const live = (segment: S): number => segment.documents - segment.dead.size;
  const tiers = new Map<number, S[]>();
  for (const segment of segments) {
    const tier = Math.ceil(Math.log(Math.max(live(segment), 1)) / Math.log(together));
    tiers.set(tier, [...(tiers.get(tier) ?? []), segment]);
  }
  for (const [, tier] of [...tiers].sort(([a], [b]) => a - b)) {
    const due = tier.slice(0, together);
    const documents = due.reduce((sum, segment) => sum + live(segment), 0);
    if (due.length === together && documents <= mostDocuments) return due;
  }
  const wasteful = segments.find(({ documents, dead }) => dead.size > documents * mostDead);
  return wasteful ? [wasteful] : [];
}
