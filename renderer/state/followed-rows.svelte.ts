import type { Backend } from '#renderer/backend/backend';
import { joined, rowsById, withChanged } from '#renderer/state/row-changes';
import type { Input } from '#shared/contract/contract';
import { mostNamed, type PracticeRow } from '#shared/contract/lists';
import { type Failure, toFailure } from '#shared/failure';

/** Milliseconds between two questions: while a library is read for the first time, news come fifty times a second. */
const pause = 100;

/** Which lines are wanted; all of them where nothing is said. */
type Wanted = Pick<Input<'practices.list'>, 'ours' | 'periods'>;

/**
 * The lines of all practices, of some periods, or of our own office's, in an order; they follow what happens in the library. Large
 * libraries have 20,000: after a change only what changed is asked for and put in its place.
 */
export class FollowedRows {
  /** Null before the first answer. */
  sorted = $state.raw<readonly PracticeRow[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly byId = $derived(rowsById(this.sorted ?? []));
  readonly #backend: Backend;
  readonly #wanted: Wanted;
  readonly #compare: (a: PracticeRow, b: PracticeRow) => number;
  /** Null once everything is to be asked for. */
  #due: readonly string[] | null = [];
  #asking: Promise<void> | undefined;

  constructor(
    backend: Backend,
    wanted: boolean | Wanted,
    compare: (a: PracticeRow, b: PracticeRow) => number,
  ) {
    this.#backend = backend;
    this.#wanted = typeof wanted === 'boolean' ? (wanted ? { ours: true } : {}) : wanted;
    this.#compare = compare;
  }

  /** Asks for everything. Resolves when it is there, or `failure` says why not. */
  load(): Promise<void> {
    this.#due = null;
    return this.#ask();
  }

  /** Follows changes made here and elsewhere; returns the function that stops following. */
  follow(): () => void {
    return this.#backend.subscribe('practices.changed', ({ ids }) => {
      const due = this.#due && joined(this.#due, ids);
      this.#due = due && due.length > mostNamed ? null : due;
      void this.#ask();
    });
  }

  /** Asks for these anew. Resolves when they are there, or `failure` says why not. */
  refresh(ids: readonly string[]): Promise<void> {
    this.#due = this.#due && joined(this.#due, ids);
    return this.#ask();
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#run().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #run(): Promise<void> {
    for (;;) {
      const due = this.#due;
      this.#due = [];
      try {
        await this.#answer(due);
        this.failure = null;
      } catch (error) {
        // Whatever is told next, everything is asked for then.
        this.#due = null;
        this.failure = toFailure(error);
        return;
      }
      if (this.#isUpToDate) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  get #isUpToDate(): boolean {
    return this.#due?.length === 0;
  }

  async #answer(due: readonly string[] | null): Promise<void> {
    if (due === null || this.sorted === null) {
      this.sorted = (await this.#backend.invoke('practices.list', this.#wanted)).toSorted(this.#compare);
      return;
    }
    if (due.length === 0) return;
    const { sorted } = this;
    const changed = await this.#backend.invoke('practices.list', { ...this.#wanted, ids: [...due] });
    this.sorted = withChanged(sorted, due, changed, this.#compare);
  }
}
