/**
 * Milliseconds in which a repeated signal is the same request to stop: a terminal signals the whole group, npm passes
 * signals on, and `atomically` (within conf) raises each one again.
 */
const echo = 1_000;

/** Runs `end` on the first request to stop; somebody who asks again later is obeyed at once. */
export function onShutDown(end: () => Promise<void>): void {
  let began: number | undefined;
  const stop = (): void => {
    if (began !== undefined) {
      if (Date.now() - began > echo) process.exit(1);
      return;
    }
    began = Date.now();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
