import type { Backend } from '#renderer/backend/backend';
import type { Input, Output } from '#shared/contract/contract';
import type { SealState } from '#shared/contract/seal';
import { type FailureData, toFailure } from '#shared/failure';

export type RestoreOutcome = Output<'seal.restore'>;
/** A change of the seal or a handover, as its minute tells it. */
export type Minute =
  | { readonly kind: 'handover'; readonly facts: SealState['handovers'][number] }
  | { readonly kind: 'rotation' | 'lost'; readonly facts: SealState['changes'][number] };

/** The seal of our office, as the settings show it. */
export class SealDesk {
  state = $state.raw<SealState | null>(null);
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** The recovery page while it is shown. */
  page = $state.raw<Output<'seal.page'> | null>(null);
  /** What became of the words that were entered. */
  outcome = $state.raw<RestoreOutcome | null>(null);
  /** The minute that is shown. */
  minute = $state.raw<Minute | null>(null);
  /** All minutes, newest first. */
  readonly minutes = $derived.by((): Minute[] => {
    const changes = (this.state?.changes ?? []).map((facts): Minute => {
      return { kind: facts.lost ? 'lost' : 'rotation', facts };
    });
    const handovers = (this.state?.handovers ?? []).map((facts): Minute => ({ kind: 'handover', facts }));
    return [...changes, ...handovers].toSorted((a, b) => (a.facts.at < b.facts.at ? 1 : -1));
  });
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.state = await this.#backend.invoke('seal.state', {});
    } catch (error) {
      this.state = null;
      const failure = toFailure(error);
      // No library is open any more: there is nothing to show.
      if (failure.code !== 'no-library') this.failure = failure;
    }
  }

  async showPage(): Promise<void> {
    await this.#run(async () => {
      this.minute = null;
      this.page = await this.#backend.invoke('seal.page', {});
      await this.load();
    });
  }

  async pagePrinted(): Promise<void> {
    const { page } = this;
    if (page)
      await this.#run(async () => {
        this.state = await this.#backend.invoke('seal.pagePrinted', { key: page.key });
        this.page = null;
      });
  }

  async restore(text: string): Promise<void> {
    await this.#run(async () => {
      this.outcome = await this.#backend.invoke('seal.restore', { text });
      if (this.outcome.type === 'restored') this.state = this.outcome.state;
    });
  }

  /** Sets, changes or (empty) removes the passphrase; null where that failed. */
  async setPassphrase(current: string, passphrase: string): Promise<'set' | 'wrong' | null> {
    let outcome: 'set' | 'wrong' | null = null;
    await this.#run(async () => {
      const answer = await this.#backend.invoke('seal.setPassphrase', { current, passphrase });
      if (answer.type === 'set') this.state = answer.state;
      outcome = answer.type;
    });
    return outcome;
  }

  /**
   * Makes a new seal, and shows the minute of it. True when that is done. With `forgotten` nobody knows the passphrase of
   * the former one.
   */
  async renew(lost: boolean, note: string, forgotten = false): Promise<boolean> {
    const from = this.state?.key;
    if (from === null || from === undefined) return false;
    return this.#run(async () => {
      this.page = null;
      this.outcome = null;
      const how = forgotten ? { lost, note, forgotten } : { lost, note };
      this.state = await this.#backend.invoke('seal.renew', { from, ...how });
      this.minute = this.minutes[0] ?? null;
    });
  }

  /** Notes a handover, and shows the minute of it. True when that is done. */
  async handOver(input: Input<'seal.handOver'>): Promise<boolean> {
    return this.#run(async () => {
      this.page = null;
      this.state = await this.#backend.invoke('seal.handOver', input);
      this.minute = this.minutes[0] ?? null;
    });
  }

  async #run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
