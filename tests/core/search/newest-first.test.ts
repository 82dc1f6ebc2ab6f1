import { describe, expect, it } from 'vitest';
import { NewestFirst } from '#core/search/newest-first';

describe('newest first', () => {
  it('runs one at a time, then the newest, and cancels what was overtaken', async () => {
    const line = new NewestFirst();
    const ran: number[] = [];
    let running = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) =>
        line.run(async () => {
          running += 1;
          expect(running).toBe(1);
          ran.push(at);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running -= 1;
          if (at === 5) throw new Error('five');
          return at;
        }),
      ),
    );
    expect(ran).toEqual([0, 7, 6, 5, 4]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'cancelled' } });
    expect(await line.run(() => Promise.resolve('free'))).toBe('free');
  });
});
