import type { FileSystem } from '#core/files/file-system';
import { hasEnded, type ProcessOwner } from '#core/files/process-owner';

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
    if (!(await this.#fileSystem.information(this.#path))) return false;
    const content = Buffer.from(await this.#fileSystem.read(this.#path)).toString('utf8');
    if (this.#seen?.content !== content) this.#seen = { content, since: performance.now() };
    const isLeft = performance.now() - this.#seen.since > this.#stale || hasEndedOwner(content);
    if (isLeft) await this.#fileSystem.remove(this.#path);
    return false;
  }

  async release(): Promise<void> {
    await this.#fileSystem.remove(this.#path).catch(() => undefined);
  }
}

/** Whether the writer of a note has ended for certain. False also where it cannot be read: it is just being written. */
export function hasEndedOwner(content: string): boolean {
  try {
    return hasEnded(JSON.parse(content) as ProcessOwner);
  } catch {
    return false;
  }
}

/** The machine that a note names; null where it cannot be read. */
export function hostOf(content: string): string | null {
  try {
    const { host } = JSON.parse(content) as { host?: unknown };
    return typeof host === 'string' ? host.slice(0, 100) : null;
  } catch {
    return null;
  }
}
