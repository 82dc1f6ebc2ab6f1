import type { Backend } from '#renderer/backend/backend';
import type { EventData, EventName, Handlers, Input, OperationName, Output } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';

/** A backend that answers with the given functions, notes every call, and can send events. */
export class ScriptedBackend implements Backend {
  readonly calls: { operation: OperationName; input: unknown }[] = [];
  readonly #handlers: Partial<Handlers>;
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  constructor(handlers: Partial<Handlers>) {
    this.#handlers = handlers;
  }

  async invoke<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
    this.calls.push({ operation, input: structuredClone(input) });
    const handler = this.#handlers[operation];
    if (!handler) throw new Failure('internal', { detail: `not scripted: ${operation}` });
    await Promise.resolve();
    return handler(input);
  }

  subscribe<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(event, listeners);
    return () => listeners.delete(listener);
  }

  send<N extends EventName>(event: N, data: EventData<N>): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (data: EventData<N>) => void)(data);
  }

  give(file: File, progress?: (share: number) => void): Promise<FileReference> {
    progress?.(0.5);
    return Promise.resolve({ type: 'upload', token: '0'.repeat(32), name: file.name });
  }

  fileAddress(kind: string, folder: string, file: string): string {
    return `/${kind}/${folder}/${file}`;
  }

  inputsOf<N extends OperationName>(operation: N): Input<N>[] {
    return this.calls.filter((call) => call.operation === operation).map((call) => call.input as Input<N>);
  }
}
