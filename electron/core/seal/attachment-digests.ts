import { hashFile } from '#core/files/hash';
import type { FileInformation, FileSystem } from '#core/files/file-system';

/** File systems keep times to 2 s at worst (FAT): a file changed this recently is read again. */
const settles = 2_500;
/** A line takes some 200 bytes. */
const remembered = 20_000;

interface Known {
  readonly bytes: number;
  readonly changedAt: number;
  readonly sha256: string;
}

/**
 * Says of files whether they still have a SHA-256. A file is read when it is asked for first, and again when its size or
 * its time have changed since; what keeps both while the program runs is not seen to be another one.
 */
export class AttachmentDigests {
  readonly #fileSystem: FileSystem;
  readonly #known = new Map<string, Known>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** False where there is no such file. `path` is absolute. */
  async isStill(path: string, sha256: string): Promise<boolean> {
    const found = await this.#fileSystem.information(path);
    if (found?.kind !== 'file') return false;
    const known = this.#known.get(path);
    if (known?.bytes === found.bytes && known.changedAt === found.changedAt) return known.sha256 === sha256;
    const read = await hashFile(this.#fileSystem, path);
    this.#remember(path, found, read);
    return read.sha256 === sha256;
  }

  #remember(path: string, { bytes, changedAt }: FileInformation, read: Omit<Known, 'changedAt'>): void {
    this.#known.delete(path);
    // Written while it was read, or so lately that the next change may bear the same time.
    if (read.bytes !== bytes || Date.now() - changedAt < settles) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= remembered) this.#known.delete(oldest);
    this.#known.set(path, { bytes, changedAt, sha256: read.sha256 });
  }
}
