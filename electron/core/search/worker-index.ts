import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Serial } from '#core/files/serial';
import type { Platform } from '#core/platform';
import { NewestFirst } from '#core/search/newest-first';
import type {
  IndexAnswer,
  IndexQuery,
  SearchDocument,
  SearchIndex,
  SimilarDocument,
} from '#core/search/search-index';
import { StopSign } from '#core/search/stop-sign';
import { type IndexFolder, IndexFolders } from '#core/search/store/index-folders';
import { WorkerConnection } from '#core/threads/worker-connection';
import type { IndexPlace, ReaderCalls, WriterCalls } from '#core/search/worker-protocol';
import { Failure } from '#shared/failure';

/** Where caches of a library are kept: in the user's profile, because a library may be shared. */
function cacheFolder(profileFolder: string, libraryId: string, name: string): string {
  const safe = /^[\w-]{1,64}$/.test(libraryId)
    ? libraryId
    : createHash('sha256').update(libraryId).digest('hex');
  return join(profileFolder, safe, name);
}

export function indexFolder(profileFolder: string, libraryId: string): string {
  return cacheFolder(profileFolder, libraryId, 'index');
}

/** Where what was read in attachments is kept. */
export function textsFolder(profileFolder: string, libraryId: string): string {
  return cacheFolder(profileFolder, libraryId, 'attachment-texts');
}

/**
 * A `SearchIndex` in two threads: one writes segments, the other answers from them. `lost` hears of the end of either, and
 * when another program took its folder over.
 */
export class WorkerIndex implements SearchIndex {
  readonly #place: Promise<IndexPlace>;
  readonly #folder: Promise<IndexFolder>;
  readonly #folders: IndexFolders;
  readonly #reader: WorkerConnection<ReaderCalls>;
  readonly #writer: WorkerConnection<WriterCalls>;
  readonly #stopSign = new StopSign();
  readonly #queries = new NewestFirst((run) => {
    this.#stopSign.stop(run);
  });
  /** Commits are shown in their order, and nothing is merged before the last one was. */
  readonly #commits = new Serial();
  readonly #tellLost: (failure: Failure) => void;
  #lost = false;

  constructor(
    platform: Platform,
    libraryId: string,
    lost: (failure: Failure) => void,
    folders = new IndexFolders(platform.fileSystem),
  ) {
    const once = (failure: Failure): void => {
      this.#lose(failure);
    };
    this.#tellLost = lost;
    this.#folders = folders;
    this.#folder = folders.claim(indexFolder(platform.profileFolder, libraryId), libraryId, () => {
      once(new Failure('internal', { detail: 'another program has the folder of the index' }));
    });
    this.#place = this.#folder.then(({ folder }) => ({ folder, libraryId }));
    this.#reader = new WorkerConnection(platform.workerScript('search-worker'), 'search', once);
    this.#writer = new WorkerConnection(platform.workerScript('index-worker'), 'index', once);
  }

  async open(): Promise<ReadonlyMap<string, string>> {
    const place = await this.#place;
    const damaged = await this.#reader.call('open', { ...place, stop: this.#stopSign.shared });
    return new Map(await this.#writer.call('open', { ...place, damaged }));
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.#writer.call('put', documents);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#writer.call('remove', ids);
  }

  async settle(): Promise<void> {
    await this.#commits.run('commit', async () => {
      await this.#show(await this.#writer.call('commit', null));
    });
    // Those who wait for what they have put do not wait for this.
    this.#merge().catch(() => undefined);
  }

  query(query: IndexQuery): Promise<IndexAnswer> {
    return this.#queries.run((run) => this.#reader.call('query', { query, run }));
  }

  similar(id: string, most: number): Promise<SimilarDocument[]> {
    return this.#reader.call('similar', { id, most });
  }

  matching(query: IndexQuery, ids: readonly string[]): Promise<string[]> {
    return this.#reader.call('matching', { query, ids });
  }

  async close(): Promise<void> {
    // What was put and not settled is there for the next run.
    if (!this.#lost) await this.#writer.call('commit', null).catch(() => undefined);
    await this.#end();
  }

  #lose(failure: Failure): void {
    if (this.#lost) return;
    this.#lost = true;
    void this.#end(failure);
    this.#tellLost(failure);
  }

  async #end(why?: Failure): Promise<void> {
    const ended = Promise.all([this.#reader.close(why), this.#writer.close(why)]).then(async () => {
      await (await this.#folder).release();
    });
    // Whoever makes an index in the place of this one has its folder.
    this.#folders.releasing(ended);
    await ended;
  }

  async #show(commit: WriterCalls['commit']['output']): Promise<void> {
    const damaged = await this.#reader.call('show', commit);
    // Somebody took away what was written a moment ago.
    if (damaged.length > 0) this.#lose(new Failure('internal', { detail: 'segments of the index are gone' }));
  }

  async #merge(): Promise<void> {
    const merged = await this.#commits.run('commit', async () => {
      const commit = await this.#writer.call('merge', null);
      if (commit) await this.#show(commit);
      return commit !== null;
    });
    if (merged) await this.#merge();
  }
}
