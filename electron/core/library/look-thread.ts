import type { LookCalls, Looked } from '#core/library/look-protocol';
import type { KnownStamp } from '#core/practices/practice-stamp';
import { WorkerConnection } from '#core/threads/worker-connection';

/** Looks at the files of practices in a thread of its own, begun when it is first needed. */
export class LookThread {
  readonly #script: URL;
  readonly #root: string;
  #connection: WorkerConnection<LookCalls> | undefined;
  #ended = false;

  /** `root`: the library's folder. */
  constructor(script: URL, root: string) {
    this.#script = script;
    this.#root = root;
  }

  /** Undefined where the thread is lost, by a drive that hangs or a fault of its own: others have to look then. */
  async look(practices: readonly KnownStamp[]): Promise<Looked | undefined> {
    if (this.#ended) return undefined;
    this.#connection ??= new WorkerConnection(this.#script, 'look', () => (this.#ended = true));
    try {
      return await this.#connection.call('look', { root: this.#root, practices });
    } catch (error) {
      // A drive without rights is the same for everybody; a lost thread is not.
      if (!this.#isLost()) throw error;
      return undefined;
    }
  }

  #isLost(): boolean {
    return this.#ended;
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#connection?.close();
  }
}
