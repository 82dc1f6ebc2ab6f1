import { SvelteMap } from 'svelte/reactivity';
import type { EventData } from '#shared/contract/contract';
import type { PersonHere } from '#shared/contract/presence';

/** Somebody of whom the person wants to hear when they are done, and in which practice. */
export interface Awaited {
  readonly sitting: string;
  readonly name: string;
  readonly id: string;
  readonly title: string;
}

/** "Báo khi xong": tells on every screen that somebody has left a practice. */
export class LeaveWatch {
  /** Those who have left, until their notice is closed. */
  done = $state.raw<readonly Awaited[]>([]);
  readonly #awaited = new SvelteMap<string, Awaited>();

  awaits(sitting: string): boolean {
    return this.#awaited.has(sitting);
  }

  toggle({ sitting, name }: PersonHere, practice: { id: string; title: string }): void {
    if (!this.#awaited.delete(sitting)) this.#awaited.set(sitting, { sitting, name, ...practice });
  }

  note({ id, others }: EventData<'presence.changed'>): void {
    const isHere = (sitting: string): boolean => others.some((person) => person.sitting === sitting);
    const left = [...this.#awaited.values()].filter(
      (awaited) => awaited.id === id && !isHere(awaited.sitting),
    );
    for (const { sitting } of left) this.#awaited.delete(sitting);
    if (left.length > 0) this.done = [...this.done, ...left];
  }

  close(sitting: string): void {
    this.done = this.done.filter((awaited) => awaited.sitting !== sitting);
  }
}
