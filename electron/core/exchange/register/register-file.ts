import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileInformation } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { inParallel } from '#core/files/in-parallel';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import { readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { idSchema } from '#shared/model/practice';
import { type RegisterEntry, registerEntrySchema } from '#shared/model/register';

const yearPattern = /^\d{4}$/;
const fileOf = (year: number, id: string): string => `${layout.register}/${String(year)}/${id}.json`;

/** The register of arrivals: a file a line, a folder a year. What is written is written under one lock. */
export class Register {
  readonly #library: OpenedLibrary;
  /** Lines as last read, by path: a register grows, and its lines seldom change. */
  readonly #known = new Map<string, { stamp: string; entry: RegisterEntry }>();

  constructor(library: OpenedLibrary) {
    this.#library = library;
  }

  /** Years that have a register, newest first. */
  async years(): Promise<number[]> {
    const { fileSystem } = this.#library.store;
    const entries = await fileSystem.list(this.#library.store.at(layout.register));
    const years = entries.filter(({ name, kind }) => kind === 'folder' && yearPattern.test(name));
    return years.map(({ name }) => Number(name)).sort((a, b) => b - a);
  }

  /** The lines of a year by number, and how many cannot be read: these do not hold up the others. */
  async ofYear(year: number): Promise<{ entries: RegisterEntry[]; unreadable: number }> {
    const { store } = this.#library;
    const files = await store.fileSystem.list(store.at(`${layout.register}/${String(year)}`));
    const ids = files
      .map(({ name, kind }) => ({ id: name.replace(/\.json$/, ''), name, kind }))
      .filter(({ id, name, kind }) => kind === 'file' && id !== name && idSchema.safeParse(id).success);
    const read = await inParallel(ids, ({ id }) => this.#read(year, id).catch(() => undefined));
    const entries = read.filter((entry) => entry !== undefined);
    const byNumber = (a: RegisterEntry, b: RegisterEntry): number =>
      a.number - b.number || (a.id < b.id ? -1 : 1);
    return { entries: entries.sort(byNumber), unreadable: ids.length - entries.length };
  }

  /** All lines of all years. */
  async all(): Promise<RegisterEntry[]> {
    const found: RegisterEntry[] = [];
    for (const year of await this.years()) found.push(...(await this.ofYear(year)).entries);
    return found;
  }

  /** A line and the hash of it that a change names; fails with `not-found`. */
  async entry(id: string): Promise<{ entry: RegisterEntry; hash: string }> {
    for (const year of await this.years()) {
      const entry = await this.#read(year, id);
      if (entry) return { entry, hash: hashOf(entry) };
    }
    throw new Failure('not-found', { where: id });
  }

  /** Runs `work` while nobody else, on any machine, writes in the register; it gives the line to be written, or nothing. */
  async change<T>(work: () => Promise<{ result: T; write?: RegisterEntry }>): Promise<T> {
    const { store } = this.#library;
    await store.fileSystem.makeFolder(store.at(layout.register), store.root);
    const locked = async (held: HeldLock): Promise<T> => {
      const { result, write } = await work();
      if (write) await this.#write(write, held);
      return result;
    };
    return withLock(store.fileSystem, store.at(`${layout.register}/.lock`), locked, { root: store.root });
  }

  /** The number after the highest of a year. To be asked inside `change` where it is to be given away. */
  async nextNumber(year: number): Promise<number> {
    const { entries } = await this.ofYear(year);
    return Math.max(0, ...entries.map(({ number }) => number)) + 1;
  }

  async #write(entry: RegisterEntry, held: HeldLock): Promise<void> {
    const { store } = this.#library;
    const path = store.at(fileOf(entry.year, entry.id));
    await store.fileSystem.makeFolder(store.at(`${layout.register}/${String(entry.year)}`), store.root);
    this.#known.delete(path);
    await writeAtomically(store.fileSystem, path, jsonText(entry), held);
  }

  async #read(year: number, id: string): Promise<RegisterEntry | undefined> {
    const { fileSystem, root } = this.#library.store;
    const path = this.#library.store.at(fileOf(year, id));
    const information = await fileSystem.information(path);
    if (!information) return undefined;
    const stamp = stampOf(information);
    const known = this.#known.get(path);
    // What was written in this second may change again without another time.
    if (known?.stamp === stamp && Date.now() - information.changedAt > 2_000) return known.entry;
    const entry = await readLibraryFile(fileSystem, root, fileOf(year, id), registerEntrySchema);
    if (!entry) return undefined;
    if (entry.id !== id || entry.year !== year)
      throw new Failure('library-damaged', { where: fileOf(year, id), detail: 'id' });
    this.#known.set(path, { stamp, entry });
    return entry;
  }
}

const stampOf = ({ bytes, changedAt }: FileInformation): string => `${String(bytes)} ${String(changedAt)}`;

/** Of the content, so that it is the same on every machine. */
export const hashOf = (entry: RegisterEntry): string => sha256(JSON.stringify(entry));
