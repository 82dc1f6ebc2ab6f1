import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jsonText } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { OwnProcess } from '#core/files/process-owner';
import { Serial } from '#core/files/serial';
import { layout } from '#core/library/layout';
import { noteFile, type PresenceNote, sittingName } from '#core/presence/presence-note';
import { toFailure } from '#shared/failure';

interface Own {
  readonly file: string;
  note: PresenceNote;
  /** How many pages have the practice open. */
  pages: number;
}

/** The notes that this program keeps of its own person, one a practice. Writing them may fail: they only warn. */
export class OwnNotes {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #owner: OwnProcess;
  readonly #serial = new Serial();
  readonly #notes = new Map<string, Own>();
  /** Time on the disk less our own, from the last note that was written. */
  #offset: number | undefined;

  constructor(fileSystem: FileSystem, root: string, owner: OwnProcess) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.#owner = owner;
  }

  /** The time on the disk; undefined before anything was written. */
  diskClock(): number | undefined {
    return this.#offset === undefined ? undefined : Date.now() + this.#offset;
  }

  async enter(id: string, name: string, now: number): Promise<void> {
    const own = this.#notes.get(id);
    if (own && !own.note.left) {
      own.pages += 1;
      return;
    }
    const { host, process, machine } = this.#owner;
    const wrote = own?.note.wrote ?? {};
    const note: PresenceNote = {
      format: '1.0',
      name,
      host,
      process,
      machine,
      since: now,
      beat: 0,
      left: false,
      wrote,
    };
    const file = own?.file ?? noteFile(id, sittingName(this.#owner, randomUUID().slice(0, 8)));
    this.#notes.set(id, { file, note, pages: 1 });
    await this.#write(id);
  }

  async leave(id: string): Promise<void> {
    const own = this.#notes.get(id);
    if (!own || own.note.left) return;
    own.pages -= 1;
    if (own.pages > 0) return;
    own.note = { ...own.note, left: true };
    await this.#retire(id, own);
  }

  async noteWrite(id: string, digests: ReadonlyMap<string, string>, now: number): Promise<void> {
    const own = this.#notes.get(id);
    if (!own) return;
    const wrote = [...digests].map(([key, sha256]) => [key, { sha256, at: now }] as const);
    own.note = { ...own.note, wrote: { ...own.note.wrote, ...Object.fromEntries(wrote) } };
    await this.#write(id);
  }

  async beat(): Promise<void> {
    for (const [id, own] of this.#notes) if (!own.note.left) await this.#write(id);
  }

  async leaveAll(): Promise<void> {
    for (const [id, own] of this.#notes) {
      own.pages = Math.min(own.pages, 1);
      await this.leave(id);
    }
    await this.#serial.idle();
  }

  /** Who wrote something stays known for a while; whoever sees the note then removes it. */
  async #retire(id: string, own: Own): Promise<void> {
    if (Object.keys(own.note.wrote).length > 0) {
      await this.#write(id);
      return;
    }
    this.#notes.delete(id);
    await this.#serial.run(id, () => this.#fileSystem.remove(this.#path(own.file))).catch(() => undefined);
  }

  async #write(id: string): Promise<void> {
    const own = this.#notes.get(id);
    if (!own) return;
    own.note = { ...own.note, beat: own.note.beat + 1 };
    const bytes = Buffer.from(jsonText(own.note));
    await this.#serial.run(id, () => this.#put(this.#path(own.file), bytes)).catch(() => undefined);
  }

  async #put(path: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#fileSystem.write(path, bytes);
    } catch (error) {
      // A library that is away must not be made anew in its place.
      const isThere = await this.#fileSystem.information(join(this.#root, layout.library));
      if (toFailure(error).code !== 'not-found' || !isThere) throw error;
      await this.#fileSystem.makeFolder(join(this.#root, layout.presence));
      await this.#fileSystem.write(path, bytes);
    }
    const found = await this.#fileSystem.information(path);
    if (found) this.#offset = found.changedAt - Date.now();
  }

  #path(file: string): string {
    return join(this.#root, layout.presence, file);
  }
}
