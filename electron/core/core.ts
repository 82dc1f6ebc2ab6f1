import type { EventData, EventName, Handlers, Input, OperationName, Output } from '#shared/contract/contract';

/** A file that a page may fetch by its address, found and checked by the core. */
export interface ServedFile {
  readonly path: string;
  readonly mediaType: string;
  /** The name under which it is saved. */
  readonly name: string;
  readonly bytes: number;
}

export type EventListener = <N extends EventName>(event: N, data: EventData<N>) => void;

/** The application without any host: the same object serves ipc, HTTP and tests. */
export interface Core {
  readonly handlers: Handlers;
  /** Runs an operation whose input has been validated by the host. Throws `Failure`s only. */
  invoke<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: EventListener): () => void;
  /**
   * Finds the file behind a page's address: `attachments/<practice id>/<file>`, `bundles/<period>/<file>` or
   * `papers/<token>/<file>`, all relative to `files/`. `undefined` when there is none; never anything outside the library and
   * the shelf of papers.
   */
  servedFile(address: string): Promise<ServedFile | undefined>;
  /** Waits for running writes, stops workers and timers. */
  close(): Promise<void>;
}
