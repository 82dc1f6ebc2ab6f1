import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { hasEnded, isSameProcess, type OwnProcess } from '#core/files/process-owner';
import { layout } from '#core/library/layout';
import { parseNote, parseNoteFile, type PresenceNote } from '#core/presence/presence-note';

/** A note of another program, and for how long it has been seen unchanged. */
export interface SeenNote {
  readonly id: string;
  readonly sitting: string;
  readonly note: PresenceNote;
  /** True while its person is to be shown. */
  readonly here: boolean;
}

interface Watched {
  readonly id: string;
  readonly sitting: string;
  note: PresenceNote | undefined;
  stamp: string;
  /** Milliseconds in which we have seen it unchanged. */
  quiet: number;
  /** It was seen to change, or is young by the clock of the disk. */
  alive: boolean;
}

/** Times in milliseconds. */
export interface PresencePace {
  readonly beat: number;
  readonly look: number;
  /** A note that nobody rewrote for so long is of somebody who is there no more. */
  readonly stale: number;
  /** A note that is of no use any more is removed by whoever sees it. */
  readonly clean: number;
}

/** The notes that other programs keep in a library's `presence/`. Only looks: no clock of another machine is compared. */
export class PresenceNotes {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #owner: OwnProcess;
  readonly #pace: PresencePace;
  readonly #watched = new Map<string, Watched>();
  #lookedAt = performance.now();

  constructor(fileSystem: FileSystem, root: string, owner: OwnProcess, pace: PresencePace) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.#owner = owner;
    this.#pace = pace;
  }

  /**
   * Reads what changed. `diskClock` is the time on the disk, where it is known from a file written just now.
   * False when the folder cannot be seen: a drive that dropped says nothing about who has left.
   */
  async look(diskClock: number | undefined, mayClean: boolean): Promise<boolean> {
    const folder = join(this.#root, layout.presence);
    const entries = await this.#fileSystem.list(folder);
    if (!(await this.#fileSystem.information(join(this.#root, layout.library)))) return false;
    const since = Math.min(performance.now() - this.#lookedAt, this.#pace.look * 2);
    this.#lookedAt = performance.now();
    const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
    // A share may list late: a note that was seen before counts until it is certain that it is gone.
    for (const name of this.#watched.keys()) names.add(name);
    for (const name of names) {
      // A note that cannot be read just now says nothing, least of all about the others.
      await this.#lookAt(name, since, diskClock, mayClean).catch(() => undefined);
    }
    return true;
  }

  all(): SeenNote[] {
    return [...this.#watched.values()].flatMap(({ id, sitting, note, quiet, alive }) => {
      if (!note || isSameProcess(note, this.#owner)) return [];
      const here = alive && !note.left && quiet <= this.#pace.stale && !hasEnded(note, this.#owner);
      return [{ id, sitting, note, here }];
    });
  }

  async #lookAt(
    name: string,
    since: number,
    diskClock: number | undefined,
    mayClean: boolean,
  ): Promise<void> {
    const parsed = parseNoteFile(name);
    const path = join(this.#root, layout.presence, name);
    const found = parsed && (await this.#fileSystem.information(path));
    if (!found) this.#watched.delete(name);
    if (!found || found.bytes > 64 * 1024) return;
    const stamp = `${String(found.bytes)}@${String(found.changedAt)}`;
    const young = diskClock !== undefined && diskClock - found.changedAt <= this.#pace.stale;
    const known = this.#watched.get(name);
    if (known?.stamp === stamp) {
      known.quiet += since;
      known.alive ||= young && known.quiet <= this.#pace.stale;
      if (mayClean && known.quiet > this.#pace.clean) await this.#remove(name, path);
      return;
    }
    const note = parseNote(await this.#fileSystem.read(path)) ?? known?.note;
    this.#watched.set(name, { ...parsed, note, stamp, quiet: 0, alive: young || known !== undefined });
  }

  async #remove(name: string, path: string): Promise<void> {
    await this.#fileSystem.remove(path);
    this.#watched.delete(name);
  }
}
