import { dirname, join } from 'node:path';
import { writeAtomically } from '#core/files/atomic-write';
import { layout } from '#core/library/layout';
import { decodeCatalogue, encodeCatalogue, type Entry } from '#core/practices/catalogue-cache';
import { holds, lookAtPractice } from '#core/practices/practice-stamp';
import type { PracticeStore } from '#core/practices/practice-store';
import { readEntry } from '#core/practices/read-entry';
import { SharedValues } from '#core/practices/shared-values';
import { isOurs } from '#core/practices/summary';
import type { PracticeSummary } from '#shared/model/practice';

/** How many practices are read before others get a turn and listeners hear of it. */
const batch = 50;

/**
 * All practices of a library in memory, one line each. Starts from a cache in the user's profile, so that the
 * library can be used at once, and is held against the files by `scan`.
 */
export class Catalogue {
  readonly #store: PracticeStore;
  readonly #libraryId: string;
  readonly #cacheFile: string;
  readonly #changed: (ids: string[]) => void;
  #entries = new Map<string, Entry>();
  /** Title by id of practices whose folders went away since the library was opened. */
  readonly #vanished = new Map<string, string>();
  readonly #shared = new SharedValues();
  #office: string | undefined;
  #scanning: Promise<number> | undefined;
  readonly #noted = new Set<(ids: readonly string[]) => void>();

  /** `changed` hears of ids that were added, changed or removed. */
  constructor(options: {
    store: PracticeStore;
    libraryId: string;
    profileFolder: string;
    office: string | undefined;
    changed: (ids: string[]) => void;
  }) {
    this.#store = options.store;
    this.#libraryId = options.libraryId;
    this.#cacheFile = join(options.profileFolder, options.libraryId, 'catalogue.json');
    this.#office = options.office;
    this.#changed = options.changed;
  }

  list(): PracticeSummary[] {
    return [...this.summaries()];
  }

