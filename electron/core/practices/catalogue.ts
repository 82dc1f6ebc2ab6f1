import { dirname, join } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileInformation } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { PracticeStore } from '#core/practices/practice-store';
import { isOurs, summarise, summariseDamaged } from '#core/practices/summary';
import { Failure, toFailure } from '#shared/failure';
import { idSchema, type PracticeSummary, practiceSummarySchema } from '#shared/model/practice';

/** What is kept of a practice: its line in lists and what tells whether its files changed. */
interface Entry {
  /** Sizes and times of practice.md, work.json and record.sha256; empty when they may still be changing. */
  stamp: string;
  /** SHA-256 of practice.md; of nothing while it cannot be read. */
  hash: string;
  summary: PracticeSummary;
}

const cacheSchema = z.object({
  format: z.literal('1.0'),
  libraryId: z.string(),
  office: z.string().nullable(),
  entries: z.record(
    z.string(),
    z.object({ stamp: z.string(), hash: z.string(), summary: practiceSummarySchema }),
  ),
});

/** File systems keep times to 2 s at worst (FAT): a file changed this recently is looked at again. */
const settles = 2_500;
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
  #office: string | undefined;
  #scanning: Promise<number> | undefined;

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
    return [...this.#entries.values()].map(({ summary }) => summary);
  }

  get(id: string): PracticeSummary | undefined {
    return this.#entries.get(id)?.summary;
  }

  /** SHA-256 of practice.md as last read. */
  hash(id: string): string | undefined {
    return this.#entries.get(id)?.hash;
  }

  get size(): number {
    return this.#entries.size;
  }

  get damaged(): number {
    return [...this.#entries.values()].filter(({ summary }) => summary.damaged !== null).length;
  }

  /** Our office became known or changed: whose practices are ours is decided anew. */
  setOffice(office: string): void {
    this.#office = office;
    const changed: string[] = [];
    for (const [id, entry] of this.#entries) {
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
    if (!(await fileSystem.information(this.#cacheFile))) return;
    try {
      const text = Buffer.from(await fileSystem.read(this.#cacheFile)).toString('utf8');
      const cache = cacheSchema.parse(JSON.parse(text));
      if (cache.libraryId !== this.#libraryId || cache.office !== (this.#office ?? null)) return;
      this.#entries = new Map(Object.entries(cache.entries));
    } catch {
      this.#entries = new Map();
    }
  }

  async saveCache(): Promise<void> {
    const cache = {
      format: '1.0',
      libraryId: this.#libraryId,
      office: this.#office ?? null,
      entries: Object.fromEntries(this.#entries),
    };
    const { fileSystem } = this.#store;
    await fileSystem.makeFolder(dirname(this.#cacheFile));
    await writeAtomically(fileSystem, this.#cacheFile, JSON.stringify(cache));
  }

  /**
   * Holds the catalogue against the files and reads what changed; returns how many practices did. Calls while a scan
   * runs wait for that scan. Ends early when `signal` says so.
   */
  scan(signal?: AbortSignal): Promise<number> {
    this.#scanning ??= this.#scan(signal).finally(() => (this.#scanning = undefined));
    return this.#scanning;
  }

  /** Reads the given practices again, after we wrote them ourselves. */
  async note(...ids: string[]): Promise<void> {
    for (const id of ids) await this.#look(id, true);
    this.#changed(ids);
  }

  async #scan(signal: AbortSignal | undefined): Promise<number> {
    const ids = await this.#store.ids();
    const there = new Set(ids);
    const gone = [...this.#entries.keys()].filter((id) => !there.has(id));
    // A drive that dropped looks like an empty folder: nothing is concluded from that.
    if (ids.length === 0 && gone.length > 0 && !(await this.#libraryIsThere())) return 0;
    for (const id of gone) this.#entries.delete(id);
    if (gone.length > 0) this.#changed(gone);
    let count = gone.length;
    for (let start = 0; start < ids.length && signal?.aborted !== true; start += batch) {
      const slice = ids.slice(start, start + batch);
      const looked = await Promise.all(
        slice.map(async (id) => ((await this.#look(id, false)) ? id : undefined)),
      );
      const changed = looked.filter((id) => id !== undefined);
      count += changed.length;
      if (changed.length > 0) this.#changed(changed);
    }
    return count;
  }

  async #libraryIsThere(): Promise<boolean> {
    return (await this.#store.fileSystem.information(this.#store.at(layout.library))) !== undefined;
  }

  /** Reads a practice if its files changed (or `always`); true when its entry is another one now. */
  async #look(id: string, always: boolean): Promise<boolean> {
    const files = [layout.text(id), layout.work(id), layout.record(id)];
    const found = await Promise.all(
      files.map((path) => this.#store.fileSystem.information(this.#store.at(path))),
    );
    const stamp = stampOf(found);
    const known = this.#entries.get(id);
    if (!always && known && known.stamp !== '' && known.stamp === stamp) return false;
    if (!found[0] && !(await this.#store.exists(id))) return this.#entries.delete(id);
    const entry = await this.#readEntry(id, found);
    this.#entries.set(id, entry);
    return known?.hash !== entry.hash || JSON.stringify(known.summary) !== JSON.stringify(entry.summary);
  }

  async #readEntry(id: string, found: (FileInformation | undefined)[]): Promise<Entry> {
    const changedAt = found[0]?.changedAt ?? 0;
    const stamp = stampOf(found);
    try {
      if (!idSchema.safeParse(id).success) {
        throw new Failure('practice-damaged', { where: '1', rule: 'id', detail: `folder name ${id}` });
      }
      const { document, hash } = await this.#store.read(id);
      const work = await this.#store.work(id);
      const revision = found[2]
        ? sha256(await this.#store.fileSystem.read(this.#store.at(layout.record(id))))
        : null;
      const facts = { status: work?.status ?? null, revision, changedAt, office: this.#office };
      return { stamp, hash, summary: summarise(document, facts) };
    } catch (error) {
      // What cannot be read is shown as such and looked at again: the cause may be a program that is still writing.
      return { stamp: '', hash: '', summary: summariseDamaged(id, toFailure(error), changedAt) };
    }
  }
}

function stampOf(found: readonly (FileInformation | undefined)[]): string {
  const newest = Math.max(...found.map((information) => information?.changedAt ?? 0));
  if (Date.now() - newest < settles) return '';
  return found
    .map((information) =>
      information ? `${String(information.bytes)}@${String(information.changedAt)}` : '-',
    )
    .join(' ');
}
