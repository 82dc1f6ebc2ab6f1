import { nodeFileSystem } from '#core/files/node-file-system';
import { serveWorker } from '#core/threads/serve-worker';
import { StopSign } from '#core/search/stop-sign';
import { IndexReader } from '#core/search/store/index-reader';
import type { ReaderCalls } from '#core/search/worker-protocol';
import { Failure } from '#shared/failure';

/** The thread that answers queries: nothing that takes long runs here. */
let reader: IndexReader | undefined;
let stopSign = new StopSign();

function opened(): IndexReader {
  if (!reader) throw new Failure('internal', { detail: 'the index is not open' });
  return reader;
}

serveWorker<ReaderCalls>({
  open({ folder, libraryId, stop }) {
    stopSign = new StopSign(stop);
    reader = new IndexReader(nodeFileSystem, folder, libraryId);
    return reader.open();
  },
  show: async ({ commit, kept }) => opened().show(commit, kept),
  query: async ({ query, run }) => opened().query(query, stopSign.checkOf(run)),
  similar: async ({ id, most }) => opened().similar(id, most),
  matching: ({ query, ids }) => Promise.resolve().then(() => opened().matching(query, ids)),
});
