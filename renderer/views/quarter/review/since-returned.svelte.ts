import type { Backend } from '#renderer/backend/backend';
import type { Practice } from '#shared/contract/practices';
import type { ReviewItem } from '#shared/contract/review';
import { type Failure, toFailure } from '#shared/failure';
import type { Difference } from '#shared/model/bundle';
import type { Language } from '#shared/model/practice';

/** A practice that waits, with its comments, and what was changed since it was returned. */
export class SinceReturned {
  practice = $state.raw<Practice | null>(null);
  /** Null where it was never returned, or before they are there. */
  differences = $state.raw<readonly Difference[] | null>(null);
  /** The version that was returned is not kept any more. */
  unknown = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load({ id, returned }: ReviewItem, language: Language): Promise<void> {
    try {
      const [got] = await Promise.all([
        this.#backend.invoke('practices.get', { id }),
        returned ? this.#compare(id, returned.revision, language) : undefined,
      ]);
      this.practice = got.type === 'practice' ? got.practice : null;
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async #compare(id: string, before: string | null, language: Language): Promise<void> {
    this.unknown = before === null;
    if (before === null) return;
    try {
      const input = { id, before, after: 'working' as const, language };
      this.differences = (await this.#backend.invoke('revisions.compare', input)).differences;
    } catch (error) {
      if (toFailure(error).code !== 'not-found') throw error;
      this.unknown = true;
    }
  }
}
