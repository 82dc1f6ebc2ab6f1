import { type ArrivalKind, arrivalKinds, type ReviewItem } from '#shared/model/bundle';
import type { Messages } from '#shared/messages/messages';

/** "Both sides changed it" can only be said of our own office's write-ups; a peer's is another text than the one here. */
export type ShownKind = ArrivalKind | 'differs';

/** In the order in which they are counted. */
export const shownKinds: readonly ShownKind[] = arrivalKinds.flatMap((kind): ShownKind[] =>
  kind === 'diverged' ? [kind, 'differs'] : [kind],
);

export const shownKind = ({ kind, ours }: Pick<ReviewItem, 'kind' | 'ours'>): ShownKind =>
  kind === 'diverged' && !ours ? 'differs' : kind;

export const kindLabel = (kind: ShownKind, { exchange, practice }: Messages): string =>
  kind === 'differs' ? exchange.differs : practice.arrival[kind];
