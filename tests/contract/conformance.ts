import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import type { Backend } from '#renderer/backend/backend';
import {
  type EventData,
  type EventName,
  events,
  type OperationName,
  operations,
} from '#shared/contract/contract';
import { Failure, failureCodes, serialiseFailure } from '#shared/failure';
import { defaultSettings } from '#shared/model/settings';
import { createFakeCore } from '#tests/support/fake-core';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';
import type { Connection, OpenTransport, Transport } from '#tests/contract/transport';
import { saved, trials, type World } from '#tests/contract/valid-inputs';
import { eventually } from '#tests/support/eventually';

/** Sends whatever it is given, as a page could whose types nobody checked. */
type Send = (operation: string, input: unknown) => Promise<unknown>;
const untyped =
  (backend: Backend): Send =>
  (operation, input) =>
    backend.invoke(operation as OperationName, input as never);

async function outcome(promise: Promise<unknown>): Promise<{ value?: unknown; failure?: Failure }> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof Failure) return { failure: error };
    throw error;
  }
}

const names = Object.keys(operations) as OperationName[];

/** Text that careless transports break: line ends, quotes, NUL, NFD, no-break space, half a surrogate pair, markup. */
const hostileText = 'a\r\nb\n\ndata: x\n\n"\\\u0000\u2028 e\u0302\u0323 \u00a0 \u{1F600} \ud800 </script> đ';

const samples: { readonly [N in EventName]: EventData<N> } = {
  'job.changed': {
    jobId: '1',
    kind: 'export',
    state: 'failed',
    done: 1,
    total: 3,
    label: hostileText,
    subject: null,
    failure: { code: 'disk-full', where: hostileText },
  },
  'library.changed': { type: 'missing', path: hostileText },
  'practices.changed': { ids: Array.from({ length: 5_000 }, (_, place) => `practice-${String(place)}`) },
  'presence.changed': { id: '0193e4a0-0000-7000-8000-00000000000b', others: [] },
  'practice.waiting': { id: '0193e4a0-0000-7000-8000-00000000000b', state: 'waiting', host: 'PC-05' },
  'desk.changed': {},
  'coverage.changed': {},
  'statements.changed': {},
  'search.changed': { ready: false, done: 1, total: 2 },
  'searches.changed': [
    { id: saved, name: hostileText, text: hostileText, facets: {}, sort: 'newest', seen: 1, fresh: 2 },
  ],
  'settings.changed': { ...defaultSettings, me: { constructor: 'a', toString: 'b' } },
  'files.opened': { files: [{ type: 'path', path: hostileText, name: 'x' }] },
};

/**
 * What every way from a page to the core must hold. Called once a transport, so that the transports cannot drift
 * apart: nothing in here knows which one it is talking through.
 */
