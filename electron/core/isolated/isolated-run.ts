import type { Readable } from 'node:stream';
import { Failure } from '#shared/failure';

/** Work that is done in a process of its own; each is an entry of the build. */
export type IsolatedName = 'extract-worker' | 'form-worker' | 'paper-worker';

export interface IsolatedLimits {
  /** Processor time, so that a machine that sleeps or is busy does not count. */
  readonly milliseconds: number;
  /** Resident memory of the whole process. */
  readonly megabytes: number;
  /** Somebody waits for it at the screen: it does not give way to other work, which made it ten times slower on a busy machine. */
  readonly urgent?: boolean;
}

/**
 * `time` and `memory`: a limit was passed. `crash`: the process ended by itself or was killed by somebody. `stalled`: it
 * did not get anywhere for several times its limit, such as on a drive that does not answer.
 */
export type IsolatedEnd = 'time' | 'memory' | 'crash' | 'stalled' | 'stopped';
export type IsolatedOutcome =
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'ended'; readonly because: IsolatedEnd };

/** What a process is told and tells; both are cloned as structured data. */
export interface IsolatedTask {
  readonly input: unknown;
  readonly limits: IsolatedLimits;
}
/** `ready` once it can be given its task; `progress` in between, whatever it tells of. */
export type IsolatedReply =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly told: unknown }
  | { readonly type: 'done'; readonly output: unknown };

/** A process as a host starts it. */
export interface IsolatedProcess {
  readonly pid: number | undefined;
  /** What the process and the engine say before they end. */
  readonly complaints: Readable | null;
  send(task: IsolatedTask): void;
  onReply(listener: (reply: IsolatedReply) => void): void;
  /** Once it has ended, or could not be started. */
  onEnd(listener: () => void): void;
}

/** Marks with which a process says which limit it passed. */
export const limitMarks = { time: 'lan-toa: time limit\n', memory: 'lan-toa: memory limit\n' } as const;

/** Heap of the engine; the rest of the memory is for bytes outside it. */
export const heapArguments = ({ megabytes }: IsolatedLimits): string[] => [
  `--max-old-space-size=${String(Math.floor(megabytes * 0.75))}`,
];

/** So many times its limit a process may take by the clock, and this long in any case. */
const patience = 3;
const patientFor = 60_000;
/** Complaints that are kept: their end says why a process died. Characters. */
const kept = 8_192;
/** Milliseconds in which complaints arrive after the end. */
const late = 500;

/**
 * Runs one task in a process and ends it, whatever happens. Fails where the process could not be started; then the fault
 * is not the input's.
 */
export async function runIsolatedProcess(
  child: IsolatedProcess,
  task: IsolatedTask,
  signal?: AbortSignal,
  progress?: (told: unknown) => void,
): Promise<IsolatedOutcome> {
  const complaints = new Complaints(child.complaints);
  let reply: Extract<IsolatedReply, { type: 'done' }> | undefined;
  let [started, stalled] = [false, false];
  const kill = (): void => {
    endProcess(child.pid);
  };
  const timer = setTimeout(
    () => {
      stalled = true;
      kill();
    },
    Math.max(task.limits.milliseconds * patience, patientFor),
  );
  signal?.addEventListener('abort', kill);
  try {
    await new Promise<void>((resolve) => {
      child.onEnd(resolve);
      child.onReply((arrived) => {
        if (arrived.type === 'ready') {
          started = true;
          // In the desktop a process has no number before it was spawned: it could not be killed then.
          if (signal?.aborted) kill();
          else child.send(task);
        } else if (arrived.type === 'progress') {
          progress?.(arrived.told);
        } else {
          reply ??= arrived;
          kill();
        }
      });
      if (signal?.aborted) kill();
    });
    if (reply) return { type: 'done', output: reply.output };
    if (signal?.aborted) return { type: 'ended', because: 'stopped' };
    if (stalled) return { type: 'ended', because: 'stalled' };
    const because = await complaints.reason();
    if (!started) throw new Failure('internal', { detail: `not started: ${complaints.text.slice(-200)}` });
    return { type: 'ended', because };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

/** At once, and however busy it is; Windows has no signals and ends it the same way. */
function endProcess(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The end of what a process has said. */
class Complaints {
  readonly #stream: Readable | null;
  text = '';

  constructor(stream: Readable | null) {
    this.#stream = stream;
    stream?.on('data', (chunk: Buffer) => {
      this.text = (this.text + chunk.toString('latin1')).slice(-kept);
    });
    stream?.on('error', () => undefined);
  }

  async reason(): Promise<'time' | 'memory' | 'crash'> {
    await this.#end();
    if (this.text.includes(limitMarks.time)) return 'time';
    // V8 and Node say this when the heap is full, or an array buffer cannot be had.
    const full = /heap out of memory|allocation failed|OOMErrorHandler/i;
    return this.text.includes(limitMarks.memory) || full.test(this.text) ? 'memory' : 'crash';
  }

  #end(): Promise<void> {
    const stream = this.#stream;
    if (!stream || stream.readableEnded || stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, late);
      stream.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
