import type { IndexAnswer, SearchDocument } from '#core/search/search-index';
import type { FailureData } from '#shared/failure';
import type { SearchQuery } from '#shared/model/search';

/** What the index worker can be asked: name -> what it is given and what it answers. */
export interface WorkerCalls {
  /** Must come first. */
  readonly load: { input: { libraryId: string; bytes: Uint8Array | null }; output: [string, string][] };
  readonly put: { input: { documents: readonly SearchDocument[] }; output: null };
  readonly remove: { input: { ids: readonly string[] }; output: null };
  readonly settle: { input: null; output: null };
  readonly query: { input: SearchQuery; output: IndexAnswer };
  readonly save: { input: null; output: Uint8Array };
}

export type WorkerCall = keyof WorkerCalls;

export type WorkerRequest = {
  [N in WorkerCall]: { readonly request: number; readonly name: N; readonly input: WorkerCalls[N]['input'] };
}[WorkerCall];

export type WorkerReply =
  | { readonly request: number; readonly output: WorkerCalls[WorkerCall]['output'] }
  | { readonly request: number; readonly failure: FailureData };
