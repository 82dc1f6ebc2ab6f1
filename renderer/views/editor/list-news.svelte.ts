import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import type { EventData } from '#shared/contract/contract';

/** Milliseconds until a save that is under way has let its copy go. */
const letGo = 800;

/** What the list of practices tells beside each: who is writing in it, copies of sync programs, unsaved text. */
export class ListNews {
  readonly writing = new SvelteMap<string, readonly string[]>();
  readonly copies = new SvelteMap<string, number>();
  /** Practices of which this machine keeps text that is not stored. */
  unsaved = $state.raw<ReadonlySet<string> | null>(null);
  readonly #backend: Backend;

  readonly #kept: () => ReadonlySet<string>;

  /** `kept` gives the practices of which this machine keeps text. */
  constructor(backend: Backend, kept: () => ReadonlySet<string>) {
    this.#backend = backend;
    this.#kept = kept;
  }

  /** Looks once, then follows events until the function that it returns is called. Neither look may hinder the list. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAtKept = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => (this.unsaved = this.#kept()), letGo);
    };
    lookAtKept();
    const stops = [
      this.#backend.subscribe('practices.changed', lookAtKept),
      this.#backend.subscribe('presence.changed', (others) => {
        this.#note(others);
      }),
    ];
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
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
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
