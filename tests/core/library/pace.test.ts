import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '#core/library/pace';
import { fakeClock } from '#tests/support/fake-clock';

describe('the pace of looking', () => {
  it('takes at most 5% of a core and half of the time of a drive, whatever looks cost (property)', async () => {
    const look = fc.record({ cpu: fc.nat(500), waits: fc.nat(500), elsewhere: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(look, { minLength: 1, maxLength: 50 }), async (looks) => {
        const clock = fakeClock();
        const pace = new Pace(clock);
        let waited = 0;
        for (const { cpu, waits, elsewhere } of looks) {
          const work = (): Promise<void> => {
            clock.work(cpu);
            clock.wait(waits);
            waited += cpu + waits;
            return Promise.resolve();
          };
          if (elsewhere) {
            await work();
            pace.add(cpu * 50, cpu + waits);
          } else await pace.measure(work);
          await clock.pause(pace.wait);
        }
        expect(clock.cpu()).toBeLessThanOrEqual(0.05 * clock.now());
        expect(waited).toBeLessThanOrEqual(0.5 * clock.now() + 1e-6);
      }),
    );
  });

  it('counts what failed, and not what was work', async () => {
    const clock = fakeClock();
    const pace = new Pace(clock);
    const work = (): Promise<number> => {
      clock.work(10);
      return Promise.resolve(3);
    };
    await pace.measure(work, (changed) => changed > 0);
    expect(pace.wait).toBe(0);
    const fail = (): Promise<never> => {
      clock.work(10);
      return Promise.reject(new Error('gone'));
    };
    await expect(pace.measure(fail)).rejects.toThrow('gone');
    expect(pace.wait).toBeGreaterThan(150);
  });

  it('knows a share by its answers, and not by one that a busy machine gave late', async () => {
    const clock = fakeClock();
    const pace = new Pace(clock);
    const answer = (milliseconds: number): Promise<void> =>
      pace.sample(() => {
        clock.wait(milliseconds);
        return Promise.resolve();
      });
    expect(pace.slow).toBe(false);
    for (const milliseconds of [30, 8, 12, 9, 10, 11, 12]) await answer(milliseconds);
    expect([pace.slow, pace.fast]).toEqual([false, false]);
    await answer(0.1);
    expect([pace.slow, pace.fast]).toEqual([false, true]);
    for (let count = 0; count < 24; count += 1) await answer(1.5);
    expect([pace.slow, pace.fast]).toEqual([true, false]);
    await answer(0.1);
    expect([pace.slow, pace.fast]).toEqual([false, true]);
  });
});
