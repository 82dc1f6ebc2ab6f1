import { random } from '#bench/generate-library';

/** Draws that repeat with the seed. */
export interface Draw {
  /** From 0 up to, without, `end`. */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
}

export function drawFrom(seed: number): Draw {
  const next = random(seed);
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
  };
}
