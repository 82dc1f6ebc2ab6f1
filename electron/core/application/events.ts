import type { EventListener } from '#core/core';
import type { EventData, EventName } from '#shared/contract/contract';

/** What the core tells pages: one emitter for all events of the contract. */
export interface CoreEvents {
  emit<N extends EventName>(event: N, data: EventData<N>): void;
  /** A function that emits one kind of event, to be given to those who cause it. */
  emitting<N extends EventName>(event: N): (data: EventData<N>) => void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: EventListener): () => void;
}

export function createEvents(): CoreEvents {
  const listeners = new Set<EventListener>();
  const emit: CoreEvents['emit'] = (event, data) => {
    for (const listener of listeners) listener(event, data);
  };
  return {
    emit,
    emitting: (event) => (data) => {
      emit(event, data);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
