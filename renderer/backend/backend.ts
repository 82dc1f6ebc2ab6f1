import type { EventData, EventName, Input, OperationName, Output } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';

/** The page's only way to the application. Which host answers is not known beyond this folder. */
export interface Backend {
  /** Throws a `Failure`. */
  invoke<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void;
  /** Makes a file that the person dropped or chose known to the host; `progress` runs from 0 to 1. */
  give(file: File, progress?: (share: number) => void): Promise<FileReference>;
  /** Address of an attachment or exported bundle, for links, pictures and downloads. */
  fileAddress(kind: 'attachments' | 'bundles', folder: string, file: string): string;
}
