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
  /** So that a question ends the one before it. */
  readonly #asker = crypto.randomUUID();
  #periods: readonly Period[] = [];
  #ticket = 0;
  #counting = false;
  /** Something has changed since the counting began. */
  #due = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  readonly isEmpty = $derived(this.columns?.every(isBare) ?? false);

  /** Counts these periods from now on; what is being counted for others is given up. */
  async show(periods: readonly Period[]): Promise<void> {
    this.#periods = periods;
    await this.#count();
  }

  /** Counts again when something has changed, one time after the other; returns the function that ends it. */
  follow(): () => void {
    const again = (): void => {
      if (this.#counting) this.#due = true;
      else void this.#count();
    };
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
    [this.#counting, this.#due] = [true, false];
    try {
      const input = { periods: [...this.#periods], asker: this.#asker };
      const columns = await this.#backend.invoke('lookingBack.compare', input);
      if (ticket !== this.#ticket) return;
      this.columns = withoutBareStart(columns);
      this.failure = null;
    } catch (error) {
      if (ticket === this.#ticket) this.failure = toFailure(error);
    } finally {
      if (ticket === this.#ticket) this.#counting = false;
    }
    if (ticket === this.#ticket && this.#isDue()) await this.#count();
  }

  #isDue(): boolean {
    return this.#due;
  }
}

const isBare = ({ units, figures }: PastColumn): boolean =>
  figures.length === 0 && units.asked + units.answered + units.nil === 0;

/** The one that is looked at stays in any case. */
function withoutBareStart(columns: readonly PastColumn[]): readonly PastColumn[] {
  const first = columns.findIndex((column) => !isBare(column));
  return columns.slice(first === -1 ? -1 : first);
}
