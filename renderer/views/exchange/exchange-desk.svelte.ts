import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Output } from '#shared/contract/contract';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { Arrival } from '#shared/model/bundle';

/** Parcels that wait for a choice, and the register of those taken in. */
export class ExchangeDesk {
  waiting = $state.raw<Output<'exchange.waiting'> | null>(null);
  /** Newest first. */
  arrivals = $state.raw<readonly Arrival[] | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** The arrival that is being undone. */
  undoing = $state<string | null>(null);
  readonly job: RunningJob;
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#load());

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /** Follows what arrives and is taken in, here or on another PC; returns the function that stops. */
  follow(): () => void {
    return this.#backend.subscribe('desk.changed', () => void this.load());
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      const [waiting, arrivals] = await Promise.all([
        this.#backend.invoke('exchange.waiting', {}),
        this.#backend.invoke('exchange.arrivals', {}),
      ]);
      this.waiting = waiting;
      this.arrivals = arrivals.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt));
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Undoes an arrival as one step; afterwards the register tells what was kept. */
  async undo(arrivalId: string): Promise<void> {
    if (this.undoing !== null) return;
    this.undoing = arrivalId;
    this.failure = null;
    try {
      const job = await this.job.run(this.#backend.invoke('exchange.undo', { arrivalId }));
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.undoing = null;
    }
  }

  find(arrivalId: string): Arrival | undefined {
    return this.arrivals?.find(({ id }) => id === arrivalId);
  }
}
