import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import {
  type Commit,
  noCommit,
  readCommit,
  segmentFile,
  textFile,
  writeCommit,
} from '#core/search/store/commit';
import { claimFolder, type FolderClaim } from '#core/search/store/folder-claim';

/** Programs with one profile that are given a folder each; more of them than anybody starts. */
const most = 50;

/** A folder for an index that this program alone writes to until it is released. */
export interface IndexFolder {
  readonly folder: string;
  release(): Promise<void>;
}

/**
 * Gives each program with one profile a folder of its own: the first one `index`, another one at the same time `index-2`,
 * which begins as a copy and is removed at the end. Their files have names of their own, but each removes what its own
 * commit does not name.
 */
export class IndexFolders {
  readonly #fileSystem: FileSystem;
  #releasing: Promise<unknown> = Promise.resolve();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** `lost` hears when another program took the folder over. Where nothing can be written there is nothing to be claimed. */
  async claim(base: string, libraryId: string, lost: () => void): Promise<IndexFolder> {
    await this.#releasing;
    try {
      for (let number = 1; number <= most; number += 1) {
        const folder = number === 1 ? base : `${base}-${String(number)}`;
        const claim = await claimFolder(this.#fileSystem, folder, lost);
        if (!claim) continue;
        if (number === 1) return { folder, release: () => claim.release() };
        await copyIndex(this.#fileSystem, { from: base, to: folder, libraryId });
        return { folder, release: () => this.#releaseCopy(folder, claim) };
      }
    } catch {
      // What cannot be written is kept in memory, see `SegmentFiles`.
    }
    return { folder: base, release: () => Promise.resolve() };
  }

  /** Whoever claims next waits for the end of this. */
  releasing(work: Promise<unknown>): void {
    this.#releasing = Promise.allSettled([this.#releasing, work]);
  }

  async #releaseCopy(folder: string, claim: FolderClaim): Promise<void> {
    for (const { name } of await this.#fileSystem.list(folder).catch(() => []))
      await this.#fileSystem.remove(join(folder, name)).catch(() => undefined);
    await this.#fileSystem.remove(folder).catch(() => undefined);
    await claim.release();
  }
}

/** What the other program's index is now, as far as it can be read before that goes on; nothing where there is one already. */
async function copyIndex(
  fileSystem: FileSystem,
  { from, to, libraryId }: { from: string; to: string; libraryId: string },
): Promise<void> {
  const there = await readCommit(fileSystem, to, libraryId);
  if (there.segments.length > 0) return;
  await fileSystem.makeFolder(to);
  const { segments } = await readCommit(fileSystem, from, libraryId);
  const copied: Commit['segments'] = [];
  for (const segment of segments) {
    try {
      for (const name of [segmentFile(segment.name), textFile(segment.name)])
        await fileSystem.write(join(to, name), fileSystem.stream(join(from, name)));
      copied.push(segment);
    } catch {
      // Merged away meanwhile, or no room: those practices are indexed here.
    }
  }
  await writeCommit(fileSystem, to, { ...noCommit(libraryId), segments: copied });
}
