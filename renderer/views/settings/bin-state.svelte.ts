import { SvelteSet } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
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
  /** A restoring is under way. */
  busy = $state(false);
  /** Entries of the bin: one practice may have been deleted more than once. */
  readonly chosen = new SvelteSet<string>();
  readonly shown = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    return (this.items ?? []).filter(({ title, office, deletedBy }) => {
      const folded = fold(`${title} ${office} ${deletedBy}`);
      return words.every((word) => folded.includes(word));
    });
  });
  /** Only what is in sight is acted on. */
  readonly chosenShown = $derived(
    this.shown.filter(({ entry }) => this.chosen.has(entry)).map(({ entry }) => entry),
  );
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#load());

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      this.items = await this.#backend.invoke('bin.list', {});
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  toggle(entry: string): void {
    if (!this.chosen.delete(entry)) this.chosen.add(entry);
  }

  chooseAll(): void {
    for (const { entry } of this.shown) this.chosen.add(entry);
  }

  /** One restoring at a time; whatever stays in the bin stays chosen. */
  async restore(entries: readonly string[]): Promise<void> {
    if (this.busy || entries.length === 0) return;
    this.busy = true;
    this.failure = null;
    const outcome = { restored: [] as string[], left: [] as string[] };
    try {
      for (let start = 0; start < entries.length; start += mostPractices) {
        const part = entries.slice(start, start + mostPractices);
        const { restored, left } = await this.#backend.invoke('bulk.restore', { entries: part });
        outcome.restored.push(...restored);
        outcome.left.push(...left);
        for (const entry of part) if (!left.includes(entry)) this.chosen.delete(entry);
      }
      this.outcome = outcome;
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
    // What was not restored is told of; a list that cannot be read now must not hide why.
    const { failure } = this;
    await this.load();
    this.failure ??= failure;
  }
}
