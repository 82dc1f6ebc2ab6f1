import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Job } from '#shared/contract/application';
import type { Input, Output } from '#shared/contract/contract';
import type { ReviewResult } from '#shared/contract/review';
import { type Failure, reviveFailure, toFailure } from '#shared/failure';

/** Decisions about practices: made as one step, undone as one. */
export class ReviewWork {
  /** What came of the last step, until its notice is closed. */
  result = $state.raw<ReviewResult | null>(null);
  /** What came of undoing it. */
  undone = $state.raw<Output<'bulk.result'>['undone']>(null);
  cancelled = $state(false);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly running: RunningJob;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.running = new RunningJob(backend);
  }

  /** True once it is written down. */
  async apply(input: Input<'review.apply'>): Promise<boolean> {
    return this.#run(this.#backend.invoke('review.apply', input), async (id) => {
      this.undone = null;
      this.result = await this.#backend.invoke('review.result', { id });
    });
  }

  async undo(): Promise<void> {
    if (!this.result) return;
    const { undoId } = this.result;
    await this.#run(this.#backend.invoke('bulk.undo', { undoId }), async () => {
      this.undone = (await this.#backend.invoke('bulk.result', { undoId })).undone;
    });
  }

  close(): void {
    this.result = null;
    this.undone = null;
    this.cancelled = false;
  }

  async #run(start: Promise<{ jobId: string }>, then: (subject: string) => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    this.cancelled = false;
    try {
      return await this.#ended(await this.running.run(start), then);
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #ended({ state, failure, subject }: Job, then: (subject: string) => Promise<void>): Promise<boolean> {
    this.cancelled = state === 'cancelled';
    if (failure) this.failure = reviveFailure(failure);
    if (state !== 'done' || subject === null) return false;
    try {
      await then(subject);
    } catch (error) {
      // It is written down all the same: what came of it cannot be read just now.
      this.failure = toFailure(error);
    }
    return true;
  }
}