export function describeConformance(name: string, openTransport: OpenTransport): void {
  const open = async (): Promise<Transport> => {
    const transport = await openTransport();
    onTestFinished(() => transport.close());
    return transport;
  };
  const connect = async (core: Core, transport?: Transport): Promise<Connection> => {
    const connection = await (transport ?? (await open())).connect(core);
    onTestFinished(() => connection.close());
    return connection;
  };

  describe(name, () => {
    test('every operation of the contract answers as its schema says', async () => {
      const transport = await open();
      const platform = testPlatform();
      const core = await createCore({ ...platform, host: { ...platform.host, ...transport.host } });
      onTestFinished(() => core.close());
      const { backend } = await connect(core, transport);
      const world = await prepareWorld(backend, transport);
      for (const operation of Object.keys(trials) as OperationName[]) {
        const { input, fails } = trials[operation] as { input: (world: World) => unknown; fails?: string };
        const { value, failure } = await outcome(untyped(backend)(operation, await input(world)));
        expect.soft(failure?.code, `${operation}: ${failure?.stack ?? ''}`).toBe(fails);
        if (failure) continue;
        const { success, data, error } = operations[operation].output.safeParse(value);
        expect.soft(success, `${operation}: ${String(error)}`).toBe(true);
        // Nothing leaves the core that the contract does not name.
        if (success) expect.soft(data, operation).toEqual(value);
      }
    });

    test.each(names)('%s refuses an input that its schema does not allow', async (operation) => {
      const core = createFakeCore();
      const { backend } = await connect(core);
      for (const input of [undefined, null, 'text', 7, true, [], [{}]]) {
        const { failure } = await outcome(untyped(backend)(operation, input));
        expect(failure?.code, JSON.stringify(input)).toBe('bad-input');
      }
      expect(core.asked).toEqual([]);
    });

    test.each(['constructor', '__proto__', 'toString', 'nothing.here', 'settings', 'settings.get '])(
      'operation "%s" does not exist',
      async (operation) => {
        const core = createFakeCore();
        const { backend } = await connect(core);
        const { failure } = await outcome(untyped(backend)(operation, {}));
        expect(failure).toMatchObject({ code: 'not-found', rule: 'operation' });
        expect(core.asked).toEqual([]);
      },
    );

    test('inputs and outputs arrive as they were sent', async () => {
      const received: unknown[] = [];
      const core = createFakeCore({
        'library.open'({ path }) {
          received.push(path);
          return Promise.resolve({ type: 'damaged', path, file: '', detail: hostileText });
        },
      });
      const { backend } = await connect(core);
      const value = await backend.invoke('library.open', { path: hostileText });
      expect(received).toEqual([hostileText]);
      expect(value).toEqual({ type: 'damaged', path: hostileText, file: '', detail: hostileText });
    });

    test.each(failureCodes)('failure %s arrives with all that it says', async (code) => {
      const sent = new Failure(code, {
        where: hostileText,
        rule: 'a-rule',
        detail: `${hostileText}\n    at x`,
      });
      const { backend } = await connect(createFakeCore({ 'library.state': () => Promise.reject(sent) }));
      const { failure } = await outcome(backend.invoke('library.state', {}));
      expect(failure).toBeInstanceOf(Failure);
      expect(serialiseFailure(failure)).toEqual(serialiseFailure(sent));
      expect(failure?.message).toBe(sent.message);
    });

    test('what is no failure arrives as an internal one', async () => {
      const broken = createFakeCore({
        'library.state': () => Promise.reject(new RangeError('deep inside')),
        'jobs.list': () => {
          throw new TypeError('at once');
        },
      });
      const { backend } = await connect(broken);
      const { failure } = await outcome(backend.invoke('library.state', {}));
      expect(failure).toMatchObject({
        code: 'internal',
        detail: expect.stringContaining('deep inside') as string,
      });
      expect((await outcome(backend.invoke('jobs.list', {}))).failure).toMatchObject({ code: 'internal' });
    });

    test('many at once are each answered with their own', async () => {
      const core = createFakeCore({
        'library.open': async ({ path }) => {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
          return { type: 'missing', path };
        },
      });
      const { backend } = await connect(core);
      const paths = Array.from({ length: 100 }, (_, place) => `/${String(place)}`);
      const values = await Promise.all(paths.map((path) => backend.invoke('library.open', { path })));
      expect(values.map((value) => 'path' in value && value.path)).toEqual(paths);
    });

    test.each(Object.keys(events) as EventName[])(
      'event %s arrives, until its listener is taken off',
      async (event) => {
        const core = createFakeCore();
        const { backend } = await connect(core);
        const first = vi.fn();
        const second = vi.fn();
        const other = vi.fn();
        const stop = backend.subscribe(event, first);
        backend.subscribe(event, second);
        backend.subscribe(event === 'search.changed' ? 'job.changed' : 'search.changed', other);
        await backend.invoke('settings.get', {});
        core.emit(event, samples[event]);
        await eventually(() => {
          expect(second).toHaveBeenCalledTimes(1);
        });
        expect(first).toHaveBeenCalledExactlyOnceWith(samples[event]);
        stop();
        stop();
        core.emit(event, samples[event]);
        await eventually(() => {
          expect(second).toHaveBeenCalledTimes(2);
        });
        expect(first).toHaveBeenCalledTimes(1);
        expect(other).not.toHaveBeenCalled();
      },
    );

    test('events arrive in the order in which they were sent', async () => {
      const core = createFakeCore();
      const { backend } = await connect(core);
      const heard: number[] = [];
      backend.subscribe('search.changed', ({ done }) => heard.push(done));
      await backend.invoke('settings.get', {});
      const sent = Array.from({ length: 200 }, (_, done) => done);
      for (const done of sent) core.emit('search.changed', { ready: false, done, total: 200 });
      await eventually(() => {
        expect(heard).toEqual(sent);
      });
    });

    test('an event that an operation sets off is heard by a page that listened before it asked', async () => {
      const core = createFakeCore({
        'library.refresh': () => {
          core.emit('library.changed', { type: 'missing', path: '/a' });
          return Promise.resolve({ type: 'none' });
        },
      });
      const { backend } = await connect(core);
      const heard = vi.fn();
      backend.subscribe('library.changed', heard);
      await backend.invoke('library.refresh', {});
      await eventually(() => {
        expect(heard).toHaveBeenCalledExactlyOnceWith({ type: 'missing', path: '/a' });
      });
    });

    test('a connection that is closed leaves no listener in the core', async () => {
      const core = createFakeCore();
      const transport = await open();
      const connection = await transport.connect(core);
      await connection.backend.invoke('settings.get', {});
      expect(core.subscribers()).toBe(1);
      await connection.close();
      await eventually(() => {
        expect(core.subscribers()).toBe(0);
      });
    });

    test('a given file arrives with its bytes and its name, and is found at its address', async () => {
      const transport = await open();
      const platform = testPlatform();
      const core = await createCore({ ...platform, host: { ...platform.host, ...transport.host } });
      onTestFinished(() => core.close());
      const { backend } = await connect(core, transport);
      const { id } = await prepareWorld(backend, transport);
      const bytes = crypto.getRandomValues(new Uint8Array(50_000));
      const progress = vi.fn();
      const given = await backend.give(await transport.makeFile('Quyết định số 1.pdf', bytes), progress);
      expect(progress).toHaveBeenLastCalledWith(1);
      const saved = await backend.invoke('practices.attach', { id, file: given });
      const [attachment] = saved.practice.frontMatter.attachments ?? [];
      expect(attachment).toMatchObject({ bytes: bytes.byteLength, mediaType: 'application/pdf' });
      const response = await transport.fetchFile(
        backend.fileAddress('attachments', id, attachment?.file ?? ''),
      );
      expect(response.status).toBe(200);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
      const none = await transport.fetchFile(backend.fileAddress('attachments', id, '../practice.md'));
      expect(none.status).toBeGreaterThanOrEqual(400);
    });
  });
}

/** A library with an office and one practice of its own. */
async function prepareWorld(backend: Backend, transport: Transport): Promise<World> {
  const folder = temporaryFolder();
  await backend.invoke('library.create', { path: `${folder}/kho`, name: 'Kho' });
  await backend.invoke('office.save', {
    name: 'Sở Y tế',
    symbol: 'SYT',
    level: 'province',
    province: '31@2025-07-01',
  });
  const { summary } = await backend.invoke('practices.create', { language: 'vi', title: 'Ngầm hóa cáp' });
  const { id } = summary;
  return {
    folder,
    id,
    async hash() {
      const found = await backend.invoke('practices.get', { id });
      return found.type === 'practice' ? found.practice.hash : '';
    },
    give: async () => backend.give(await transport.makeFile('Tệp đính kèm.txt', new Uint8Array([1, 2, 3]))),
  };
}
