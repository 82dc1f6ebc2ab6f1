import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseBackend } from '#renderer/backend/choose-backend';
import { keepEventStream } from '#renderer/backend/event-stream';
import { type BrowserMeans, createHttpBackend } from '#renderer/backend/http-backend';
import { createIpcBackend } from '#renderer/backend/ipc-backend';
import type { Bridge } from '#shared/contract/answer';
import { events } from '#shared/contract/contract';
import { defaultSettings } from '#shared/model/settings';
import { eventually } from '#tests/support/eventually';

/** An event stream that the test opens, breaks and speaks through. */
class Stream extends EventTarget {
  readyState = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  /** `forGood`: the browser does not try again by itself. */
  fail(forGood: boolean): void {
    this.readyState = forGood ? 2 : 0;
    this.onerror?.();
  }
  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
  close(): void {
    this.closed = true;
  }
}

interface Host {
  readonly streams: Stream[];
  readonly asked: string[];
  readonly means: BrowserMeans;
}

/** A loopback host whose answers are given by operation; what is not given is answered 409. */
function host(values: Record<string, unknown> = {}, text?: string): Host {
  const streams: Stream[] = [];
  const asked: string[] = [];
  return {
    streams,
    asked,
    means: {
      fetch: (address) => {
        const operation = (address as string).replace('invoke/', '');
        asked.push(operation);
        const answer =
          operation in values
            ? { ok: true, value: values[operation] }
            : { ok: false, failure: { code: 'no-library' } };
        return Promise.resolve(new Response(text ?? JSON.stringify(answer)));
      },
      openEvents: () => {
        const stream = new Stream();
        streams.push(stream);
        return stream as unknown as EventSource;
      },
      upload: () => Promise.resolve(JSON.stringify({ ok: true, value: null })),
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the HTTP backend', () => {
  test('asks nothing before it hears, so that no event between is missed', async () => {
    const { streams, asked, means } = host({ 'settings.get': defaultSettings });
    const answered = createHttpBackend(means).invoke('settings.get', {});
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(asked).toEqual([]);
    streams[0]?.open();
    expect(await answered).toEqual(defaultSettings);
  });

  test('asks all the same when it cannot hear', async () => {
    const { streams, means } = host({ 'settings.get': defaultSettings });
    const answered = createHttpBackend(means).invoke('settings.get', {});
    streams[0]?.fail(false);
    expect(await answered).toEqual(defaultSettings);
  });

  test('after a gap tells the present state to those who listen, and asks for nothing else', async () => {
    const job = {
      jobId: '1',
      kind: 'export',
      state: 'done',
      done: 1,
      total: 1,
      label: '',
      subject: null,
      failure: null,
    };
    const library = { type: 'missing', path: '/kho' };
    const { streams, asked, means } = host({
      'library.state': library,
      'jobs.list': [job, { ...job, jobId: '2' }],
    });
    const backend = createHttpBackend(means);
    const heardLibrary = vi.fn();
    const heardJobs = vi.fn();
    backend.subscribe('library.changed', heardLibrary);
    backend.subscribe('job.changed', heardJobs);
    const stop = backend.subscribe('settings.changed', vi.fn());
    stop();
    streams[0]?.open();
    expect(asked).toEqual([]);
    streams[0]?.fail(false);
    streams[0]?.open();
    await eventually(() => {
      expect(heardJobs).toHaveBeenCalledTimes(2);
    });
    expect(heardLibrary).toHaveBeenCalledExactlyOnceWith(library);
    expect(asked.sort()).toEqual(['jobs.list', 'library.state']);
  });

  test('a gap while no library is open breaks nothing', async () => {
    const { streams, asked, means } = host();
    const backend = createHttpBackend(means);
    const heard = vi.fn();
    backend.subscribe('practices.changed', heard);
    streams[0]?.open();
    streams[0]?.open();
    await eventually(() => {
      expect(asked).toEqual(['practices.list']);
    });
    expect(heard).not.toHaveBeenCalled();
  });

  test('a refusal page in place of an answer is `unauthorised`, a host that is gone is `host-gone`', async () => {
    const refused = host({}, '<!doctype html>');
    const backend = createHttpBackend(refused.means);
    refused.streams[0]?.open();
    await expect(backend.invoke('settings.get', {})).rejects.toMatchObject({ code: 'unauthorised' });
    const gone = host();
    const fetchNothing = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
    const other = createHttpBackend({ ...gone.means, fetch: fetchNothing });
    gone.streams[0]?.open();
    await expect(other.invoke('settings.get', {})).rejects.toMatchObject({ code: 'host-gone' });
  });

  test('an upload that is not answered with a reference fails', async () => {
    const backend = createHttpBackend(host().means);
    await expect(backend.give(new File(['x'], 'a.zip'))).rejects.toThrow();
  });
});

describe('the event stream', () => {
  test('is opened again when the browser gave it up, and says that there was a gap', () => {
    vi.useFakeTimers();
    const streams: Stream[] = [];
    const reopened = vi.fn();
    const told = vi.fn();
    const stream = keepEventStream(
      () => {
        const next = new Stream();
        streams.push(next);
        return next as unknown as EventSource;
      },
      Object.keys(events),
      told,
      reopened,
    );
    streams[0]?.open();
    streams[0]?.fail(true);
    expect(streams).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    expect(streams).toHaveLength(2);
    expect(reopened).not.toHaveBeenCalled();
    streams[1]?.open();
    expect(reopened).toHaveBeenCalledTimes(1);
    streams[1]?.say('search.changed', { ready: true });
    expect(told).toHaveBeenCalledExactlyOnceWith('search.changed', { ready: true });
    streams[1]?.fail(true);
    stream.close();
    vi.advanceTimersByTime(10_000);
    expect(streams).toHaveLength(2);
    expect(streams[1]?.closed).toBe(true);
  });
});

describe('the ipc backend', () => {
  const bridge = (): Bridge<File> & { tell(event: string, data: unknown): void; listeners: number } => {
    const listeners = new Set<{ event: string; listener: (data: unknown) => void }>();
    return {
      invoke: () => Promise.resolve({ ok: false, failure: { code: 'no-library', where: 'x' } }),
      subscribe(event, listener) {
        const entry = { event, listener };
        listeners.add(entry);
        return () => {
          listeners.delete(entry);
        };
      },
      pathOf: (file) => (file.name === 'own.txt' ? '' : `/home/${file.name}`),
      tell(event, data) {
        for (const entry of [...listeners]) if (entry.event === event) entry.listener(data);
      },
      get listeners() {
        return listeners.size;
      },
    };
  };

  test('keeps files that were opened before a screen listened, for the first one that does', async () => {
    const host = bridge();
    const backend = createIpcBackend(host);
    const early = { files: [{ type: 'path', path: '/a.lantoa', name: 'a.lantoa' }] };
    const late = { files: [{ type: 'path', path: '/b.lantoa', name: 'b.lantoa' }] };
    host.tell('files.opened', early);
    const first = vi.fn();
    const second = vi.fn();
    backend.subscribe('files.opened', first);
    backend.subscribe('files.opened', second);
    expect(first).not.toHaveBeenCalled();
    await Promise.resolve();
    host.tell('files.opened', late);
    expect(first.mock.calls).toEqual([[early], [late]]);
    expect(second.mock.calls).toEqual([[late]]);
  });

  test('leaves no listener behind', () => {
    const host = bridge();
    const backend = createIpcBackend(host);
    backend.subscribe('files.opened', vi.fn())();
    backend.subscribe('job.changed', vi.fn())();
    expect(host.listeners).toBe(0);
  });

  test('gives files by their path, and refuses one that the page made itself', async () => {
    const backend = createIpcBackend(bridge());
    const progress = vi.fn();
    expect(await backend.give(new File([], 'gói.zip'), progress)).toEqual({
      type: 'path',
      path: '/home/gói.zip',
      name: 'gói.zip',
    });
    expect(progress).toHaveBeenCalledExactlyOnceWith(1);
    await expect(backend.give(new File([], 'own.txt'))).rejects.toMatchObject({ code: 'bad-input' });
    const stopped = AbortSignal.abort();
    await expect(backend.give(new File([], 'gói.zip'), progress, stopped)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(progress).toHaveBeenCalledTimes(1);
  });

  test('sends the bytes of what the page made itself', async () => {
    const sent = vi.fn();
    const file = { type: 'path', path: '/tmp/x', name: 'own.txt' };
    const backend = createIpcBackend({
      ...bridge(),
      invoke(operation, input) {
        sent(operation, input);
        return Promise.resolve({ ok: true, value: { type: 'given', file } });
      },
    });
    const bytes = new Uint8Array(100_000).map((_, place) => place * 7);
    expect(await backend.give(new File([bytes], 'own.txt'))).toEqual(file);
    const base64 = Buffer.from(bytes).toString('base64');
    expect(sent).toHaveBeenCalledExactlyOnceWith('attachments.giveBytes', { name: 'own.txt', base64 });
  });

  test('is chosen where the preload script left its bridge', async () => {
    vi.stubGlobal('lanToa', bridge());
    try {
      await expect(chooseBackend().invoke('library.state', {})).rejects.toMatchObject({
        code: 'no-library',
        where: 'x',
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test('addresses of files are relative and encoded part by part', () => {
  const backend = createIpcBackend({
    invoke: () => Promise.reject(new Error()),
    subscribe: () => () => undefined,
    pathOf: () => '',
  });
  expect(backend.fileAddress('attachments', 'id', 'ảnh #1?.png')).toBe(
    'files/attachments/id/%E1%BA%A3nh%20%231%3F.png',
  );
  expect(backend.fileAddress('bundles', '2026-Q3', '../a/b')).toBe('files/bundles/2026-Q3/..%2Fa%2Fb');
});
