import { writeSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import {
  type IsolatedLimits,
  type IsolatedReply,
  type IsolatedTask,
  limitMarks,
} from '#core/isolated/isolated-run';

/** The channel of Electron's utility processes, which others do not have. */
interface UtilityPort {
  once(event: 'message', listener: (message: { data: IsolatedTask }) => void): void;
  postMessage(reply: IsolatedReply): void;
}

/** Milliseconds between two looks at what the process uses. */
const every = 25;

/**
 * Does the one task that this process was started for. `entry` is the address of the calling script: it runs once more in
 * a thread that watches the limits, because a parser that hangs or grows leaves the main thread no time to. The host
 * ends the process once it has the reply. `tell` tells it how far the work is.
 */
export function serveIsolated(
  entry: string,
  work: (input: never, tell: (told: unknown) => void) => Promise<unknown>,
): void {
  if (!isMainThread) {
    watchLimits();
    return;
  }
  const { parentPort } = process as unknown as { readonly parentPort?: UtilityPort };
  const reply = (said: IsolatedReply): void => {
    if (parentPort) parentPort.postMessage(said);
    else process.send?.(said);
  };
  const tell = (told: unknown): void => {
    reply({ type: 'progress', told });
  };
  const answer = async ({ input, limits }: IsolatedTask): Promise<IsolatedReply> => {
    if (limits.urgent !== true) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    await startWatch(entry, limits);
    return { type: 'done', output: await work(input as never, tell) };
  };
  if (parentPort) {
    parentPort.once('message', ({ data }) => {
      void answer(data).then(reply, die);
    });
  } else {
    process.once('message', (task: IsolatedTask) => {
      void answer(task).then(reply, die);
    });
    // The host is gone.
    process.once('disconnect', () => process.exit(1));
  }
  reply({ type: 'ready' });
}

function die(error: unknown): void {
  writeSync(2, `${String(error)}\n`);
  process.exit(1);
}

function startWatch(entry: string, limits: IsolatedLimits): Promise<void> {
  return new Promise((resolve, reject) => {
    const watch = new Worker(new URL(entry), { workerData: { lanToaLimits: limits } });
    watch.once('online', resolve);
    watch.once('error', reject);
  });
}

function watchLimits(): void {
  const { lanToaLimits: limits } = (workerData ?? {}) as { readonly lanToaLimits?: IsolatedLimits };
  if (!limits) return;
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if ((user + system) / 1_000 > limits.milliseconds) end('time');
    if (process.memoryUsage.rss() > limits.megabytes * 1024 ** 2) end('memory');
  }, every);
}

function end(limit: keyof typeof limitMarks): void {
  writeSync(2, limitMarks[limit]);
  process.kill(process.pid, 'SIGKILL');
}
