import { Worker } from 'node:worker_threads';
import type { WorkerCalls, WorkerReply } from '#core/threads/worker-protocol';
import { Failure, reviveFailure, toFailure } from '#shared/failure';

/** No call takes this long in a library that this program is for: the worker hangs and is ended. Milliseconds. */
const patience = 60_000;
/** Megabytes of heap after which the worker ends rather than take the machine's memory. */
const mostHeap = 1_024;

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (failure: Failure) => void;
  readonly timer: NodeJS.Timeout;
}

/** Calls to a worker thread. A call ends in an answer or in a `Failure`, whatever becomes of the thread. */
export class WorkerConnection<C extends WorkerCalls<C>> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: (failure: Failure) => void;
  #requests = 0;
  #closed: Failure | undefined;

  /** `ended` hears of an end that `close` did not ask for, once, after all calls under way have failed. */
  constructor(script: URL, name: string, ended: (failure: Failure) => void) {
    this.#ended = ended;
    this.#worker = new Worker(script, {
      name,
      resourceLimits: { maxOldGenerationSizeMb: mostHeap },
    });
    // A program that has nothing else to do ends: what a thread does is no reason to wait.
    this.#worker.unref();
    this.#worker.on('message', (reply: WorkerReply) => {
      this.#receive(reply);
    });
    this.#worker.on('error', (error) => {
      this.#end(toFailure(error));
    });
    this.#worker.on('exit', (code) => {
      this.#end(new Failure('internal', { detail: `${name} worker ended with ${String(code)}` }));
    });
  }

  call<N extends keyof C & string>(name: N, input: C[N]['input']): Promise<C[N]['output']> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(this.#closed);
        return;
      }
      this.#requests += 1;
      const request = this.#requests;
      const timer = setTimeout(() => {
        this.#end(new Failure('internal', { detail: `no answer to ${name}` }));
      }, patience);
      this.#waiting.set(request, { resolve, reject, timer });
      this.#worker.postMessage({ request, name, input });
    });
  }

  /** Calls under way fail with `why`. */
  async close(why = new Failure('cancelled')): Promise<void> {
    this.#closed ??= why;
    this.#failAll(this.#closed);
    await this.#worker.terminate();
  }

  #receive(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.request);
    if (!waiting) return;
    this.#waiting.delete(reply.request);
    clearTimeout(waiting.timer);
    if ('failure' in reply) waiting.reject(reviveFailure(reply.failure));
    else waiting.resolve(reply.output as never);
  }

  #end(failure: Failure): void {
    if (this.#closed) return;
    this.#closed = failure;
    void this.#worker.terminate();
    this.#failAll(failure);
    this.#ended(failure);
  }

  #failAll(failure: Failure): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(failure);
    }
    this.#waiting.clear();
  }
}
