import { createHash } from 'node:crypto';
import { backupLimits } from '#core/care/backup-limits';
import { holdPractice } from '#core/care/held-practice';
import { plannedChanges } from '#core/care/planned-changes';
import { filesOf, stampOf, type Unit, type UnitFile } from '#core/care/units';
import type { ZipFile, ZipListed } from '#core/care/zip-file';
import { entryName } from '#core/bundle/entry-name';
import type { ReadControl } from '#core/bundle/bag-reader';
import type { FileSystem } from '#core/files/file-system';
import { hashFile, sha256 } from '#core/files/hash';
import type { PracticeStore } from '#core/practices/practice-store';
import { Failure, toFailure } from '#shared/failure';

interface TakenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly entry: ZipListed;
}

/** A unit as it was at one moment, its bytes in the archive but not listed yet. */
export interface Taken {
  readonly unit: Unit;
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: readonly TakenFile[];
  /** What is there and in no archive: links, and names that are not possible everywhere. */
  readonly leftOut: readonly string[];
}

export interface UnitReaderOptions {
  readonly store: PracticeStore;
  readonly readOnly: boolean;
  readonly zip: ZipFile;
  /** Of the archive, in front of every path. */
  readonly prefix: string;
  readonly control: ReadControl;
  readonly progress: (bytes: number, path: string) => void;
  /** Milliseconds between attempts; tests are impatient. */
  readonly retryAfter: number;
}

/** Of one chunk of a file. */
const most = 1024 * 1024;
/** Larger files are stored as they come, smaller ones deflated in memory. */
const inMemory = 8 * 1024 * 1024;
/** Times of files are kept to 2 s at worst (FAT): one that changed this recently may have changed again unseen. */
const racy = 3_000;
/** So often without a lock, then with it, so that somebody who writes all the time does not hold the backup up. */
const freeAttempts = 3;
const attempts = 60;

/** Puts units into an archive so that each is as it was at one moment, whatever others write meanwhile. */
export class UnitReader {
  readonly #options: UnitReaderOptions;
  readonly #fileSystem: FileSystem;
  readonly #root: string;

  constructor(options: UnitReaderOptions) {
    this.#options = options;
    this.#fileSystem = options.store.fileSystem;
    this.#root = options.store.root;
  }

  /** Reads a unit, again while it changes; fails with `practice-locked` where that does not end. */
  async *take(unit: Unit): AsyncGenerator<Uint8Array, Taken> {
    for (let attempt = 1; ; attempt += 1) {
      this.#options.control.check();
      const release = attempt > freeAttempts ? await this.#hold(unit) : undefined;
      try {
        const taken = (await this.#isPlanned(unit)) ? undefined : yield* this.#once(unit);
        if (taken && (await this.isSame(taken)) && !(await this.#isPlanned(unit))) return taken;
      } finally {
        await release?.();
      }
      if (attempt === attempts) throw new Failure('practice-locked', { where: unit.path });
      await new Promise((resolve) => setTimeout(resolve, this.#options.retryAfter));
    }
  }

  /** Whether a unit is still what was taken. */
  async isSame(taken: Taken): Promise<boolean> {
    const { files } = await filesOf(this.#fileSystem, this.#root, taken.unit);
    if (stampOf(files) !== taken.stamp) return false;
    const digests = new Map(taken.files.map(({ path, sha256: digest }) => [path, digest]));
    for (const { path, changedAt } of files) {
      const known = digests.get(path);
      if (known === undefined || changedAt < taken.at - racy) continue;
      const now = await unlessGone(() => hashFile(this.#fileSystem, this.#at(path)));
      if (now?.sha256 !== known) return false;
    }
    return true;
  }

  /** Undefined when a file went away under it. */
  async *#once(unit: Unit): AsyncGenerator<Uint8Array, Taken | undefined> {
    const at = Date.now();
    const { files, others } = await filesOf(this.#fileSystem, this.#root, unit);
    const taken: TakenFile[] = [];
    const leftOut = [...others];
    for (const file of files) {
      this.#options.control.check();
      if (!isPossible(this.#options.prefix + file.path)) {
        leftOut.push(file.path);
        continue;
      }
      if (file.bytes > backupLimits.entryBytes) throw new Failure('backup-too-large', { where: file.path });
      const read = yield* this.#file(file);
      if (!read) return undefined;
      taken.push(read);
    }
    return { unit, stamp: stampOf(files), at, files: taken, leftOut };
  }

  async *#file({ path, bytes }: UnitFile): AsyncGenerator<Uint8Array, TakenFile | undefined> {
    const { zip, prefix, progress } = this.#options;
    if (bytes > inMemory) return yield* this.#large(path, bytes);
    const content = await unlessGone(() => this.#fileSystem.read(this.#at(path)));
    if (!content) return undefined;
    const entry = yield* zip.whole(prefix + path, content);
    progress(content.byteLength, path);
    return { path, sha256: sha256(content), bytes: content.byteLength, entry };
  }

  async *#large(path: string, bytes: number): AsyncGenerator<Uint8Array, TakenFile | undefined> {
    const { zip, prefix, progress, control } = this.#options;
    const hash = createHash('sha256');
    const stream = this.#fileSystem.stream(this.#at(path));
    const gone = { yes: false };
    const taken = { bytes: 0 };
    async function* passing(): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of stream) {
          control.check();
          hash.update(chunk);
          progress(chunk.byteLength, path);
          yield chunk;
          taken.bytes += chunk.byteLength;
          // It grows while it is read: what is taken now is of no use.
          if (taken.bytes > bytes) break;
        }
      } catch (error) {
        if (toFailure(error).code !== 'not-found') throw error;
        gone.yes = true;
      }
    }
    const entry = yield* zip.streamed(prefix + path, passing(), bytes + most);
    if (gone.yes || entry.bytes !== bytes) return undefined;
    return { path, sha256: hash.digest('hex'), bytes, entry };
  }

  async #isPlanned({ path, flat }: Unit): Promise<boolean> {
    const paths = await plannedChanges(this.#fileSystem, this.#root);
    const prefix = path === '' ? '' : `${path}/`;
    return paths.some(
      (planned) =>
        planned === path ||
        (planned.startsWith(prefix) && !(flat && planned.slice(prefix.length).includes('/'))),
    );
  }

  /** Undefined for what has no lock, or is gone by now. */
  async #hold({ practiceId }: Unit): Promise<(() => Promise<void>) | undefined> {
    const { store, readOnly } = this.#options;
    if (practiceId === undefined || readOnly) return undefined;
    return unlessGone(() => holdPractice(store, practiceId));
  }

  #at(path: string): string {
    return this.#options.store.at(path);
  }
}

/** Whether a name can be unpacked on every system. */
function isPossible(name: string): boolean {
  try {
    entryName(Buffer.from(name), backupLimits);
    return true;
  } catch {
    return false;
  }
}

async function unlessGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (toFailure(error).code !== 'not-found') throw error;
    return undefined;
  }
}
