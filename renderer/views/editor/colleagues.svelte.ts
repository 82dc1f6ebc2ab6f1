import type { Backend } from '#renderer/backend/backend';
import type { EventData } from '#shared/contract/contract';
import type { PersonHere } from '#shared/contract/presence';

/** Who else has the practice of an editor open, and whether a save waits for another machine. Follows events only. */
export class Colleagues {
  others = $state.raw<readonly PersonHere[]>([]);
  /** Null where nothing is to be told. */
  waiting = $state.raw<EventData<'practice.waiting'> | null>(null);
  readonly #backend: Backend;
  readonly #id: string;

  constructor(backend: Backend, id: string) {
    this.#backend = backend;
    this.#id = id;
  }

  /** Says that the person is in the practice until the function that it returns is called. */
  follow(): () => void {
    const stops = [
      this.#backend.subscribe('presence.changed', ({ id, others }) => {
        if (id === this.#id) this.others = others;
      }),
      this.#backend.subscribe('practice.waiting', (news) => {
        if (news.id === this.#id) this.waiting = news.state === 'over' ? null : news;
      }),
    ];
    const entered = this.#backend.invoke('presence.enter', { id: this.#id }).then(
      ({ others }) => {
        this.others = others;
        return true;
      },
      () => false, // presence only warns: without it everything else works
    );
    return () => {
      for (const stop of stops) stop();
      void entered
        .then((isIn) => (isIn ? this.#backend.invoke('presence.leave', { id: this.#id }) : undefined))
        .catch(() => undefined);
    };
  }
}
