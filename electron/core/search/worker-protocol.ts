import type { IndexAnswer, IndexQuery, SearchDocument, SimilarDocument } from '#core/search/search-index';
import type { Commit } from '#core/search/store/commit';
import type { KeptFiles } from '#core/search/store/segment-files';

/** Where the index of a library is kept. */
export interface IndexPlace {
  readonly folder: string;
  readonly libraryId: string;
}

/** A commit, and files of it that are in memory only. */
interface Shown {
  readonly commit: Commit;
  readonly kept: KeptFiles;
}

/** The worker that answers queries. `open` must come first; it and `show` answer the names of segments that are damaged. */
export interface ReaderCalls {
  readonly open: {
    readonly input: IndexPlace & {
      /** Of a `StopSign`. */
      readonly stop: SharedArrayBuffer;
    };
    readonly output: string[];
  };
  readonly show: { readonly input: Shown; readonly output: string[] };
  /** Fails with `cancelled` when the run was stopped. */
  readonly query: {
    readonly input: { readonly query: IndexQuery; readonly run: number };
    readonly output: IndexAnswer;
  };
  readonly similar: {
    readonly input: { readonly id: string; readonly most: number };
    readonly output: SimilarDocument[];
  };
  readonly matching: {
    readonly input: { readonly query: IndexQuery; readonly ids: readonly string[] };
    readonly output: string[];
  };
}

/** The worker that writes the index. `open` must come first; it answers fingerprints by id. */
export interface WriterCalls {
  readonly open: {
    readonly input: IndexPlace & { readonly damaged: readonly string[] };
    readonly output: [string, string][];
  };
  readonly put: { readonly input: readonly SearchDocument[]; readonly output: null };
  readonly remove: { readonly input: readonly string[]; readonly output: null };
  readonly commit: { readonly input: null; readonly output: Shown };
  /** Merges what is due; null where nothing is. */
  readonly merge: { readonly input: null; readonly output: Shown | null };
}
