import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { writeAtomically } from '#core/files/atomic-write';
import type { Platform } from '#core/platform';
import { NewestFirst } from '#core/search/newest-first';
import type { IndexAnswer, SearchDocument, SearchIndex } from '#core/search/search-index';
import { WorkerConnection } from '#core/search/worker-connection';
import type { Failure } from '#shared/failure';
import type { SearchQuery } from '#shared/model/search';

/** Where a library's index is kept between runs: in the user's profile, because a library may be shared. */
export function cacheFile(profileFolder: string, libraryId: string): string {
  const safe = /^[\w-]{1,64}$/.test(libraryId)
    ? libraryId
    : createHash('sha256').update(libraryId).digest('hex');
  return join(profileFolder, safe, 'search.index');
}

/** A `SearchIndex` in a worker thread of its own. `lost` hears of the thread's end. */
export class WorkerIndex implements SearchIndex {
  readonly #platform: Platform;
  readonly #libraryId: string;
  readonly #file: string;
  readonly #connection: WorkerConnection;
  readonly #queries = new NewestFirst();

  constructor(platform: Platform, libraryId: string, lost: (failure: Failure) => void) {
    this.#platform = platform;
    this.#libraryId = libraryId;
    this.#file = cacheFile(platform.profileFolder, libraryId);
    this.#connection = new WorkerConnection(platform.workerScript('search-worker'), lost);
  }

  async open(): Promise<ReadonlyMap<string, string>> {
    const bytes = await this.#readCache();
    const transfer = bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
    const known = await this.#connection.call('load', { libraryId: this.#libraryId, bytes }, transfer);
    return new Map(known);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.#connection.call('put', { documents });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#connection.call('remove', { ids });
  }

  async settle(): Promise<void> {
    await this.#connection.call('settle', null);
  }

  query(query: SearchQuery): Promise<IndexAnswer> {
    return this.#queries.run(() => this.#connection.call('query', query));
  }

  async save(): Promise<void> {
    const bytes = await this.#connection.call('save', null);
    const { fileSystem } = this.#platform;
    try {
      await fileSystem.makeFolder(dirname(this.#file));
      await writeAtomically(fileSystem, this.#file, bytes);
    } catch {
      // A cache that cannot be written is not missed: the next start takes longer.
    }
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #readCache(): Promise<Uint8Array | null> {
    const { fileSystem } = this.#platform;
    try {
      const bytes = await fileSystem.read(this.#file);
      // A copy of its own where Node lends a piece of a shared buffer, which cannot be given away.
      return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
    } catch {
      return null;
    }
  }
}
