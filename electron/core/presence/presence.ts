import { heartbeat } from '#core/files/heartbeat';
import type { OwnProcess } from '#core/files/process-owner';
import { Serial } from '#core/files/serial';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PracticeDocument } from '#core/practices/document';
import { OwnNotes } from '#core/presence/own-notes';
import { pieceDigest } from '#core/presence/piece-digest';
import { type PresencePace, PresenceNotes } from '#core/presence/presence-notes';
import type { EventData } from '#shared/contract/contract';
import type { Author, PersonHere } from '#shared/contract/presence';

const usualPace: PresencePace = { beat: 15_000, look: 7_000, stale: 60_000, clean: 300_000 };

type Others = EventData<'presence.changed'>;

interface PresenceDependencies {
  readonly library: OpenedLibrary;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  readonly now: () => Date;
  readonly changed: (others: Others) => void;
  readonly owner?: OwnProcess;
  readonly pace?: Partial<PresencePace>;
}

/**
 * Tells the programs on one library who is writing where, by small files in `presence/`. A look lists one folder that
 * is nearly always empty, so it runs whether or not an editor is open: the list of practices shows it too.
 */
export class Presence {
  readonly #deps: PresenceDependencies;
  readonly #own: OwnNotes;
  readonly #notes: PresenceNotes;
  readonly #serial = new Serial();
  readonly #stops: (() => Promise<void>)[];
  #told = new Map<string, string>();

  constructor(deps: PresenceDependencies) {
    this.#deps = deps;
    const { library } = deps;
    const pace = { ...usualPace, ...deps.pace };
    const { fileSystem } = library.store;
    const { owner = fileSystem.owner } = deps;
    this.#own = new OwnNotes(fileSystem, library.root, owner);
    this.#notes = new PresenceNotes(fileSystem, library.root, owner, pace);
    this.#stops = [heartbeat(() => this.#own.beat(), pace.beat), heartbeat(() => this.look(), pace.look)];
  }

  async enter(id: string): Promise<Others> {
    const { library, me, now } = this.#deps;
    if (!library.readOnly) await this.#own.enter(id, me(), now().getTime());
    await this.look();
    return { id, others: this.#others(id) };
  }

  async leave(id: string): Promise<void> {
    await this.#own.leave(id);
  }

  async others(id: string): Promise<Others> {
    await this.look();
    return { id, others: this.#others(id) };
  }

  async everyone(): Promise<Others[]> {
    await this.look();
    return [...this.#present().keys()].map((id) => ({ id, others: this.#others(id) }));
  }

  /** To be called after each save, with the keys that it wrote. */
  async noteWrite(id: string, document: PracticeDocument, keys: readonly string[]): Promise<void> {
    const digests = new Map(keys.map((key) => [key, pieceDigest(document, key)]));
    await this.#own.noteWrite(id, digests, this.#deps.now().getTime());
  }

  /**
   * Authors of what stands under the keys in the working copy of this hash, known by its digest; others are left out, and
   * all once somebody wrote again: those who ask show the text of before.
   */
  async authors(id: string, hash: string, keys: readonly string[]): Promise<Record<string, Author>> {
    await this.look();
    const { document, hash: now } = await this.#deps.library.store.read(id);
    if (now !== hash) return {};
    const notes = this.#notes.all().filter((seen) => seen.id === id);
    const found = keys.flatMap((key): [string, Author][] => {
      const digest = pieceDigest(document, key);
      const author = notes
        .filter(({ note }) => Object.hasOwn(note.wrote, key) && note.wrote[key]?.sha256 === digest)
        .map(({ note: { name, host, wrote } }) => ({ name, host, at: wrote[key]?.at ?? 0 }))
        .toSorted((a, b) => a.at - b.at)[0];
      return author ? [[key, author]] : [];
    });
    return Object.fromEntries(found);
  }

  /** Looks who is there now and tells of changes. Trouble with the disk says nothing about who has left. */
  async look(): Promise<void> {
    await this.#serial.run('look', async () => {
      const { readOnly } = this.#deps.library;
      const seen = await this.#notes.look(this.#own.diskClock(), !readOnly).catch(() => false);
      if (seen) this.#tell();
    });
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) await stop();
    await this.#own.leaveAll();
  }

  #tell(): void {
    const present = this.#present();
    const before = this.#told;
    this.#told = new Map(
      [...present].map(([id, people]) => [id, people.map(({ sitting }) => sitting).join(' ')]),
    );
    for (const id of new Set([...before.keys(), ...present.keys()])) {
      if (before.get(id) !== this.#told.get(id)) this.#deps.changed({ id, others: this.#others(id) });
    }
  }

  #others(id: string): PersonHere[] {
    return this.#present().get(id) ?? [];
  }

  #present(): Map<string, PersonHere[]> {
    const present = new Map<string, PersonHere[]>();
    for (const { id, sitting, note, here } of this.#notes.all()) {
      const { name, host, since } = note;
      if (here) present.set(id, [...(present.get(id) ?? []), { sitting, name, host, since }]);
    }
    for (const people of present.values()) people.sort((a, b) => (a.sitting < b.sitting ? -1 : 1));
    return present;
  }
}
