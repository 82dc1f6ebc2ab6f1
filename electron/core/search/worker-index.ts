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

/** A `SearchIndex` in two threads: one writes segments, the other answers from them. `lost` hears of the end of either. */
export class WorkerIndex implements SearchIndex {
  readonly #place: IndexPlace;
  readonly #reader: WorkerConnection<ReaderCalls>;
  readonly #writer: WorkerConnection<WriterCalls>;
  readonly #queries = new NewestFirst();
  /** Commits are shown in their order, and nothing is merged before the last one was. */
  readonly #commits = new Serial();
  readonly #tellLost: (failure: Failure) => void;
  #lost = false;

  constructor(platform: Platform, libraryId: string, lost: (failure: Failure) => void) {
    const once = (failure: Failure): void => {
      this.#lose(failure);
    };
    this.#tellLost = lost;
    this.#place = { folder: indexFolder(platform.profileFolder, libraryId), libraryId };
    this.#reader = new WorkerConnection(platform.workerScript('search-worker'), 'search', once);
    this.#writer = new WorkerConnection(platform.workerScript('index-worker'), 'index', once);
  }

  async open(): Promise<ReadonlyMap<string, string>> {
    const damaged = await this.#reader.call('open', this.#place);
    return new Map(await this.#writer.call('open', { ...this.#place, damaged }));
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
    return this.#queries.run(() => this.#reader.call('query', query));
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
    await Promise.all([this.#reader.close(why), this.#writer.close(why)]);
  }

  async #show(commit: WriterCalls['commit']['output']): Promise<void> {
    const damaged = await this.#reader.call('show', commit);
    // Somebody took away what was written a moment ago: another program that uses the same folder.
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
