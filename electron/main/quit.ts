import { app } from 'electron';
import type { Core } from '#core/core';

/** The program ends with its window, once running writes have ended. */
export function closeBeforeQuitting(core: Promise<Core>): void {
  let closed = false;
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const end = (): void => {
      closed = true;
      app.quit();
    };
    core.then((ready) => ready.close()).then(end, end);
  });
}
