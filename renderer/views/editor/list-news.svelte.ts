import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import type { EventData } from '#shared/contract/contract';

/** What the list of practices tells beside each: who is writing in it, and copies of sync programs. */
export class ListNews {
  readonly writing = new SvelteMap<string, readonly string[]>();
  readonly copies = new SvelteMap<string, number>();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Looks once, then follows events until the function that it returns is called. Neither look may hinder the list. */
  follow(): () => void {
    const stop = this.#backend.subscribe('presence.changed', (others) => {
      this.#note(others);
    });
    void this.#backend.invoke('presence.everyone', {}).then(
      (everyone) => {
        for (const others of everyone) this.#note(others);
      },
      () => undefined,
    );
    void this.#backend.invoke('copies.count', {}).then(
      (counts) => {
        for (const { id, copies } of counts) this.copies.set(id, copies);
      },
      () => undefined,
    );
    return stop;
  }

  #note({ id, others }: EventData<'presence.changed'>): void {
    if (others.length === 0) this.writing.delete(id);
    else
      this.writing.set(
        id,
        others.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) === at),
      );
  }
}
