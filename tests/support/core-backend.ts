import type { Core } from '#core/core';
import type { Backend } from '#renderer/backend/backend';

/** A page's backend that is the core itself, in the same process. */
export function backendOf(core: Core): Backend {
  return {
    invoke: (operation, input) => core.invoke(operation, input),
    subscribe: (event, listener) =>
      core.subscribe((name, data) => {
        if ((name as string) === event) listener(data as never);
      }),
    give: () => Promise.reject(new Error('no files here')),
    fileAddress: () => '',
  };
}
