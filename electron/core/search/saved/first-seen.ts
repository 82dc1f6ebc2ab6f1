import { dirname } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { PracticeSummary } from '#shared/model/practice';

const fileSchema = z.object({
  format: z.literal('1.0'),
  libraryId: z.string(),
  latest: z.number(),
  entries: z.array(z.tuple([z.string(), z.string(), z.number()])),
});

/** So much of a revision's hash tells it from the others of its practice. */
const revisionLength = 16;

interface Entry {
  readonly revision: string;
  readonly at: number;
}

/**
 * When each practice of others was first seen on this machine in its present revision. Times are this machine's own and
 * only ever grow, whatever becomes of its clock; those of files are not used, since other machines write them.
 */
export class FirstSeen {
  readonly #fileSystem: FileSystem;
  readonly #file: string;
  readonly #libraryId: string;
  readonly #now: () => Date;
  readonly #entries = new Map<string, Entry>();
  #latest = 0;
  #unsaved = false;

  constructor(options: { fileSystem: FileSystem; file: string; libraryId: string; now: () => Date }) {
    this.#fileSystem = options.fileSystem;
    this.#file = options.file;
    this.#libraryId = options.libraryId;
    this.#now = options.now;
  }

  /** Takes up what an earlier run noted; false where nothing usable is there. */
  async load(): Promise<boolean> {
    try {
      const bytes = await this.#fileSystem.read(this.#file);
      const { libraryId, latest, entries } = fileSchema.parse(
        JSON.parse(Buffer.from(bytes).toString('utf8')),
      );
      if (libraryId !== this.#libraryId) return false;
      for (const [id, revision, at] of entries) this.#entries.set(id, { revision, at });
      this.#latest = Math.max(latest, this.#latest);
      return true;
    } catch {
      return false;
    }
  }

  /** A time after all that were given out before. Milliseconds since 1970, or a little more. */
  tick(): number {
    this.#latest = Math.max(this.#now().getTime(), this.#latest + 1);
    this.#unsaved = true;
    return this.#latest;
  }

  /** Later ones than this are given out from now on: another run of the program was ahead. */
  follow(time: number): void {
    this.#latest = Math.max(this.#latest, time);
  }

  /** Notes practices that were not there before, or not in this revision. With `asOld` they are nothing new. */
  note(practices: Iterable<PracticeSummary>, asOld = false): void {
    let at = 0;
    for (const { id, ours, damaged, revision } of practices) {
      if (ours || damaged !== null) continue;
      const short = (revision ?? '').slice(0, revisionLength);
      if (this.#entries.get(id)?.revision === short) continue;
      // One time for all that come together; none is used up where nothing came.
      if (at === 0 && !asOld) at = this.tick();
      this.#entries.set(id, { revision: short, at });
      this.#unsaved = true;
    }
  }

  /** Practices that came later than `time`, with the times. */
  after(time: number): [id: string, at: number][] {
    const found: [string, number][] = [];
    for (const [id, { at }] of this.#entries) if (at > time) found.push([id, at]);
    return found;
  }

  /** Writes what was noted since. A fault costs marks, never a search: it is left for the next time. */
  async save(): Promise<void> {
    if (!this.#unsaved) return;
    this.#unsaved = false;
    const entries = Array.from(this.#entries, ([id, { revision, at }]) => [id, revision, at] as const);
    const text = JSON.stringify({
      format: '1.0',
      libraryId: this.#libraryId,
      latest: this.#latest,
      entries,
    });
    try {
      await this.#fileSystem.makeFolder(dirname(this.#file));
      await writeAtomically(this.#fileSystem, this.#file, text);
    } catch {
      this.#unsaved = true;
    }
  }
}
