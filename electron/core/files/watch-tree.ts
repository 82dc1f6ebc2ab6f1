import { type FSWatcher, watch } from 'node:fs';
import type { FolderListener, FolderWatch } from '#core/files/file-system';

/** Where one handle tells of a whole tree; elsewhere Node would take one for each folder. */
export const watchesTrees = process.platform === 'win32' || process.platform === 'darwin';

/** The system's own notices of changes below a folder; see `FileSystem.watch`. */
export function watchTree(folder: string, listener: FolderListener): FolderWatch {
  let watcher: FSWatcher | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    watcher?.close();
  };
  const fail = (): void => {
    if (stopped) return;
    stop();
    listener.failed();
  };
  try {
    watcher = watch(folder, { recursive: true, persistent: false }, (_event, path) => {
      if (!stopped) listener.changed(path ?? undefined);
    });
    watcher.on('error', fail);
  } catch {
    // Whoever asked has to have the answer before hearing of it.
    queueMicrotask(fail);
  }
  return { stop };
}
