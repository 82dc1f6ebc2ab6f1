import type { FailureData } from '#shared/failure';

/** What a host answers to one operation, over ipc and HTTP alike: faults travel as data. */
export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: FailureData };

/** What the preload script offers to the page as `window.lanToa`; `GivenFile` is the page's own `File`. */
export interface Bridge<GivenFile> {
  invoke(operation: string, input: unknown): Promise<Answer>;
  /** Returns the function that ends the subscription. */
  subscribe(event: string, listener: (data: unknown) => void): () => void;
  /** Where a dropped or chosen file lies; empty for a file that the page made itself. */
  pathOf(file: GivenFile): string;
}
