import type { EventData, EventName, Input, OperationName, Output } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';

/** The page's only way to the application. Which host answers is not known beyond this folder. */
export interface Backend {
  /** Throws a `Failure`. */
  invoke<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void;
  /**
   * Makes a file that the person dropped or chose, or that the page made, known to the host; `progress` runs from 0 to 1.
   * Fails with `cancelled` once `signal` says so.
   */
  give(file: File, progress?: (share: number) => void, signal?: AbortSignal): Promise<FileReference>;
  /**
   * Address of an attachment or exported bundle, for links, pictures and downloads. `kept` is an attachment of an earlier
   * version, its file `<SHA-256>.<name>`; `papers` one that was made, by its token; `signed` a signed paper, its folder
   * `<period>/<SHA-256>`; `arrived` one that came with a parcel, its folder that parcel's digest.
   */
  fileAddress(
    kind: 'attachments' | 'kept' | 'bundles' | 'papers' | 'signed' | 'arrived',
    folder: string,
    file: string,
  ): string;
}
