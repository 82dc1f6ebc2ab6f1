import type { FileSystem } from '#core/files/file-system';
import { hasEndedOwner, hostOf } from '#core/files/lock-note';
import type { LockOptions } from '#core/files/lock-options';
import { Failure } from '#shared/failure';

/** What a waiter sees of the lock in its way. Time counts by its own looks, since the clocks of machines differ. */
export class LockInTheWay {
  /** The note that was seen last; empty while no lock can be seen. */
  content = '';
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #options: LockOptions;
  readonly #started = performance.now();
  #lookedAt = this.#started;
  /** Content and time; undefined while no lock can be seen. */
  #state: string | undefined;
  /** Milliseconds in which it was seen unchanged. */
  #quiet = 0;
  #changes = 0;
  /** It was told that this one waits, and for what machine. */
  #told: { host: string | null } | undefined;

  constructor(fileSystem: FileSystem, path: string, options: LockOptions) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#options = options;
  }

  async look(): Promise<void> {
    const since = performance.now() - this.#lookedAt;
    this.#lookedAt += since;
    const found = await this.#fileSystem.information(this.#path);
    const content = found && (await this.#content());
    const state = content === undefined ? undefined : `${String(found?.changedAt)} ${content}`;
    if (state !== this.#state) {
      this.#changes += 1;
      this.#quiet = 0;
    } else this.#quiet += Math.min(since, 1_000); // a machine that slept has not been looking
    this.#state = state;
    this.content = content ?? '';
  }

  /** Whether it was left behind: its process has ended, or nobody refreshed it for too long. */
  get isLeft(): boolean {
    if (this.#state === undefined) return false;
    return this.#quiet > this.#options.stale || hasEndedOwner(this.content, this.#fileSystem.owner);
  }

  /** Says after a while that somebody waits. */
  tell(): void {
    if (this.#told || this.#waited < this.#options.tellAfter) return;
    this.#told = { host: hostOf(this.content) };
    this.#options.told({ state: 'waiting', ...this.#told });
  }

  /** Says how the waiting ended, if it was told of. */
  tellEnd(tookOver: boolean): void {
    if (this.#told) this.#options.told({ state: tookOver ? 'taken-over' : 'over', ...this.#told });
  }

  /** Fails with `practice-locked` when the holder lives and waiting longer is of no use. */
  giveUpIfHopeless(): void {
    const { giveUpAfter, stale } = this.#options;
    // A lock that was never seen to change may be a dead machine's: worth waiting until that is certain.
    const maybeLeft = this.#state !== undefined && this.#changes <= 1;
    if (this.#waited > (maybeLeft ? stale + giveUpAfter : giveUpAfter))
      throw new Failure('practice-locked', { where: this.#path });
  }

  get #waited(): number {
    return this.#lookedAt - this.#started;
  }

  async #content(): Promise<string | undefined> {
    try {
      return Buffer.from(await this.#fileSystem.read(this.#path)).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
