import { untrack } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import { type Failure, toFailure } from '#shared/failure';

export type Reading = Output<'practices.get'>;

/** Milliseconds that a choice must rest before its practice is fetched: arrows run through many. */
const rest = 70;

/** One practice on the screen. The last one stays in sight until the next has come. */
export class ReadingState {
  /** Id that `reading` belongs to. */
  id = $state<string | null>(null);
  reading = $state.raw<Reading | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  #ticket = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Shows a practice and follows its changes; returns the function that ends it. Tracks nothing in an effect. */
  follow(id: string): () => void {
    const first = untrack(() => this.reading === null);
    const timer = setTimeout(() => void this.load(id), first ? 0 : rest);
    const stop = this.#backend.subscribe('practices.changed', ({ ids }) => {
      if (ids.includes(id)) void this.load(id);
    });
    return () => {
      clearTimeout(timer);
      stop();
      this.#ticket += 1;
    };
  }

  /** Fetches now. An answer that comes after another practice was chosen is dropped. */
  async load(id: string): Promise<void> {
    const ticket = (this.#ticket += 1);
    try {
      const reading = await this.#backend.invoke('practices.get', { id });
      if (ticket === this.#ticket) this.#show(id, reading, null);
    } catch (error) {
      if (ticket === this.#ticket) this.#show(id, null, toFailure(error));
    }
  }

  #show(id: string, reading: Reading | null, failure: Failure | null): void {
    this.id = id;
    this.reading = reading;
    this.failure = failure;
  }
}
