import type { Backend } from '#renderer/backend/backend';
import { createHttpBackend } from '#renderer/backend/http-backend';
import { createIpcBackend } from '#renderer/backend/ipc-backend';
import type { Bridge } from '#shared/contract/answer';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop host, and by nothing else. */
    readonly lanToa?: Bridge<File>;
  }
}

/** The one place that knows whether this page runs in the desktop program or in a browser. */
export function chooseBackend(): Backend {
  return window.lanToa ? createIpcBackend(window.lanToa) : createHttpBackend();
}
