import type { Backend } from '#renderer/backend/backend';
import { keepEventStream, type OpenEvents } from '#renderer/backend/event-stream';
import { fileAddress } from '#renderer/backend/file-address';
import { Listeners } from '#renderer/backend/listeners';
import { readAnswer } from '#renderer/backend/read-answer';
import { type Upload, uploadWithProgress } from '#renderer/backend/upload';
import type { Answer } from '#shared/contract/answer';
import {
  type EventData,
  type EventName,
  events,
  type Input,
  type OperationName,
  type Output,
} from '#shared/contract/contract';
import { fileReferenceSchema } from '#shared/contract/operation';
import { Failure } from '#shared/failure';

/** What the browser brings; tests under Node bring theirs. */
export interface BrowserMeans {
  readonly fetch: typeof fetch;
  readonly openEvents: OpenEvents;
  readonly upload: Upload;
}

const ownMeans: BrowserMeans = {
  fetch: (...request) => fetch(...request),
  openEvents: (address) => new EventSource(address),
  upload: uploadWithProgress,
};

/** A refusal of the host's gate is a page and not an answer. */
function parseAnswer(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new Failure('unauthorised');
  }
}

async function post(means: BrowserMeans, address: string, input: unknown): Promise<Answer> {
  let text: string;
  try {
    const response = await means.fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    text = await response.text();
  } catch (error) {
    throw new Failure('host-gone', { detail: String(error) });
  }
  return parseAnswer(text);
}

/** Talks to the loopback host that served this page. */
export function createHttpBackend(means: BrowserMeans = ownMeans): Backend & { close(): void } {
  const listeners = new Listeners();

  const call = async <N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> =>
    readAnswer(await post(means, `invoke/${encodeURIComponent(operation)}`, input)) as Output<N>;

  /** After a gap the present state is asked for and told as if it had just changed. */
  const catchUp = (): void => {
    const tell = async <N extends EventName>(
      event: N,
      find: () => Promise<EventData<N>[]>,
    ): Promise<void> => {
      if (!listeners.has(event)) return;
      try {
        for (const data of await find()) listeners.tell(event, data);
      } catch {
        // No library is open, or the host is gone again: then the next gap ends here too.
      }
    };
    void tell('settings.changed', async () => [await call('settings.get', {})]);
    void tell('library.changed', async () => [await call('library.state', {})]);
    void tell('search.changed', async () => [await call('search.state', {})]);
    void tell('job.changed', () => call('jobs.list', {}));
    void tell('practices.changed', async () => [
      { ids: (await call('practices.list', {})).map(({ id }) => id) },
    ]);
  };

  const stream = keepEventStream(
    () => means.openEvents('events'),
    Object.keys(events),
    (name, data) => {
      listeners.tell(name as EventName, data as EventData<EventName>);
    },
    catchUp,
  );

  return {
    fileAddress,
    async invoke(operation, input) {
      // What an operation sets off must not be told before this page hears.
      await stream.settled;
      return call(operation, input);
    },
    subscribe: (event, listener) => listeners.add(event, listener),
    async give(file, progress, signal) {
      const answer = parseAnswer(
        await means.upload(`uploads?name=${encodeURIComponent(file.name)}`, file, progress, signal),
      );
      return fileReferenceSchema.parse(readAnswer(answer));
    },
    close: () => {
      stream.close();
    },
  };
}
