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

export interface SearchOptions {
  readonly platform: Platform;
  /** Hears of progress, and each time when changed practices can be found. */
  readonly changed: (state: IndexState) => void;
  /** Another engine than the one in the worker. */
  readonly createIndex?: (libraryId: string, lost: (failure: Failure) => void) => SearchIndex;
}

export interface Search {
  readonly handlers: HandlersOf<typeof searchOperations>;
  /**
   * Searches in this library from now on; indexing runs in the background. Resolves when the library before it was saved
   * and let go.
   */
  use(source: SearchSource, reference: Pick<Reference, 'provinces' | 'fields' | 'topics'>): Promise<void>;
  /** Saves the index for the next run and ends the worker. */
  close(): Promise<void>;
}

/** Finding practices in the library that is open. Without one, queries fail with `no-library`. */
export function createSearch({ platform, changed, createIndex }: SearchOptions): Search {
  const make = createIndex ?? ((libraryId, lost) => new WorkerIndex(platform, libraryId, lost));
  let current: LibrarySearch | undefined;

  const letGo = async (): Promise<void> => {
    const before = current;
    current = undefined;
    await before?.close();
  };

  return {
    handlers: {
      'search.query': async (query) => {
        if (!current) throw new Failure('no-library');
        return current.query(query);
      },
      'search.state': () => Promise.resolve(current?.state ?? { ready: false, done: 0, total: 0 }),
    },
    async use(source, reference) {
      const before = letGo();
      current = new LibrarySearch({
        source,
        reference: createSearchReference(reference),
        createIndex: (lost) => make(source.libraryId, lost),
        changed,
      });
      await before;
    },
    close: letGo,
  };
}
