import type { Clock } from '#core/library/pace';

export interface FakeClock extends Clock {
  /** Processor time is used: time goes on as well. */
  work(milliseconds: number): void;
  /** Time goes on, the processor has nothing to do. */
  wait(milliseconds: number): void;
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Time that goes on only by what is done; a pause is over at once, after giving others their turn. */
export function fakeClock(): FakeClock {
  let [now, cpu] = [0, 0];
  return {
    now: () => now,
    cpu: () => cpu,
    work(milliseconds) {
      now += milliseconds;
      cpu += milliseconds;
    },
    wait(milliseconds) {
      now += milliseconds;
    },
    async pause(milliseconds, signal) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) now += milliseconds;
    },
  };
}
