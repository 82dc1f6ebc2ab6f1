import { describe, expect, it } from 'vitest';
import { inParallel } from '#core/files/in-parallel';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work side by side', () => {
  it('gives outcomes in the order of the items, a few at a time', async () => {
    let [running, most] = [0, 0];
    const items = Array.from({ length: 50 }, (_, index) => index);
    const outcomes = await inParallel(items, async (item, index) => {
      running += 1;
      most = Math.max(most, running);
      for (let turns = item % 3; turns >= 0; turns -= 1) await turn();
      running -= 1;
      return item * 2 + index;
    });
    expect(outcomes).toEqual(items.map((item) => item * 3));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(20);
    expect(await inParallel([], () => Promise.reject(new Error('never')))).toEqual([]);
  });

  it('begins no more after a failure, and throws it once all have ended', async () => {
    let [begun, ended] = [0, 0];
    const run = inParallel(
      Array.from({ length: 50 }, (_, index) => index),
      async (item) => {
        begun += 1;
        await turn();
        if (item === 1) throw new Error('disk');
        await turn();
        ended += 1;
      },
    );
    await expect(run).rejects.toThrow('disk');
    expect(begun).toBeLessThan(20);
    expect(ended).toBe(begun - 1);
  });
});
