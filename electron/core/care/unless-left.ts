import type { JobControl } from '#core/jobs/jobs';
import type { Platform } from '#core/platform';
import { Failure } from '#shared/failure';

/** How long work that was stopped may clear away what it has begun; a drive that does not answer holds up nobody longer. */
const grace = 3_000;

interface Wait {
  readonly after: Platform['after'];
  readonly signal: AbortSignal;
  /** Milliseconds without any sign of life after which the work is given up; Infinity: never. */
  readonly silence: number;
  /** What is said then. */
  readonly silent: () => Failure;
}

/**
 * Runs work that writes to a drive which may be gone: calls to one can take for ever, and no check comes in between. Once it
 * is stopped, or gives no sign of life, it is left to itself, and ends at its next check: it makes nothing visible any more.
 * Fails with `cancelled`, or with `silent()`.
 */
export async function unlessLeft<T>(
  control: Pick<JobControl, 'report' | 'check'>,
  { after, signal, silence, silent }: Wait,
  work: (control: Pick<JobControl, 'report' | 'check'>) => Promise<T>,
): Promise<T> {
  let isLeft = false;
  let alive = true;
  let stopTimer = (): void => undefined;
  const watched: typeof control = {
    report(...progress) {
      alive = true;
      if (!isLeft) control.report(...progress);
    },
    check() {
      alive = true;
      if (isLeft) throw new Failure('cancelled');
      control.check();
    },
  };
  let stopListening = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    const leave = (failure: Failure): void => {
      isLeft = true;
      reject(failure);
    };
    const look = (): void => {
      if (!alive) leave(silent());
      alive = false;
      stopTimer = after(silence, look);
    };
    if (silence < Infinity) stopTimer = after(silence, look);
    const stopped = (): void => {
      stopTimer();
      stopTimer = after(grace, () => {
        leave(new Failure('cancelled'));
      });
    };
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', stopped);
    stopListening = () => {
      signal.removeEventListener('abort', stopped);
    };
  });
  // Nobody waits for it any more where the work was quicker, nor for work that was left.
  left.catch(() => undefined);
  const working = work(watched);
  working.catch(() => undefined);
  try {
    return await Promise.race([working, left]);
  } finally {
    stopTimer();
    stopListening();
  }
}
