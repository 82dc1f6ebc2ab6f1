import { SvelteSet } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import { mostPractices } from '#shared/contract/bulk';
import type { Output } from '#shared/contract/contract';
import { type Failure, toFailure } from '#shared/failure';
import { fold } from '#shared/model/text';

/** What lies in the bin: found by title or office, chosen, brought back. */
export class BinState {
  items = $state.raw<Output<'bin.list'> | null>(null);
  /** As typed. */
  text = $state('');
  failure = $state.raw<Failure | null>(null);
  /** What came of the last restoring. */
  outcome = $state.raw<Output<'bulk.restore'> | null>(null);
  readonly chosen = new SvelteSet<string>();
  readonly shown = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    return (this.items ?? []).filter(({ title, office, deletedBy }) => {
      const folded = fold(`${title} ${office} ${deletedBy}`);
      return words.every((word) => folded.includes(word));
    });
  });
  /** Only what is in sight is acted on. */
  readonly chosenShown = $derived(this.shown.filter(({ id }) => this.chosen.has(id)).map(({ id }) => id));
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.items = await this.#backend.invoke('bin.list', {});
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  toggle(id: string): void {
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  chooseAll(): void {
    for (const { id } of this.shown) this.chosen.add(id);
  }

  async restore(ids: readonly string[]): Promise<void> {
    try {
      this.outcome = await this.#backend.invoke('bulk.restore', { ids: ids.slice(0, mostPractices) });
      this.chosen.clear();
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
