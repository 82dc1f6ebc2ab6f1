import { AttachmentTexts } from '#core/extraction/attachment-texts';
import type { Quiet } from '#core/jobs/quiet';
import type { Platform } from '#core/platform';
import { QueryExpansion } from '#core/search/expansion/query-expansion';
import type { SynonymList } from '#core/search/expansion/synonym-list';
import { LibrarySearch } from '#core/search/library-search';
import { createSearchReference } from '#core/search/search-document';
import type { SearchIndex } from '#core/search/search-index';
import type { SearchSource } from '#core/search/search-source';
import { IndexFolders } from '#core/search/store/index-folders';
import { textsFolder, WorkerIndex } from '#core/search/worker-index';
import type { attachmentTextsOperations } from '#shared/contract/attachment-texts';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { searchOperations } from '#shared/contract/search';
import type { similarOperations } from '#shared/contract/similar';
import { Failure } from '#shared/failure';
import type { SavedQuestion } from '#shared/model/saved-search';
import type { IndexState } from '#shared/model/search';

export interface SearchOptions {
  readonly platform: Platform;
  /** Times in which nothing is read for the index, neither texts nor attachments. */
  readonly quiet?: Quiet;
  /** Hears of progress, and each time when changed practices can be found. */
  readonly changed: (state: IndexState) => void;
  /** Another engine than the one in the worker. */
  readonly createIndex?: (libraryId: string, lost: (failure: Failure) => void) => SearchIndex;
}

export interface Search {
  readonly handlers: HandlersOf<
    typeof searchOperations & typeof similarOperations & typeof attachmentTextsOperations
  >;
  /** Those of the practices that a question finds with everything it asks for. */
  readonly matching: (question: SavedQuestion, ids: readonly string[]) => Promise<readonly string[]>;
  /**
   * Searches in this library from now on; indexing runs in the background. Resolves when the library before it was saved
   * and let go.
   */
  use(
    source: SearchSource,
    reference: Pick<Reference, 'provinces' | 'fields' | 'topics'>,
    synonyms?: SynonymList,
  ): Promise<void>;
  /** Saves the index for the next run and ends the worker. */
  close(): Promise<void>;
}

/** Finding practices in the library that is open. Without one, queries fail with `no-library`. */
export function createSearch({ platform, quiet, changed, createIndex }: SearchOptions): Search {
  const folders = new IndexFolders(platform.fileSystem);
  const make = createIndex ?? ((libraryId, lost) => new WorkerIndex(platform, libraryId, lost, folders));
  let current: LibrarySearch | undefined;

  const open = (): LibrarySearch => {
    if (!current) throw new Failure('no-library');
    return current;
  };
  const letGo = async (): Promise<void> => {
    const before = current;
    current = undefined;
    await before?.close();
  };

  return {
    handlers: {
      'search.query': async (query) => open().query(query),
      'search.similar': async ({ id }) => open().similar(id),
      'search.unread': async ({ id }) => open().unread(id),
      'search.state': () => Promise.resolve(current?.state ?? { ready: false, done: 0, total: 0 }),
    },
    matching: async (question, ids) => open().matching(question, ids),
    async use(source, reference, synonyms) {
      const before = letGo();
      const named = createSearchReference(reference);
      current = new LibrarySearch({
        source,
        reference: named,
        expansion: synonyms && new QueryExpansion(() => synonyms.expander(), named.provinces),
        createIndex: (lost) => make(source.libraryId, lost),
        changed,
        quiet,
        files:
          source.attachments &&
          new AttachmentTexts({
            ...{ platform, quiet },
            folder: textsFolder(platform.profileFolder, source.libraryId),
            source: source.attachments,
          }),
      });
      await before;
    },
    close: letGo,
  };
}
