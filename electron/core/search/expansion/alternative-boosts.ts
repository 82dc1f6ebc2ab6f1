import type { Alternative } from '#core/search/expansion/alternative';

/** What an alternative counts beside what was typed, at 1: the less sure it is that the same is meant, the less. */
export const alternativeBoosts: Readonly<Record<Alternative['kind'], number>> = {
  spelling: 0.9,
  place: 0.8,
  synonym: 0.7,
};
