import { describe, expect, it } from 'vitest';

import { NewestFirst } from '#core/search/newest-first';
import { Failure } from '#shared/failure';
import { eventually } from '#tests/support/eventually';

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

  it('stops what runs when something newer comes, and runs it again after that', async () => {
    const stops = new Map<number, () => void>();
    const line = new NewestFirst((run) => stops.get(run)?.());
    const ran: string[] = [];
    const finish = new Map<string, () => void>();
    const ask = (name: string): Promise<string> =>
      line.run(
        (run) =>
          new Promise((resolve, reject) => {
            ran.push(name);
            stops.set(run, () => {
              reject(new Failure('cancelled'));
            });
            finish.set(name, () => {
              resolve(name);
            });
          }),
      );
    const all = ['a', 'b', 'c'].map(ask);
    await eventually(() => {
      expect(ran).toHaveLength(2);
    });
    finish.get('c')?.();
    await eventually(() => {
      expect(ran).toHaveLength(3);
    });
    finish.get('b')?.();
    await eventually(() => {
      expect(ran).toHaveLength(4);
    });
    finish.get('a')?.();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
    expect(ran).toEqual(['a', 'c', 'b', 'a']);
  });

  it('passes on a failure that has nothing to do with being stopped', async () => {
    const line = new NewestFirst(() => undefined);
    const closed = line.run(() => Promise.reject(new Failure('cancelled')));
    await expect(closed).rejects.toMatchObject({ code: 'cancelled' });
    const [first, second] = [
      line.run(async () => {
        await Promise.resolve();
        throw new Failure('internal');
      }),
      line.run(() => Promise.resolve('second')),
    ];
    await expect(first).rejects.toMatchObject({ code: 'internal' });
    expect(await second).toBe('second');
  });
});
