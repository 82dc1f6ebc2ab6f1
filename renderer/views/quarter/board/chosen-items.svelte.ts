import type { Backend } from '#renderer/backend/backend';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import type { FoundCompilation } from '#shared/contract/quarter';
import type { Period } from '#shared/model/period';

/** As many as `compilations.save` takes. */
const mostItems = 2_000;
/** How often a change is made again on top of what others saved meanwhile. */
const attempts = 5;

/** Puts a practice in before the one at a place, or takes it out. */
export interface Change {
  readonly id: string;
  /** Place to put it at; null takes it out. */
  readonly at: number | null;
}

export type ChangeOutcome = 'saved' | 'joined';

/**
 * What is chosen for a period, as the board sees it: every change is shown at once and saved by itself. Where somebody
 * else saved first, the change is made again on theirs: adding and taking out contradict nobody.
 */
export class ChosenItems {
  readonly period: Period;
  #found = $state.raw<FoundCompilation | null>(null);
  /** Shown, and not saved yet. */
  #pending = $state.raw<readonly Change[]>([]);
  readonly items = $derived(this.#pending.reduce(changed, this.#found?.compilation.items ?? []));
  readonly #backend: Backend;
  readonly #queue = new WriteQueue();

  constructor(backend: Backend, period: Period) {
    this.#backend = backend;
    this.period = period;
  }

  get loaded(): boolean {
    return this.#found !== null;
  }

  get full(): boolean {
    return this.items.length >= mostItems;
  }

  /** Reads what is chosen now. Fails as the host does. */
  async load(): Promise<void> {
    await this.#queue.run(async () => {
      this.#found = await this.#backend.invoke('compilations.get', { period: this.period });
    });
  }

  /** Shows a change and saves it; `joined` where others had changed the choice meanwhile. Where that fails it is shown no more. */
  async change(change: Change): Promise<ChangeOutcome> {
    this.#pending = [...this.#pending, change];
    try {
      return await this.#queue.run(() => this.#save(change));
    } finally {
      this.#pending = this.#pending.filter((one) => one !== change);
    }
  }

  async #save(change: Change): Promise<ChangeOutcome> {
    let outcome: ChangeOutcome = 'saved';
    for (let attempt = 1; ; attempt += 1) {
      this.#found ??= await this.#backend.invoke('compilations.get', { period: this.period });
      const { compilation, hash } = this.#found;
      const items = changed(compilation.items, change);
      const { period, foreword } = compilation;
      const input = { period, base: hash, foreword, items: [...items] };
      const { type, ...found } = await this.#backend.invoke('compilations.save', input);
      this.#found = found;
      if (type === 'saved') return outcome;
      if (attempt === attempts) throw new Error('the choice is changed all the time');
      outcome = 'joined';
    }
  }
}

function changed(items: readonly string[], { id, at }: Change): readonly string[] {
  if (at === null) return items.filter((other) => other !== id);
  if (items.includes(id)) return items;
  return items.toSpliced(Math.min(at, items.length), 0, id);
}
