import { nodeFileSystem } from '#core/files/node-file-system';
import { serveWorker } from '#core/threads/serve-worker';
import { IndexReader } from '#core/search/store/index-reader';
import type { ReaderCalls } from '#core/search/worker-protocol';
import { Failure } from '#shared/failure';

/** The thread that answers queries: nothing that takes long runs here. */
let reader: IndexReader | undefined;

function opened(): IndexReader {
  if (!reader) throw new Failure('internal', { detail: 'the index is not open' });
  return reader;
}

serveWorker<ReaderCalls>({
  open({ folder, libraryId }) {
    reader = new IndexReader(nodeFileSystem, folder, libraryId);
    return reader.open();
  },
  show: async ({ commit, kept }) => opened().show(commit, kept),
  query: async (query) => opened().query(query),
  similar: async ({ id, most }) => opened().similar(id, most),
  matching: ({ query, ids }) => Promise.resolve().then(() => opened().matching(query, ids)),
});
