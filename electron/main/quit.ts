import { app } from 'electron';
import type { Core } from '#core/core';
import { offerToSkipBackup } from '#main/skip-backup';

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
    const close = async (ready: Core): Promise<void> => {
      offerToSkipBackup(ready);
      await ready.close();
    };
    core.then(close).then(end, end);
  });
}
