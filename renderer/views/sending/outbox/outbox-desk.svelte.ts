import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Output } from '#shared/contract/contract';
import type { ExchangeFolder, PlacedState } from '#shared/contract/outbox';
import { Failure, type FailureData, toFailure } from '#shared/failure';

type Refusal = Exclude<Output<'outbox.choose'>, { type: 'chosen' }>;

/** The exchange folders of a departure's recipients. */
export class OutboxDesk {
  folders = $state.raw<readonly ExchangeFolder[]>([]);
  failure = $state.raw<FailureData | null>(null);
  /** Why the folder that was given last is not taken. */
  refusal = $state.raw<Refusal | null>(null);
  /** The recipient for whom files are being copied. */
  putting = $state<string | null>(null);
  readonly job: RunningJob;
  /** Those that have a folder, or in whose folder something was laid. */
  readonly used = $derived.by(() =>
    this.folders.filter(({ folder, placed }) => folder !== null || placed !== null),
  );
  readonly others = $derived.by(() => this.folders.filter(({ folder }) => folder === null));
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#load());
  readonly #id: string;

  constructor(backend: Backend, id: string) {
    this.#backend = backend;
    this.#id = id;
    this.job = new RunningJob(backend);
  }

  /** Follows what is fetched and laid down; returns the function that stops. Tracks nothing in an effect. */
  follow(): () => void {
    return this.#backend.subscribe('desk.changed', () => void this.load());
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      this.folders = await this.#backend.invoke('outbox.ofDeparture', { id: this.#id });
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Null is a folder of the library's own; true once it is chosen. */
  async choose(recipient: string, path: string | null): Promise<boolean> {
    this.failure = null;
    this.refusal = null;
    try {
      const answer = await this.#backend.invoke('outbox.choose', { recipient, path });
      if (answer.type !== 'chosen') this.refusal = answer;
      await this.load();
      return answer.type === 'chosen';
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }

  async leave(recipient: string): Promise<void> {
    try {
      await this.#backend.invoke('outbox.leave', { recipient });
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async put(recipient: string, files: readonly string[]): Promise<void> {
    if (this.putting !== null) return;
    this.putting = recipient;
    this.failure = null;
    try {
      const asked = { id: this.#id, recipient, files: [...files] };
      const job = await this.job.run(this.#backend.invoke('outbox.put', asked));
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.putting = null;
    }
  }
}

/** What of all its files is said of a parcel: that some lie there still says more than that others were fetched. */
export function stateOfAll(states: readonly PlacedState[]): PlacedState {
  const order: readonly PlacedState[] = ['unknown', 'lies', 'gone', 'fetched'];
  return order.find((state) => states.includes(state)) ?? 'unknown';
}
