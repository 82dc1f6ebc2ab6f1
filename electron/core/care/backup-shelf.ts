import { dirname } from 'node:path';
import { timeOfName } from '#core/care/backup-name';
import { browseBackup, type BrowsedBackup } from '#core/care/browse-backup';
import { collected, type RightContent } from '#core/care/planned-files';
import { listBackups } from '#core/care/restore-backup';
import type { FileSystem } from '#core/files/file-system';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';

/** Older ones are not looked at: whoever keeps more can name one. */
const mostBackups = 60;

interface Found {
  readonly path: string;
  readonly at: number;
}

/** Backups of one library that files are looked for in, newest first; each is opened when it is first needed. */
export class BackupShelf {
  /** Names of those that nothing can be taken from. */
  readonly refused: string[] = [];
  readonly #fileSystem: FileSystem;
  readonly #libraries: ReadonlySet<string>;
  readonly #waiting: Found[];
  readonly #open: BrowsedBackup[] = [];
  readonly #byDigest = new Map<BrowsedBackup, ReadonlyMap<string, string>>();
  /** A person chose this one: what is wrong with it is said. */
  readonly #isChosen: boolean;

  /** `libraries`: ids whose backups are good for the open library. */
  private constructor(
    fileSystem: FileSystem,
    libraries: ReadonlySet<string>,
    found: Found[],
    isChosen: boolean,
  ) {
    this.#fileSystem = fileSystem;
    this.#libraries = libraries;
    this.#waiting = found;
    this.#isChosen = isChosen;
  }

  /** One backup, or all of the folders that are there; fails with `backup-folder-missing` where none is. */
  static async of(
    fileSystem: FileSystem,
    libraries: ReadonlySet<string>,
    places: readonly string[],
  ): Promise<BackupShelf> {
    const found: Found[] = [];
    let isAnyThere = false;
    for (const place of new Set(places)) {
      const there = await fileSystem.information(place);
      if (there?.kind === 'file')
        return new BackupShelf(fileSystem, libraries, [{ path: place, at: 0 }], true);
      if (!there) continue;
      isAnyThere = true;
      for (const { path, name, changedAt } of await listBackups(fileSystem, place))
        found.push({ path, at: timeOfName(name)?.getTime() ?? changedAt });
    }
    if (!isAnyThere) throw new Failure('backup-folder-missing', { where: places[0] ?? '' });
    const newest = found.toSorted((a, b) => b.at - a.at).slice(0, mostBackups);
    return new BackupShelf(fileSystem, libraries, newest, false);
  }

  get looked(): number {
    return this.#open.length;
  }

  /** All of them, newest first, as far as the caller goes on. */
  async *backups(): AsyncGenerator<BrowsedBackup> {
    for (let index = 0; ; index += 1) {
      while (index >= this.#open.length && this.#waiting.length > 0) await this.#openNext();
      const backup = this.#open[index];
      if (!backup) return;
      yield backup;
    }
  }

  /** The file of a backup at this path, once every byte of it is verified; undefined where there is none that is whole. */
  async content(
    backup: BrowsedBackup,
    path: string,
  ): Promise<(RightContent & { read: () => Promise<Buffer> }) | undefined> {
    const sha256 = backup.digests.get(path);
    if (sha256 === undefined || !(await isWhole(backup, path))) return undefined;
    const from = { type: 'backup', backup, path } as const;
    return { sha256, bytes: backup.bytesOf(path), from, read: () => collected(backup.read(path)) };
  }

  /** A file with this content in the newest backup that has it whole, wherever in the library it lay. */
  async byDigest(sha256: string): Promise<RightContent | undefined> {
    for await (const backup of this.backups()) {
      const path = this.#digestsOf(backup).get(sha256);
      const content = path === undefined ? undefined : await this.content(backup, path);
      if (content) return content;
    }
    return undefined;
  }

  async close(): Promise<void> {
    for (const backup of this.#open) await backup.close().catch(() => undefined);
  }

  async #openNext(): Promise<void> {
    const [next] = this.#waiting.splice(0, 1);
    if (!next) return;
    try {
      const backup = await browseBackup(this.#fileSystem, next.path);
      if (this.#libraries.has(backup.libraryId)) {
        this.#open.push(backup);
        return;
      }
      await backup.close();
      throw new Failure('backup-of-another', { where: next.path });
    } catch (error) {
      if (this.#isChosen) throw error;
      this.refused.push(next.path);
    }
  }

  #digestsOf(backup: BrowsedBackup): ReadonlyMap<string, string> {
    const known = this.#byDigest.get(backup);
    if (known) return known;
    const made = new Map([...backup.digests].map(([path, sha256]) => [sha256, path]));
    this.#byDigest.set(backup, made);
    return made;
  }
}

async function isWhole(backup: BrowsedBackup, path: string): Promise<boolean> {
  try {
    const reading = backup.read(path)[Symbol.asyncIterator]();
    while ((await reading.next()).done !== true);
    return true;
  } catch {
    return false; // not what is listed, or the stick itself is failing: another backup may do
  }
}

/** Folders in which backups of a plan lie, the one that it names first. */
export function placesOf(plan: { folder: string | null; made: readonly { path: string }[] }): string[] {
  const made = plan.made.map(({ path }) => dirname(path)).toReversed();
  return [...new Set([...(plan.folder === null ? [] : [plan.folder]), ...made])];
}

/** Ids of libraries whose backups are good for this one: a restored library has an id of its own. */
export function backupIds({ file }: OpenedLibrary): ReadonlySet<string> {
  const before = file['restoredFrom'];
  return new Set([file.libraryId, ...(typeof before === 'string' ? [before] : [])]);
}
