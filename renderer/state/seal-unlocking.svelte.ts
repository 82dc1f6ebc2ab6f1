import type { Backend } from '#renderer/backend/backend';
import { type FailureData, toFailure } from '#shared/failure';

/**
 * The passphrase of our seal, asked for where something is to be sealed: whatever was wanted is done once it is given, and
 * fails as it did where the person would rather not.
 */
export class SealUnlocking {
  /** The person is being asked. */
  asking = $state(false);
  /** What was given last does not open it. */
  wrong = $state(false);
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  readonly #backend: Backend;
  #waiting: ((opened: boolean) => void)[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The same backend, for everybody else: what fails for want of the passphrase is asked once more after it was given. */
  asked(): Backend {
    const backend = this.#backend;
    return {
      invoke: async (operation, input) => {
        try {
          return await backend.invoke(operation, input);
        } catch (error) {
          if (toFailure(error).code !== 'seal-locked' || !(await this.#ask())) throw error;
          return backend.invoke(operation, input);
        }
      },
      subscribe: (event, listener) => backend.subscribe(event, listener),
      give: (file, progress, signal) => backend.give(file, progress, signal),
      fileAddress: (kind, folder, file) => backend.fileAddress(kind, folder, file),
    };
  }

  async give(passphrase: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      const { opened } = await this.#backend.invoke('seal.unlock', { passphrase });
      this.wrong = !opened;
      if (opened) this.#settle(true);
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    this.#settle(false);
  }

  #ask(): Promise<boolean> {
    this.wrong = false;
    this.failure = null;
    this.asking = true;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #settle(opened: boolean): void {
    this.asking = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const answer of waiting) answer(opened);
  }
}
