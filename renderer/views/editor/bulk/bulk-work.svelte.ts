import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { BulkResult, PlannedChange } from '#shared/contract/bulk';
import { mostPractices } from '#shared/contract/bulk';
import { Failure, toFailure } from '#shared/failure';
import type { BulkChange } from '#shared/model/bulk';

/** How many practices are looked at in one request. */
const atOnce = 500;

/** A change of many practices: previewed, made, undone. */
export class BulkWork {
  /** Null while there is nothing to look at. */
  plans = $state.raw<readonly PlannedChange[] | null>(null);
  looking = $state(false);
  /** How many practices the look under way has been at. */
  looked = $state(0);
  /** What came of the last change, until the notice is closed. */
  result = $state.raw<BulkResult | null>(null);
  cancelled = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly running: RunningJob;
  readonly #backend: Backend;
  #change: BulkChange | null = null;
  #ticket = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.running = new RunningJob(backend);
  }

  get possible(): readonly PlannedChange[] {
    return (this.plans ?? []).filter(({ reason }) => reason === null);
  }

  /**
   * Looks at what a change would do; null forgets the last look, and ends it. Asked for in parts: a look that nobody wants
   * any more stops after the part that is under way, and what comes of that is dropped.
   */
  async look(ids: readonly string[], change: BulkChange | null): Promise<void> {
    const ticket = (this.#ticket += 1);
    this.plans = null;
    this.looked = 0;
    this.failure = null;
    this.#change = change;
    this.looking = change !== null;
    if (change === null) return;
    try {
      const plans: PlannedChange[] = [];
      const wanted = ids.slice(0, mostPractices);
      for (let start = 0; start < wanted.length; start += atOnce) {
        const part = wanted.slice(start, start + atOnce);
        plans.push(...(await this.#backend.invoke('bulk.preview', { ids: part, change })));
        if (ticket !== this.#ticket) return;
        this.looked = plans.length;
      }
      this.plans = plans;
    } catch (error) {
      if (ticket === this.#ticket) this.failure = toFailure(error);
    } finally {
      if (ticket === this.#ticket) this.looking = false;
    }
  }

  /** Makes the change that was looked at. True when it was made. */
  async apply(): Promise<boolean> {
    const change = this.#change;
    const items = this.possible.flatMap(({ id, base }) => (base === null ? [] : [{ id, base }]));
    if (change === null || items.length === 0) return false;
    return this.#run(this.#backend.invoke('bulk.apply', { items, change }));
  }

  async undo(): Promise<void> {
    if (this.result) await this.#run(this.#backend.invoke('bulk.undo', { undoId: this.result.undoId }));
  }

  /** Offers the last change of an earlier sitting to be undone. */
  async offerLast(): Promise<void> {
    const last = await this.#backend.invoke('bulk.last', {}).catch(() => null);
    // A change that was made meanwhile is the last one.
    this.result ??= last;
  }

  /** The change is made: that its result cannot be read now is told, and is no failure of the change. */
  async #tell(undoId: string): Promise<void> {
    try {
      this.result = await this.#backend.invoke('bulk.result', { undoId });
    } catch (error) {
      this.result = null;
      this.failure = toFailure(error);
    }
  }

  async #run(start: Promise<{ jobId: string }>): Promise<boolean> {
    this.failure = null;
    this.cancelled = false;
    try {
      const job = await this.running.run(start);
      this.cancelled = job.state === 'cancelled';
      if (job.state === 'failed') throw new Failure(job.failure?.code ?? 'internal', job.failure ?? {});
      if (job.state !== 'done' || job.subject === null) return false;
      await this.#tell(job.subject);
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }
}
