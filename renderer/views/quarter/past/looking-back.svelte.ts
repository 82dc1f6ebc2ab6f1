import type { Backend } from '#renderer/backend/backend';
import type { PastColumn } from '#shared/contract/looking-back';
import { type Failure, toFailure } from '#shared/failure';
import type { Period } from '#shared/model/period';

/** Periods side by side, as they are counted last. */
export class LookingBack {
  /** Null until they were counted once. Without the earliest ones of which there is nothing. */
  columns = $state.raw<readonly PastColumn[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  #periods: readonly Period[] = [];
  #ticket = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  readonly isEmpty = $derived(this.columns?.every(isBare) ?? false);

  /** Counts these periods from now on. An answer that comes too late is left. */
  async show(periods: readonly Period[]): Promise<void> {
    this.#periods = periods;
    await this.#count();
  }

  /** Counts again when something has changed; returns the function that ends it. */
  follow(): () => void {
    const again = (): void => void this.#count();
    const stops = (['practices.changed', 'statements.changed', 'coverage.changed'] as const).map((event) =>
      this.#backend.subscribe(event, again),
    );
    return () => {
      this.#ticket += 1;
      for (const stop of stops) stop();
    };
  }

  async #count(): Promise<void> {
    const ticket = (this.#ticket += 1);
    if (this.#periods.length === 0) return;
    try {
      const columns = await this.#backend.invoke('lookingBack.compare', { periods: [...this.#periods] });
      if (ticket !== this.#ticket) return;
      this.columns = withoutBareStart(columns);
      this.failure = null;
    } catch (error) {
      if (ticket === this.#ticket) this.failure = toFailure(error);
    }
  }
}

const isBare = ({ units, figures }: PastColumn): boolean =>
  figures.length === 0 && units.asked + units.answered + units.nil === 0;

/** The one that is looked at stays in any case. */
function withoutBareStart(columns: readonly PastColumn[]): readonly PastColumn[] {
  const first = columns.findIndex((column) => !isBare(column));
  return columns.slice(first === -1 ? -1 : first);
}
