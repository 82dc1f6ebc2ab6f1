import { parentPort, type MessagePort } from 'node:worker_threads';
import { SearchEngine } from '#core/search/engine';
import type { WorkerCall, WorkerCalls, WorkerReply, WorkerRequest } from '#core/search/worker-protocol';
import { serialiseFailure } from '#shared/failure';

/** Milliseconds of building after which waiting messages get their turn. */
const slice = 10;

type Handlers = {
  [N in WorkerCall]: (input: WorkerCalls[N]['input']) => WorkerCalls[N]['output'] | Promise<null>;
};

if (parentPort) serve(parentPort);

function serve(port: MessagePort): void {
  const handlers = createHandlers();
  port.on('message', (message: WorkerRequest) => {
    void answer(handlers, message).then((reply) => {
      port.postMessage(reply, 'output' in reply ? transferable(reply.output) : []);
    });
  });
}

async function answer(handlers: Handlers, { request, name, input }: WorkerRequest): Promise<WorkerReply> {
  try {
    const handler = handlers[name] as (given: unknown) => WorkerCalls[WorkerCall]['output'] | Promise<null>;
    return { request, output: await handler(input) };
  } catch (error) {
    return { request, failure: serialiseFailure(error) };
  }
}

/** Large bytes are handed over rather than copied; small ones lie in a buffer that Node shares among many. */
function transferable(output: WorkerCalls[WorkerCall]['output']): ArrayBuffer[] {
  if (!(output instanceof Uint8Array) || !(output.buffer instanceof ArrayBuffer)) return [];
  return output.byteLength === output.buffer.byteLength ? [output.buffer] : [];
}

function createHandlers(): Handlers {
  const engine = new SearchEngine();
  let libraryId = '';
  let settling: Promise<null> | undefined;
  const settle = (): Promise<null> => {
    settling ??= inSlices(engine).finally(() => (settling = undefined));
    return settling;
  };
  return {
    load(input) {
      ({ libraryId } = input);
      return engine.load(input.bytes, libraryId);
    },
    put({ documents }) {
      engine.put(documents);
      return null;
    },
    remove({ ids }) {
      engine.remove(ids);
      return null;
    },
    settle,
    query(query) {
      const found = engine.query(query);
      // More was put than this query could wait for: the next one finds it.
      if (engine.unsettled) void settle();
      return found;
    },
    save: () => engine.save(libraryId),
  };
}

async function inSlices(engine: SearchEngine): Promise<null> {
  let until = performance.now() + slice;
  for (const step = engine.settle(); step.next().done !== true;) {
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + slice;
  }
  return null;
}
