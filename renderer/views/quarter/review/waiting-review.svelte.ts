import { SvelteSet } from 'svelte/reactivity';
import { type Twin, twinsOf } from '#renderer/views/quarter/review/twins';
import type { Backend } from '#renderer/backend/backend';
import type { ReviewItem, ReviewList } from '#shared/contract/review';
import { type Failure, toFailure } from '#shared/failure';
import type { Role } from '#shared/model/office';
import type { Period } from '#shared/model/period';
import { levelsOf, type ReviewLevel, reviewLevels } from '#shared/model/review';
import { collator } from '#shared/model/text';

/** Milliseconds between two questions: many practices may change at once. */
const pause = 300;

/** What of a period waits for a look, and what is selected of it; follows what happens in the library. */
export class WaitingReview {
  readonly period: Period;
  list = $state.raw<ReviewList | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Near copies nobody has decided on, by practice. */
  twins = $state.raw<ReadonlyMap<string, readonly Twin[]>>(twinsOf([]));
  /** The one whose details are shown. */
  opened = $state<string | null>(null);
  /** False before the period was compared for the first time. */
  compared = $state(true);
  /** The level that is shown; null for all. */
  level = $state<ReviewLevel | null>(null);
  readonly shown = $derived(this.itemsOf(this.level));
  /** What is selected and still waits, in the order of the list. */
  readonly selected = $derived(this.shown.filter(({ id }) => this.#chosen.has(id)));
  readonly #chosen = new SvelteSet<string>();
  readonly #backend: Backend;
  #asking: Promise<void> | undefined;
  #due = false;

  constructor(backend: Backend, period: Period, mine: readonly Role[]) {
    this.#backend = backend;
    this.period = period;
    const levels = levelsOf(mine);
    this.level = levels.length === reviewLevels.length ? null : (levels[0] ?? null);
  }

  /** All that wait for a level, or at all, by unit and title. */
  itemsOf(level: ReviewLevel | null): readonly ReviewItem[] {
    const all = this.list?.items ?? [];
    return all
      .filter(({ waits }) => level === null || waits === level)
      .toSorted((a, b) => collator.compare(a.unit, b.unit) || collator.compare(a.title, b.title));
  }

  isSelected(id: string): boolean {
    return this.#chosen.has(id);
  }

  select(id: string, chosen: boolean): void {
    if (chosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
  }

  selectAll(chosen: boolean): void {
    for (const { id } of this.shown) this.select(id, chosen);
  }

  unselect(): void {
    this.#chosen.clear();
  }

  /** Reads it anew; what is told meanwhile is asked for afterwards. */
  load(): Promise<void> {
    this.#due = true;
    this.#asking ??= this.#run().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** Follows changes made here and elsewhere; returns the function that stops following. */
  follow(): () => void {
    const load = (): undefined => void this.load();
    const stops = [
      this.#backend.subscribe('practices.changed', load),
      // The office has another number of levels.
      this.#backend.subscribe('coverage.changed', load),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  #isAskedAgain(): boolean {
    return this.#due;
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain()) {
      this.#due = false;
      try {
        await this.#read();
        this.failure = null;
      } catch (error) {
        this.failure = toFailure(error);
        return;
      }
      if (this.#isAskedAgain()) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async #read(): Promise<void> {
    const { period } = this;
    const [list, near] = await Promise.all([
      this.#backend.invoke('review.list', { period }),
      this.#backend.invoke('nearDuplicates.list', { period, practice: null }),
    ]);
    this.list = list;
    this.twins = twinsOf(near.pairs);
    this.compared = near.looked;
    const left = list.items.map(({ id }) => id);
    for (const id of [...this.#chosen]) if (!left.includes(id)) this.#chosen.delete(id);
    // With one level nobody waits for the head of the division: whoever is one sees what there is.
    if (list.levels === 1) this.level = null;
  }
}
