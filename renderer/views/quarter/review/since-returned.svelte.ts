import type { Backend } from '#renderer/backend/backend';
import type { Practice } from '#shared/contract/practices';
import type { ReviewItem } from '#shared/contract/review';
import { type Failure, toFailure } from '#shared/failure';
import type { Difference } from '#shared/model/bundle';
import type { Language } from '#shared/model/practice';

type Compared = Pick<SinceReturned, 'differences' | 'unknown'>;

/** A practice that waits, with its comments, and what was changed since it was returned. */
export class SinceReturned {
  practice = $state.raw<Practice | null>(null);
  /** Null where it was never returned, or before they are there. */
  differences = $state.raw<readonly Difference[] | null>(null);
  /** The version that was returned is not kept any more. */
  unknown = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  #loads = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load({ id, returned }: ReviewItem, language: Language): Promise<void> {
    const ticket = (this.#loads += 1);
    try {
      const [got, compared] = await Promise.all([
        this.#backend.invoke('practices.get', { id }),
        returned ? this.#compare(id, returned.revision, language) : { differences: null, unknown: false },
      ]);
      // Another text was asked for meanwhile.
      if (ticket !== this.#loads) return;
      this.practice = got.type === 'practice' ? got.practice : null;
      ({ differences: this.differences, unknown: this.unknown } = compared);
      this.failure = null;
    } catch (error) {
      if (ticket === this.#loads) this.failure = toFailure(error);
    }
  }

  async #compare(id: string, before: string | null, language: Language): Promise<Compared> {
    if (before === null) return { differences: null, unknown: true };
    try {
      const input = { id, before, after: 'working' as const, language };
      const { differences } = await this.#backend.invoke('revisions.compare', input);
      return { differences, unknown: false };
    } catch (error) {
      if (toFailure(error).code !== 'not-found') throw error;
      return { differences: null, unknown: true };
    }
  }
}
