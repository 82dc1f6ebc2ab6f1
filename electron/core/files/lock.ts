import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { heartbeat } from '#core/files/heartbeat';
import type { HeldLock } from '#core/files/held-lock';
import { isInUse } from '#core/files/in-use';
import { LockInTheWay } from '#core/files/lock-in-the-way';
import { lockNoteText, markOfToken } from '#core/files/lock-note';
import { type LockOptions, usualLockOptions } from '#core/files/lock-options';
import { Serial } from '#core/files/serial';
import { takeOver } from '#core/files/take-over';
import { TakeOverTurn } from '#core/files/take-over-turn';
import { Failure } from '#shared/failure';

/**
 * Runs `work` while holding a lock file, so that two programs on one folder do not rename over each other. Waits for
 * another holder, takes over the lock of a process that has ended or one that nobody refreshed for 30 s, and fails
 * with `practice-locked` after 10 s where the holder lives. Whatever `work` writes names the lock that it is given.
 */
export async function withLock<T>(
  fileSystem: FileSystem,
  path: string,
  work: (held: HeldLock) => Promise<T>,
  options: Partial<LockOptions> = {},
): Promise<T> {
  const lock = new Lock(fileSystem, path, { ...usualLockOptions, ...options });
  await lock.take();
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}

class Lock implements HeldLock {
  readonly marks: readonly string[];
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #options: LockOptions;
  readonly #token = randomUUID();
  readonly #turn: TakeOverTurn;
  /** Our own note is not looked at while we are writing it. */
  readonly #serial = new Serial();
  #refreshed = 0;
  #stop: (() => Promise<void>) | undefined;

  constructor(fileSystem: FileSystem, path: string, options: LockOptions) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#options = options;
    this.#turn = new TakeOverTurn(fileSystem, `${path}.takeover${temporaryEnding}`, options.stale / 3);
    this.marks = [markOfToken(this.#token)];
  }

  async take(): Promise<void> {
    const other = new LockInTheWay(this.#fileSystem, this.#path, this.#options);
    const outcome = { tookOver: false };
    try {
      await this.#wait(other, outcome);
    } finally {
      other.tellEnd(outcome.tookOver);
    }
    this.#stop = heartbeat(() => this.#refresh(), this.#options.refreshEvery);
    // Whoever is taking the last lock over may still be stopping what was done under it.
    const longest = performance.now() + this.#options.stale / 2;
    while (!(await this.#turn.isOver().catch(() => false)) && performance.now() < longest) await this.#rest();
  }

  async confirm(): Promise<void> {
    const content = await this.#serial.run('note', () => this.#read());
    if (content?.includes(this.#token)) return;
    const isAway = content === undefined && !(await this.#fileSystem.information(dirname(this.#path)));
    // A folder that is gone, lock and all, says nothing about others.
    throw new Failure(isAway ? 'not-found' : 'lock-lost', { where: this.#path });
  }

  /** Removes the lock if it is still ours. One that cannot be removed is taken over by the next: no fault of the work. */
  async release(): Promise<void> {
    await this.#stop?.();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        if (await this.#isOurs()) await this.#fileSystem.remove(this.#path);
        return;
      } catch (error) {
        if (!isInUse(error)) return;
        await this.#rest();
      }
    }
  }

  async #wait(other: LockInTheWay, outcome: { tookOver: boolean }): Promise<void> {
    while (!(await this.#create())) {
      await other.look();
      if (other.isLeft && (await this.#takeOver(other.content))) {
        outcome.tookOver = true;
        continue;
      }
      other.tell();
      other.giveUpIfHopeless();
      await this.#rest();
    }
  }

  #note(): Uint8Array {
    const { host, process, machine } = this.#fileSystem.owner;
    const note = { host, process, machine, token: this.#token, refreshed: this.#refreshed };
    return Buffer.from(lockNoteText(note));
  }

  async #create(): Promise<boolean> {
    try {
      return await this.#fileSystem.create(this.#path, this.#note());
    } catch (error) {
      if (this.#options.windows && isInUse(error)) return false;
      throw error;
    }
  }

  #refresh(): Promise<void> {
    return this.#serial.run('note', async () => {
      if (!(await this.#isOurs())) return;
      this.#refreshed += 1;
      await this.#fileSystem.write(this.#path, this.#note());
    });
  }

  async #isOurs(): Promise<boolean> {
    return (await this.#read())?.includes(this.#token) ?? false;
  }

  /** Undefined when there is nothing. */
  async #read(): Promise<string | undefined> {
    if (!(await this.#fileSystem.information(this.#path))) return undefined;
    return Buffer.from(await this.#fileSystem.read(this.#path)).toString('utf8');
  }

  /**
   * One waiter at a time, by a second file: another one that judged the same lock would else move the first one's own
   * new lock away for a moment, and a third could come in.
   */
  async #takeOver(judged: string): Promise<boolean> {
    try {
      if (!(await this.#turn.take(this.#note()))) return false;
    } catch {
      return false;
    }
    try {
      const isJudged = (await this.#read()) === judged;
      return isJudged && (await takeOver(this.#fileSystem, this.#path, judged, this.#options.root));
    } catch {
      return false; // the lock is in use, or its holder lives after all
    } finally {
      await this.#turn.release();
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#options.retryAfter));
  }
}