  /** Those of `list`, one by one: large libraries are gone through often. */
  *summaries(): Generator<PracticeSummary, void> {
    for (const { summary } of this.#entries.values()) yield summary;
  }

  get(id: string): PracticeSummary | undefined {
    return this.#entries.get(id)?.summary;
  }

  /** SHA-256 of practice.md as last read. */
  hash(id: string): string | undefined {
    return this.#entries.get(id)?.hash;
  }

  /** Copies of sync programs beside practice.md as last read, by id; those that have none are left out. */
  copies(): Map<string, number> {
    const found = new Map<string, number>();
    for (const [id, { copies }] of this.#entries) if (copies > 0) found.set(id, copies);
    return found;
  }

  /** Title by id of practices that were there and are not, wherever they went: to the bin, too. */
  vanished(): ReadonlyMap<string, string> {
    return this.#vanished;
  }

  get size(): number {
    return this.#entries.size;
  }

  get damaged(): number {
    let count = 0;
    for (const { summary } of this.#entries.values()) if (summary.damaged !== null) count += 1;
    return count;
  }

  /** Our office became known or changed: whose practices are ours is decided anew. */
  setOffice(office: string): void {
    this.#office = office;
    const changed: string[] = [];
    for (const [id, entry] of this.#entries) {
      // Whose a damaged one is its text cannot say.
      if (entry.summary.damaged !== null) continue;
      const ours = isOurs(entry.summary.origin, entry.summary.sample, office);
      if (ours === entry.summary.ours) continue;
      entry.summary = { ...entry.summary, ours };
      changed.push(id);
    }
    if (changed.length > 0) this.#changed(changed);
  }

  /** Takes over the cache of an earlier run; a foreign, damaged or missing one is as good as none. */
  async loadCache(): Promise<void> {
    const { fileSystem } = this.#store;
    try {
      if (!(await fileSystem.information(this.#cacheFile))) return;
      const bytes = await fileSystem.read(this.#cacheFile);
      const entries = decodeCatalogue(bytes, this.#owner(), this.#shared);
      if (entries) this.#entries = entries;
    } catch {
      // Everything is read from the files.
    }
  }

  async saveCache(): Promise<void> {
    const { fileSystem } = this.#store;
    await fileSystem.makeFolder(dirname(this.#cacheFile));
    await writeAtomically(fileSystem, this.#cacheFile, encodeCatalogue(this.#owner(), this.#entries));
  }

  #owner(): { libraryId: string; office: string | null } {
    return { libraryId: this.#libraryId, office: this.#office ?? null };
  }

  /**
   * Holds the catalogue against the files and reads what changed, as fast as it can; returns how many practices did.
   * Calls while a scan runs wait for that scan. Ends early when `signal` says so.
   */
  scan(signal?: AbortSignal): Promise<number> {
    this.#scanning ??= this.#scan(signal).finally(() => (this.#scanning = undefined));
    return this.#scanning;
  }

  /** Reads the given practices again, after we wrote them ourselves. */
  async note(...ids: string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += batch)
      await Promise.all(ids.slice(start, start + batch).map((id) => this.#readAgain(id)));
    this.#changed(ids);
    for (const listener of this.#noted) listener(ids);
  }

  /** The listener hears of practices that are worked on here. Returns the function that ends it. */
  onNoted(listener: (ids: readonly string[]) => void): () => void {
    this.#noted.add(listener);
    return () => this.#noted.delete(listener);
  }

  /**
   * Ids of all practice folders; forgets those that are gone. Undefined while the library cannot be seen: a drive that
   * dropped looks like an empty folder, and nothing is concluded from that.
   */
  async listing(): Promise<string[] | undefined> {
    const ids = await this.#store.ids();
    const there = new Set(ids);
    const gone = [...this.#entries.keys()].filter((id) => !there.has(id));
    if ((gone.length > 0 || ids.length === 0) && !(await this.#libraryIsThere())) return undefined;
    for (const id of gone) this.#forget(id);
    if (gone.length > 0) this.#changed(gone);
    return ids;
  }

  /** What is known of the files of a practice; an empty stamp where it has to be read in any case. */
  stampOf(id: string): string {
    return this.#entries.get(id)?.stamp ?? '';
  }

  /** Those of the practices that have to be read, by two calls each, or by four where `thorough`. */
  async stale(ids: readonly string[], thorough: boolean): Promise<string[]> {
    const looked = await Promise.all(
      ids.map(async (id) => ((await this.#isStale(id, thorough)) ? [id] : [])),
    );
    return looked.flat();
  }

  /** Reads practices from their files and tells of those that are different now; returns how many are. */
  async readAgain(ids: readonly string[]): Promise<number> {
    const looked = await Promise.all(ids.map(async (id) => ((await this.#readAgain(id)) ? [id] : [])));
    const changed = looked.flat();
    if (changed.length > 0) this.#changed(changed);
    return changed.length;
  }

  /** Whether a practice was written so lately that it has to be looked at again soon. */
  isSettled(id: string): boolean {
    return this.#entries.get(id)?.stamp !== '';
  }

  async #scan(signal: AbortSignal | undefined): Promise<number> {
    const before = this.#entries.size;
    const ids = (await this.listing()) ?? [];
    let count = Math.max(0, before - this.#entries.size);
    for (let start = 0; start < ids.length && signal?.aborted !== true; start += batch) {
      count += await this.readAgain(await this.stale(ids.slice(start, start + batch), true));
    }
    return count;
  }

  async #libraryIsThere(): Promise<boolean> {
    return (await this.#store.fileSystem.information(this.#store.at(layout.library))) !== undefined;
  }

  async #isStale(id: string, thorough: boolean): Promise<boolean> {
    const known = { id, stamp: this.stampOf(id), thorough };
    if (known.stamp === '') return true;
    return !(await holds(this.#store.fileSystem, (path) => this.#store.at(path), known));
  }

  #forget(id: string): boolean {
    const title = this.#entries.get(id)?.summary.title;
    if (title !== undefined) this.#vanished.set(id, title);
    return this.#entries.delete(id);
  }

  /** True when the practice's line is another one now. */
  async #readAgain(id: string): Promise<boolean> {
    for (;;) {
      const known = this.#entries.get(id);
      const entry = await this.#read(id);
      // Read twice at the same time: which of them is newer cannot be told.
      if (this.#entries.get(id) !== known) continue;
      if (!entry) return this.#forget(id);
      entry.summary = this.#shared.of(entry.summary);
      this.#entries.set(id, entry);
      this.#vanished.delete(id);
      return known?.hash !== entry.hash || JSON.stringify(known.summary) !== JSON.stringify(entry.summary);
    }
  }

  /** Undefined where the practice is gone; what is known of it where the whole library is. */
  async #read(id: string): Promise<Entry | undefined> {
    const known = this.#entries.get(id);
    const found = await lookAtPractice(this.#store.fileSystem, (path) => this.#store.at(path), id);
    if (found.text ?? (await this.#store.exists(id))) {
      const entry = named(await readEntry(this.#store, id, found, this.#office), known);
      // A drive that drops while we read leaves nothing of it: that is no damage.
      return entry.hash === '' && known && !(await this.#libraryIsThere()) ? known : entry;
    }
    return (await this.#libraryIsThere()) ? undefined : known;
  }
}

/** What cannot be read keeps the title that it had: by its id nobody knows it. */
function named(entry: Entry, known: Entry | undefined): Entry {
  const { summary } = entry;
  if (summary.damaged === null || summary.title !== '' || !known) return entry;
  return { ...entry, summary: { ...summary, title: known.summary.title } };
}
