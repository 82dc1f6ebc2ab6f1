import { createCompilations } from '#core/compilation/compilations';
import { createExchange } from '#core/exchange/exchange';
import type { Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { createSearch } from '#core/search/search';
import type { PracticeParts, SearchSource } from '#core/search/search-source';
import type { HandlersOf } from '#shared/contract/contract';
import type { exchangeOperations } from '#shared/contract/exchange';
import type { Reference } from '#shared/contract/library';
import type { quarterOperations } from '#shared/contract/quarter';
import type { searchOperations } from '#shared/contract/search';
import type { IndexState } from '#shared/model/search';

export interface FeatureDependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly me: () => string;
  readonly searchChanged: (state: IndexState) => void;
}

/** What lives and dies with an open library. */
export interface LibraryFeatures {
  readonly handlers: HandlersOf<
    typeof searchOperations & typeof quarterOperations & typeof exchangeOperations
  >;
  practicesChanged(ids: readonly string[]): void;
  /** Stops running jobs and the search worker. */
  close(): Promise<void>;
}

export async function openFeatures(deps: FeatureDependencies): Promise<LibraryFeatures> {
  const { platform, library, reference, jobs } = deps;
  const listeners = new Set<(ids: readonly string[]) => void>();
  const search = createSearch({ platform, changed: deps.searchChanged });
  await search.use(searchSource(library, listeners), reference);
  return {
    handlers: { ...search.handlers, ...createCompilations(deps), ...createExchange(deps) },
    practicesChanged(ids) {
      for (const listener of listeners) listener(ids);
    },
    async close() {
      await jobs.stopAll();
      await search.close();
    },
  };
}

function searchSource(
  library: OpenedLibrary,
  listeners: Set<(ids: readonly string[]) => void>,
): SearchSource {
  const { catalogue, store, file } = library;
  return {
    libraryId: file.libraryId,
    list: () => catalogue.list(),
    fingerprint: (id) => catalogue.hash(id),
    async read(id): Promise<PracticeParts | undefined> {
      try {
        const { frontMatter, preamble, sections } = (await store.read(id)).document;
        return { frontMatter, preamble, sections: [...sections] };
      } catch {
        return undefined; // gone or damaged since it was listed: the catalogue will say so
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
