import type { FileSystem } from '#core/files/file-system';
import { hasEndedOwner } from '#core/files/lock-note';

/** The right to take over a lock, held by one waiter for the moment that it takes: a file beside the lock. */
export class TakeOverTurn {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  /** Milliseconds after which another one's turn was left by a crash. */
  readonly #stale: number;
  #seen: { content: string; since: number } | undefined;

  constructor(fileSystem: FileSystem, path: string, stale: number) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#stale = stale;
  }

  /** False while another waiter has the turn; one that was left behind is cleared, to be taken at the next try. */
  async take(note: Uint8Array): Promise<boolean> {
    if (await this.#fileSystem.create(this.#path, note)) return true;
    await this.isOver();
    return false;
  }

  /** Whether nobody is taking the lock over just now; a turn that was left behind is cleared. */
  async isOver(): Promise<boolean> {
    if (!(await this.#fileSystem.information(this.#path))) return true;
    const content = Buffer.from(await this.#fileSystem.read(this.#path)).toString('utf8');
    if (this.#seen?.content !== content) this.#seen = { content, since: performance.now() };
    const isLeft =
      performance.now() - this.#seen.since > this.#stale || hasEndedOwner(content, this.#fileSystem.owner);
    if (isLeft) await this.#fileSystem.remove(this.#path);
    return isLeft;
  }

  async release(): Promise<void> {
    await this.#fileSystem.remove(this.#path).catch(() => undefined);
  }
}
