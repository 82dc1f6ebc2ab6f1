import { parentPort } from 'node:worker_threads';
import type { WorkerCalls, WorkerReply, WorkerRequest } from '#core/threads/worker-protocol';
import { serialiseFailure } from '#shared/failure';

export type WorkerHandlers<C extends WorkerCalls<C>> = {
  [N in keyof C]: (input: C[N]['input']) => Promise<C[N]['output']>;
};

/** Answers the calls that this thread is sent. */
export function serveWorker<C extends WorkerCalls<C>>(handlers: WorkerHandlers<C>): void {
  parentPort?.on('message', (message: WorkerRequest) => {
    void answer(handlers, message).then((reply) => parentPort?.postMessage(reply));
  });
}

async function answer<C extends WorkerCalls<C>>(
  handlers: WorkerHandlers<C>,
  { request, name, input }: WorkerRequest,
): Promise<WorkerReply> {
  try {
    return { request, output: await handlers[name as keyof C](input) };
  } catch (error) {
    return { request, failure: serialiseFailure(error) };
  }
}
