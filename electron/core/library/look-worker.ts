import { join } from 'node:path';
import { informationNow } from '#core/files/node-file-system';
import type { LookCalls } from '#core/library/look-protocol';
import { holdsNow } from '#core/practices/practice-stamp';
import { serveWorker } from '#core/threads/serve-worker';

/**
 * The thread that looks whether files are as they were. One call after the other, each waited for, costs a third of the
 * processor time of calls that come back by the event loop; a drive that hangs holds up nothing but this thread.
 */
serveWorker<LookCalls>({
  look({ root, practices }) {
    const began = performance.now();
    const at = (path: string): string => join(root, path);
    const stale = practices.filter((known) => !holdsNow(informationNow, at, known)).map(({ id }) => id);
    return Promise.resolve({ stale, took: performance.now() - began });
  },
});
