import { nodeFileSystem } from '#core/files/node-file-system';
import { Serial } from '#core/files/serial';
import { serveWorker } from '#core/threads/serve-worker';
import { IndexWriter } from '#core/search/store/index-writer';
import type { WriterCalls } from '#core/search/worker-protocol';
import { Failure } from '#shared/failure';

/** The thread that writes the index, so that building it never keeps a query waiting. One call at a time. */
let writer: IndexWriter | undefined;
const calls = new Serial();

function inTurn<T>(work: (opened: IndexWriter) => Promise<T>): Promise<T> {
  return calls.run('writer', () => {
    if (!writer) throw new Failure('internal', { detail: 'the index is not open' });
    return work(writer);
  });
}

serveWorker<WriterCalls>({
  async open({ damaged, ...place }) {
    const opened = await IndexWriter.open(nodeFileSystem, { ...place, damaged });
    writer = opened.writer;
    return [...opened.known];
  },
  put: (documents) => inTurn((opened) => opened.put(documents).then(() => null)),
  remove: (ids) =>
    inTurn((opened) => {
      opened.remove(ids);
      return Promise.resolve(null);
    }),
  commit: () => inTurn((opened) => opened.commit()),
  merge: () => inTurn(async (opened) => ((await opened.merge()) ? opened.commit() : null)),
});
