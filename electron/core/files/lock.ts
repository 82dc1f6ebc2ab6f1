import { randomUUID } from 'node:crypto';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { heartbeat } from '#core/files/heartbeat';
import { thisProcess } from '#core/files/process-owner';
import { hasEndedOwner, hostOf, TakeOverTurn } from '#core/files/take-over-turn';
import { Failure } from '#shared/failure';

/** What somebody who waits for a lock can be told. */
export interface LockNews {
  readonly state: 'waiting' | 'over' | 'taken-over';
  /** Machine of the holder, where its note can be read. */
  readonly host: string | null;
}

/** Times in milliseconds. */
interface LockOptions {
  /** A lock that we have seen unchanged for this long was left behind: its holder would have refreshed it. */
  readonly stale: number;
  readonly retryAfter: number;
  readonly giveUpAfter: number;
  readonly refreshEvery: number;
  /** There a file that is just being removed refuses to be created, with the error of a missing permission. */
  readonly windows: boolean;
  /** Waiting for longer than this is told, and then its end. */
  readonly tellAfter: number;
  readonly told: (news: LockNews) => void;
}

const usual: LockOptions = {
  stale: 30_000,
  retryAfter: 40,
  giveUpAfter: 10_000,
  refreshEvery: 10_000,
  windows: process.platform === 'win32',
  tellAfter: 2_000,
  told: () => undefined,
};

/**
 * Runs `work` while holding a lock file, so that two programs on one folder do not rename over each other. Waits for
 * another holder, takes over the lock of a process that has ended or one that nobody refreshed for 30 s, and fails
 * with `practice-locked` after 10 s where the holder lives.
 */
export async function withLock<T>(
  fileSystem: FileSystem,
  path: string,
  work: () => Promise<T>,
  options: Partial<LockOptions> = {},
): Promise<T> {
  const lock = new Lock(fileSystem, path, { ...usual, ...options });
  await lock.take();
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** What a waiter knows of the lock in its way. */
interface Watched {
  content: string;
  /** Content and time; undefined while no lock can be seen. */
  state: string | undefined;
  quiet: number;
  changes: number;
  /** A lock was taken over from it. */
  tookOver: boolean;
  /** It was told that this one waits, and for what machine. */
  told: { host: string | null } | undefined;
}

class Lock {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #options: LockOptions;
  readonly #token = randomUUID();
  readonly #turn: TakeOverTurn;
  #refreshed = 0;
  #stop: (() => Promise<void>) | undefined;

  constructor(fileSystem: FileSystem, path: string, options: LockOptions) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#options = options;
    this.#turn = new TakeOverTurn(fileSystem, `${path}.takeover${temporaryEnding}`, options.stale / 3);
  }

  async take(): Promise<void> {
    const watched: Watched = {
      content: '',
      state: undefined,
      quiet: 0,
      changes: 0,
      tookOver: false,
      told: undefined,
    };
    try {
      await this.#wait(watched);
    } finally {
      const state = watched.tookOver ? 'taken-over' : 'over';
      if (watched.told) this.#options.told({ state, host: watched.told.host });
    }
    this.#stop = heartbeat(() => this.#refresh(), this.#options.refreshEvery);
  }

  async #wait(watched: Watched): Promise<void> {
    const started = performance.now();
    let looked = started;
    while (!(await this.#create())) {
      const now = performance.now();
      await this.#look(watched, now - looked);
      looked = now;
      if (this.#isStale(watched) && (await this.#takeOver(watched.content))) {
        watched.tookOver = true;
        continue;
      }
      this.#tell(watched, now - started);
      this.#giveUpIfHopeless(watched, now - started);
      await new Promise((resolve) => setTimeout(resolve, this.#options.retryAfter));
    }
  }

  #tell(watched: Watched, waited: number): void {
    if (watched.told || waited < this.#options.tellAfter) return;
    watched.told = { host: hostOf(watched.content) };
    this.#options.told({ state: 'waiting', ...watched.told });
  }

  /** Removes the lock if it is still ours. One that cannot be removed is taken over by the next: no fault of the work. */
  async release(): Promise<void> {
    await this.#stop?.();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        if (await this.#isOurs()) await this.#fileSystem.remove(this.#path);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, this.#options.retryAfter));
      }
    }
  }

  #note(): Uint8Array {
    const note = { ...thisProcess(), token: this.#token, refreshed: this.#refreshed };
    return Buffer.from(`${JSON.stringify(note)}\n`);
  }

  async #create(): Promise<boolean> {
    try {
      return await this.#fileSystem.create(this.#path, this.#note());
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (this.#options.windows && ['EPERM', 'EACCES', 'EBUSY'].includes(String(code))) return false;
      throw error;
    }
  }

  async #refresh(): Promise<void> {
    if (!(await this.#isOurs())) return;
    this.#refreshed += 1;
    await this.#fileSystem.write(this.#path, this.#note());
  }

  async #isOurs(): Promise<boolean> {
    return (await this.#read(this.#path))?.includes(this.#token) ?? false;
  }

  /** Undefined when there is nothing. */
  async #read(path: string): Promise<string | undefined> {
    if (!(await this.#fileSystem.information(path))) return undefined;
    return Buffer.from(await this.#fileSystem.read(path)).toString('utf8');
  }

  async #look(watched: Watched, since: number): Promise<void> {
    const found = await this.#fileSystem.information(this.#path);
    const content = found && (await this.#read(this.#path).catch(() => undefined));
    const state = content === undefined ? undefined : `${String(found?.changedAt)} ${content}`;
    if (state !== watched.state) {
      watched.changes += 1;
      watched.quiet = 0;
    } else watched.quiet += Math.min(since, 1_000); // a machine that slept has not been looking
    watched.state = state;
    watched.content = content ?? '';
  }

  #isStale({ content, state, quiet }: Watched): boolean {
    if (state === undefined) return false;
    return quiet > this.#options.stale || hasEndedOwner(content);
  }

  /**
   * Removes the lock that was judged to be left behind. One waiter at a time, by a second file: another one that judged
   * the same lock would else move the first one's own new lock away for a moment, and a third could come in.
   */
  async #takeOver(judged: string): Promise<boolean> {
    try {
      if (!(await this.#turn.take(this.#note()))) return false;
    } catch {
      return false;
    }
    try {
      return (await this.#read(this.#path)) === judged && (await this.#moveAway(judged));
    } catch {
      return false; // the lock is in use, or its holder lives after all
    } finally {
      await this.#turn.release();
    }
  }

  /** Moves the lock away at once, and puts it back if it is another one by now. */
  async #moveAway(judged: string): Promise<boolean> {
    const aside = `${this.#path}.${randomUUID().slice(0, 8)}${temporaryEnding}`;
    await this.#fileSystem.rename(this.#path, aside);
    const content = await this.#fileSystem.read(aside);
    const isJudged = Buffer.from(content).toString('utf8') === judged;
    if (!isJudged) await this.#fileSystem.create(this.#path, content);
    await this.#fileSystem.remove(aside);
    return isJudged;
  }

  #giveUpIfHopeless({ state, changes }: Watched, waited: number): void {
    const { giveUpAfter, stale } = this.#options;
    // A lock that was never seen to change may be a dead machine's: worth waiting until that is certain.
    const isLeft = state !== undefined && changes <= 1;
    if (waited > (isLeft ? stale + giveUpAfter : giveUpAfter))
      throw new Failure('practice-locked', { where: this.#path });
  }
}
