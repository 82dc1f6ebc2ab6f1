import type { Core, EventListener, ServedFile } from '#core/core';
import { type EventData, type EventName, type Handlers, operations } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { defaultSettings } from '#shared/model/settings';

/** A core without a library, for tests of a host alone: it remembers what it was asked and tells what it is told to. */
export interface FakeCore extends Core {
  /** Names of the operations that got through to the core, in order. */
  readonly asked: string[];
  readonly closed: () => boolean;
  readonly subscribers: () => number;
  emit<N extends EventName>(event: N, data: EventData<N>): void;
}

const answers: Partial<Handlers> = {
  'settings.get': () => Promise.resolve(defaultSettings),
  'settings.change': (change) => Promise.resolve({ ...defaultSettings, ...change } as typeof defaultSettings),
  'library.state': () => Promise.resolve({ type: 'none' }),
  'library.open': ({ path }) => Promise.resolve({ type: 'missing', path }),
  'library.openSample': () => Promise.resolve({ type: 'none' }),
  'jobs.list': () => Promise.resolve([]),
};

/** `handlers` replace or add answers; `served` lists files by their address below `files/`. */
export function createFakeCore(
  handlers: Partial<Handlers> = {},
  served: Readonly<Record<string, ServedFile>> = {},
): FakeCore {
  const asked: string[] = [];
  const listeners = new Set<EventListener>();
  let closed = false;
  const known: Partial<Handlers> = { ...answers, ...handlers };
  const all = Object.fromEntries(
    Object.keys(operations).map((name) => [
      name,
      (input: never) => {
        asked.push(name);
        const handler = known[name as keyof Handlers] as ((input: never) => Promise<unknown>) | undefined;
        return handler ? handler(input) : Promise.reject(new Failure('no-library', { where: name }));
      },
    ]),
  ) as unknown as Handlers;
  return {
    asked,
    handlers: all,
    closed: () => closed,
    subscribers: () => listeners.size,
    invoke: (name, input) => all[name](input),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    servedFile: (address) => Promise.resolve(Object.hasOwn(served, address) ? served[address] : undefined),
    emit(event, data) {
      for (const listener of listeners) listener(event, data);
    },
    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}
