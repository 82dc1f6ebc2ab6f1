import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import type { UnreadReason } from '#shared/model/attachment-text';

/** Milliseconds in which news of the index become one question. */
const gather = 400;
/** Attachments whose words are not found, kept up to date while somebody looks at them. */
export class UnreadFiles {
  found = $state.raw<Output<'search.unread'> | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Of one practice, or of all. Returns the function that ends it. */
  follow(id?: string): () => void {
    let [ended, timer]: [boolean, ReturnType<typeof setTimeout> | undefined] = [false, undefined];
    const ask = async (): Promise<void> => {
      const found = await this.#backend
        .invoke('search.unread', id === undefined ? {} : { id })
        // Nothing is known while no library is open; what else fails is told elsewhere.
        .catch(() => null);
      if (!ended) this.found = found;
    };
    void ask();
    const stop = this.#backend.subscribe('search.changed', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void ask();
      }, gather);
    });
    return () => {
      ended = true;
      clearTimeout(timer);
      stop();
    };
  }
}

/** Whether a part of such a file is found. */
export function isFoundInPart(reason: UnreadReason): boolean {
  return reason === 'cut' || reason === 'long-text';
}
