/** A whole number from 0 up to and without `below`. */
export type Random = (below: number) => number;

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be run again from its seed. */
export function randomFrom(start: number): Random {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One of several. */
export function pick<T>(random: Random, of: readonly T[]): T {
  const one = of[random(of.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** The same in another order. */
export function shuffled<T>(random: Random, of: readonly T[]): T[] {
  const left = [...of];
  return of.flatMap(() => left.splice(random(left.length), 1));
}
