import type { Platform } from '#core/platform';
import { LibrarySearch } from '#core/search/library-search';
import { createSearchReference } from '#core/search/search-document';
import type { SearchIndex } from '#core/search/search-index';
import type { SearchSource } from '#core/search/search-source';
import { WorkerIndex } from '#core/search/worker-index';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { searchOperations } from '#shared/contract/search';
import { Failure } from '#shared/failure';
import type { IndexState } from '#shared/model/search';

export interface Search {
  readonly handlers: HandlersOf<typeof searchOperations>;
  /** Searches in this library from now on, or in none. Resolves when the one before was saved and let go. */
  use(
    source: SearchSource | null,
    reference: Pick<Reference, 'provinces' | 'fields' | 'topics'>,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface SearchOptions {
  readonly platform: Platform;
  /** Hears of progress and of every change that can be found now. */
  readonly changed: (state: IndexState) => void;
  /** Another engine than the one in the worker. */
  readonly createIndex?: (libraryId: string, lost: (failure: Failure) => void) => SearchIndex;
}

const nothing: IndexState = { ready: false, done: 0, total: 0 };

/** Finding practices in the library that is open. Without one, queries fail with `no-library`. */
export function createSearch({ platform, changed, createIndex }: SearchOptions): Search {
  const make = createIndex ?? ((libraryId, lost) => new WorkerIndex(platform, libraryId, lost));
  let current: LibrarySearch | null = null;

  const letGo = async (): Promise<void> => {
    const before = current;
    current = null;
    await before?.close();
  };

  return {
    handlers: {
      'search.query': async (query) => {
        if (!current) throw new Failure('no-library');
        return current.query(query);
      },
      'search.state': () => Promise.resolve(current?.state ?? nothing),
    },
    async use(source, reference) {
      const closing = letGo();
      current =
        source &&
        new LibrarySearch({
          source,
          reference: createSearchReference(reference),
          createIndex: (lost) => make(source.libraryId, lost),
          changed,
        });
      await closing;
    },
    close: letGo,
  };
}
