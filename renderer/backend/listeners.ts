import type { EventData, EventName } from '#shared/contract/contract';

type Listener = (data: never) => void;

/** The listeners of one page by event. */
export class Listeners {
  readonly #byEvent = new Map<EventName, Set<Listener>>();

  /** Returns the function that takes the listener off again. */
  add<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners);
    // The same function may be added twice and is then called twice; each subscription ends by itself.
    const own: Listener = (data) => {
      listener(data);
    };
    listeners.add(own);
    return () => listeners.delete(own);
  }

  has(event: EventName): boolean {
    return (this.#byEvent.get(event)?.size ?? 0) > 0;
  }

  tell<N extends EventName>(event: N, data: EventData<N>): void {
    for (const listener of [...(this.#byEvent.get(event) ?? [])])
      (listener as (data: EventData<N>) => void)(data);
  }
}
