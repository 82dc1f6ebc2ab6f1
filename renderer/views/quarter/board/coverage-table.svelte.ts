import type { Backend } from '#renderer/backend/backend';
import type { Coverage, CoverageRow } from '#shared/contract/coverage';
import { type Failure, toFailure } from '#shared/failure';
import type { CoverageScope } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';

/** Milliseconds between two questions: many practices may change at once. */
const pause = 300;

/** Who has reported what for a period; follows what happens in the library. */
export class CoverageTable {
  readonly period: Period;
  coverage = $state.raw<Coverage | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** A note that was just made or taken back. */
  noted = $state.raw<{ type: 'nil' | 'undone'; name: string; key: string; id: string } | null>(null);
  readonly #backend: Backend;
  #scope: CoverageScope;
  #asking: Promise<void> | undefined;
  #due = false;

  constructor(backend: Backend, period: Period, scope: CoverageScope) {
    this.#backend = backend;
    this.period = period;
    this.#scope = scope;
  }

  /** Reads it anew, of another scope where one is given. */
  load(scope: CoverageScope = this.#scope): Promise<void> {
    this.#scope = scope;
    this.#due = true;
    this.#asking ??= this.#run().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** Follows changes made here and elsewhere; returns the function that stops following. */
  follow(): () => void {
    const load = (): undefined => void this.load();
    const stops = [
      this.#backend.subscribe('practices.changed', load),
      this.#backend.subscribe('coverage.changed', load),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Notes that a unit has nothing to report: shown at once. */
  async setNil({ key, name, kind }: CoverageRow): Promise<void> {
    const { period } = this;
    const scope = this.#scope;
    // Offices are called by their ids, since names are alike; units have names only.
    const unit = kind === 'office' || kind === 'province' ? key : name;
    const before = this.coverage;
    this.#show(key, { state: 'nil', nil: { id: null, at: '', by: '' } });
    try {
      const { id } = await this.#backend.invoke('coverage.nil', { period, scope, unit });
      this.noted = { type: 'nil', name, key, id };
      this.failure = null;
    } catch (error) {
      this.coverage = before;
      this.failure = toFailure(error);
    }
    await this.load();
  }

  /** Takes such a note back. */
  async undoNil(id: string, key: string, name: string): Promise<void> {
    try {
      await this.#backend.invoke('coverage.undo', { period: this.period, id });
      this.noted = { type: 'undone', name, key, id };
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
    await this.load();
  }

  #show(key: string, change: Partial<CoverageRow>): void {
    if (this.coverage === null) return;
    const rows = this.coverage.rows.map((row) => (row.key === key ? { ...row, ...change } : row));
    this.coverage = { ...this.coverage, rows };
  }

  async #run(): Promise<void> {
    for (;;) {
      await this.#answer();
      if (!this.#isDue) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  get #isDue(): boolean {
    return this.#due;
  }

  async #answer(): Promise<void> {
    this.#due = false;
    const scope = this.#scope;
    try {
      const coverage = await this.#backend.invoke('coverage.get', { period: this.period, scope });
      // Another scope is wanted by now: its answer follows.
      if (scope === this.#scope) this.coverage = coverage;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
