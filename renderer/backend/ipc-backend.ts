import type { Backend } from '#renderer/backend/backend';
import { fileAddress } from '#renderer/backend/file-address';
import { readAnswer } from '#renderer/backend/read-answer';
import type { Bridge } from '#shared/contract/answer';
import type { EventData, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

type Opened = EventData<'files.opened'>;

/**
 * Talks to the desktop host through the preload script. Files that the program was started with may be told of before
 * a screen listens: they are kept for the first one that does.
 */
export function createIpcBackend(bridge: Bridge<File>): Backend {
  let early: Opened[] = [];
  const stopEarly = bridge.subscribe('files.opened', (data) => early.push(data as Opened));

  const deliverEarly = (listener: (data: Opened) => void): void => {
    stopEarly();
    const waiting = early;
    early = [];
    queueMicrotask(() => {
      for (const data of waiting) listener(data);
    });
  };

  return {
    fileAddress,
    async invoke(operation, input) {
      return readAnswer(await bridge.invoke(operation, input)) as Output<typeof operation>;
    },
    subscribe(event, listener) {
      const stop = bridge.subscribe(event, (data) => {
        listener(data as Parameters<typeof listener>[0]);
      });
      if (event === 'files.opened') deliverEarly(listener as (data: Opened) => void);
      return stop;
    },
    give(file, progress) {
      const path = bridge.pathOf(file);
      if (path === '') {
        const failure = new Failure('bad-input', { rule: 'file-reference', where: file.name });
        return Promise.reject(failure);
      }
      progress?.(1);
      return Promise.resolve({ type: 'path', path, name: file.name });
    },
  };
}
