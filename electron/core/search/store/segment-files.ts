import { join } from 'node:path';
import type { FileSystem, OpenFile } from '#core/files/file-system';

/** Files that could not be written, by name. */
export type KeptFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The files of segments in one folder. What cannot be written (the disk is full, the profile is read-only) is kept in
 * memory instead: this run finds everything, and the next one makes the index anew.
 */
export class SegmentFiles {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(fileSystem: FileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** What is in memory only. */
  get kept(): KeptFiles {
    return this.#kept;
  }

  /** Takes over what another thread keeps. */
  keep(files: KeptFiles): void {
    for (const [name, bytes] of files) this.#kept.set(name, bytes);
  }

  /** Lets go of all in memory but these. */
  forget(names: ReadonlySet<string>): void {
    for (const name of [...this.#kept.keys()]) if (!names.has(name)) this.#kept.delete(name);
  }

  /** `chunks` is asked again where writing failed. */
  async write(name: string, chunks: () => AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await this.#fileSystem.write(join(this.#folder, name), chunks());
    } catch {
      this.#kept.set(name, await gather(chunks()));
    }
  }

  async read(name: string): Promise<Uint8Array> {
    return this.#kept.get(name) ?? (await this.#fileSystem.read(join(this.#folder, name)));
  }

  async open(name: string): Promise<OpenFile> {
    const kept = this.#kept.get(name);
    return kept ? openBytes(kept) : this.#fileSystem.open(join(this.#folder, name));
  }

  /**
   * Removes all files of the folder but these. What cannot be removed now (some systems keep files that are open) is removed another time.
   */
  async removeOthers(names: ReadonlySet<string>): Promise<void> {
    this.forget(names);
    for (const { name } of await this.#fileSystem.list(this.#folder).catch(() => [])) {
      if (names.has(name)) continue;
      await this.#fileSystem.remove(join(this.#folder, name)).catch(() => undefined);
    }
  }
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

function openBytes(bytes: Uint8Array): OpenFile {
  return {
    bytes: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    close: () => Promise.resolve(),
  };
}
