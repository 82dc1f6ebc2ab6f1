import { nodeFileSystem } from '#core/files/node-file-system';
import { TextReader } from '#core/near-duplicates/text-reader';
import type { NearDuplicateCalls } from '#core/near-duplicates/worker-protocol';
import { StopSign } from '#core/search/stop-sign';
import { serveWorker } from '#core/threads/serve-worker';
import { Failure } from '#shared/failure';

/** The thread that finds near copies: reading a large library and comparing it takes seconds of processor time. */
let reader: TextReader | undefined;
let stopSign = new StopSign();

function opened(): TextReader {
  if (!reader) throw new Failure('internal', { detail: 'nothing is open' });
  return reader;
}

serveWorker<NearDuplicateCalls>({
  open({ root, cache, stop }) {
    stopSign = new StopSign(stop);
    reader = new TextReader(nodeFileSystem, { root, cache });
    return reader.open();
  },
  read: async (practices) => opened().read(practices),
  async forget(ids) {
    await Promise.resolve();
    opened().forget(ids);
    return null;
  },
  pairs: async ({ run }) => opened().pairs(stopSign.checkOf(run)),
  save: async () =>
    opened()
      .save()
      .then(() => null),
});
