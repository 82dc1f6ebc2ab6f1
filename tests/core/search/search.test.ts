import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Platform } from '#core/platform';
import { createSearch } from '#core/search/search';
import { indexFolder } from '#core/search/worker-index';
import type { IndexState, SearchAnswer } from '#shared/model/search';
import { query, reference, TestSource } from '#tests/core/search/samples';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

interface Running {
  readonly close: () => Promise<void>;
  readonly states: IndexState[];
  readonly ask: (text: string) => Promise<SearchAnswer>;
  /** Resolves when everything known so far can be found. */
  readonly ready: () => Promise<void>;
}

async function start(source: TestSource, platform: Platform = testPlatform()): Promise<Running> {
  const states: IndexState[] = [];
  const search = createSearch({ platform, changed: (state) => states.push(state) });
  onTestFinished(() => search.close());
  await search.use(source, reference);
  return {
    close: () => search.close(),
    states,
    ask: (text) => search.handlers['search.query'](query(text)),
    ready: async () => {
      while (!(await search.handlers['search.state']({})).ready)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

function library(practices = 3): TestSource {
  const source = new TestSource();
  source.set(
    'cap',
    'Ngầm hóa, chỉnh trang cáp viễn thông',
    'Trên **21 tuyến** đường, [40 km](https://a.vn).',
  );
  source.set('duong', 'Cấp nước ở Bình Dương');
  for (let at = 2; at < practices; at += 1)
    source.set(`p${String(at)}`, `Số hóa hồ sơ lần ${String(at)}`, 'Một bước.');
  return source;
}

const damages = [
  {
    file: '.segment',
    of: (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)),
  },
  { file: '.segment', of: (bytes: Buffer) => bytes.subarray(0, 1_000) },
  { file: '.segment', of: () => Buffer.alloc(0) },
  { file: 'commit.json', of: () => Buffer.from('{}') },
  { file: 'commit.json', of: (bytes: Buffer) => bytes.subarray(0, 20) },
];

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 3_000; attempt += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect.fail('did not come to be');
}

/** The worker script with a listener that does what `code` says with every message. */
function troubledPlatform(code: string): Platform {
  const platform = testPlatform();
  const script = join(temporaryFolder(), 'troubled.mjs');
  const real = platform.workerScript('search-worker').href;
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads'; import * as fs from 'node:fs'; import ${JSON.stringify(real)};
    const flag = ${JSON.stringify(join(dirname(script), 'flag'))};
    parentPort.on('message', ({ name, input }) => { ${code} });`,
  );
  return {
    ...platform,
    workerScript: (name) => (name === 'search-worker' ? pathToFileURL(script) : platform.workerScript(name)),
  };
}

describe('search', () => {
  it('answers with practices, highlights and a passage without Markdown', async () => {
    const { ask, ready } = await start(library());
    await ready();
    const answer = await ask('ngam hoa cap vien thong');
    expect(answer).toMatchObject({ total: 1, unknownWords: [], suggestion: null });
    expect(answer.took).toBeGreaterThan(0);
    expect(answer.hits[0]).toMatchObject({
      practice: { id: 'cap' },
      tier: 'exact',
      foundIn: ['title'],
      title: [
        { text: 'Ngầm hóa', hit: true },
        { text: ', chỉnh trang ', hit: false },
        { text: 'cáp viễn thông', hit: true },
      ],
    });
    expect(answer.hits[0]?.passage.map(({ text }) => text).join('')).toBe('Trên 21 tuyến đường, 40 km.');
    const street = await ask('đường');
    expect(street.hits.map(({ practice, tier }) => [practice.id, tier])).toEqual([
      ['cap', 'exact'],
      ['duong', 'folded'],
    ]);
    expect((await ask('')).total).toBe(3);
  });

  it('fails with no-library before one is open, and after', async () => {
    const search = createSearch({ platform: testPlatform(), changed: () => undefined });
    await expect(search.handlers['search.query'](query(''))).rejects.toMatchObject({ code: 'no-library' });
    expect(await search.handlers['search.state']({})).toEqual({ ready: false, done: 0, total: 0 });
    await search.use(library(), reference);
    await search.close();
    await expect(search.handlers['search.query'](query(''))).rejects.toMatchObject({ code: 'no-library' });
  });

  it('lists and finds by title at once, reads the texts behind, and says how far it is', async () => {
    const source = library(300);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = new TestSource();
    Object.assign(slow, {
      practices: source.practices,
      read: (id: string) => held.then(() => source.read(id)),
    });
    const { ask, ready, states } = await start(slow);
    expect((await ask('')).total).toBe(300);
    expect((await ask('cap vien thong')).hits[0]?.practice.id).toBe('cap');
    expect((await ask('tuyến')).total).toBe(0);
    release();
    await ready();
    expect((await ask('tuyến')).total).toBe(1);
    expect(states.some(({ done, total, ready: all }) => !all && done > 0 && done < total)).toBe(true);
    expect(states.at(-1)).toEqual({ ready: true, done: 300, total: 300 });
  });

  it('follows changes, additions and removals', async () => {
    const source = library();
    const { ask, ready } = await start(source);
    await ready();
    source.set('cap', 'Hạ ngầm cáp');
    source.set('new', 'Trợ lý ảo');
    source.practices.delete('duong');
    source.announce('cap', 'new', 'duong', 'never-seen');
    await until(async () => (await ask('tro ly ao')).total === 1);
    expect((await ask('hạ ngầm')).total).toBe(1);
    expect((await ask('viễn thông')).total).toBe(0);
    expect((await ask('bình dương')).total).toBe(0);
    expect((await ask('')).total).toBe(3);
  });

  it('does not show what was deleted before the index knows', async () => {
    const source = library();
    const { ask, ready } = await start(source);
    await ready();
    source.practices.delete('cap');
    expect(await ask('')).toMatchObject({ total: 2 });
  });

  it('starts the next time from what was saved, reading only what changed', async () => {
    const source = library(30);
    const platform = testPlatform();
    const first = await start(source, platform);
    await first.ready();
    const before = await first.ask('so hoa');
    await first.close();
    source.reads.length = 0;
    source.set('p7', 'Đã đổi');
    const second = await start(source, platform);
    await second.ready();
    expect(source.reads).toEqual(['p7']);
    expect((await second.ask('so hoa')).total).toBe(before.total - 1);
    expect((await second.ask('đã đổi')).hits[0]?.practice.id).toBe('p7');
  });

  it('builds a damaged or foreign index anew', async () => {
    const source = library(30);
    const platform = testPlatform();
    const folder = indexFolder(platform.profileFolder, source.libraryId);
    const first = await start(source, platform);
    await first.ready();
    const expected = await first.ask('so hoa');
    await first.close();
    for (const damage of damages) {
      for (const name of readdirSync(folder)) {
        if (!name.endsWith(damage.file)) continue;
        writeFileSync(join(folder, name), damage.of(readFileSync(join(folder, name))));
      }
      source.reads.length = 0;
      const again = await start(source, platform);
      await again.ready();
      expect(source.reads).toHaveLength(30);
      expect({ ...(await again.ask('so hoa')), took: 0 }).toEqual({ ...expected, took: 0 });
      await again.close();
    }
    const foreign = new TestSource('0193e4a0-0000-7000-8000-0000000000bb');
    cpSync(folder, indexFolder(platform.profileFolder, foreign.libraryId), { recursive: true });
    const { ask, ready } = await start(foreign, platform);
    await ready();
    expect((await ask('')).total).toBe(0);
  });

  it('closes while a practice is being read, and goes on from there the next time', async () => {
    const source = library(120);
    const platform = testPlatform();
    const stuck = new TestSource();
    const never = new Promise<undefined>(() => undefined);
    Object.assign(stuck, {
      practices: source.practices,
      read: (id: string) => (id === 'p60' ? never : source.read(id)),
    });
    const first = await start(stuck, platform);
    await until(() => Promise.resolve(first.states.some(({ done }) => done >= 50)));
    await first.close();
    source.reads.length = 0;
    const second = await start(source, platform);
    await second.ready();
    expect(source.reads).toHaveLength(70);
  });

  it('works where nothing can be saved', async () => {
    const platform = testPlatform();
    // A file where the folder should be: nothing can be written below it, in this thread or another.
    mkdirSync(platform.profileFolder, { recursive: true });
    writeFileSync(join(platform.profileFolder, library().libraryId), '');
    const { ask, ready, close } = await start(library(), platform);
    await ready();
    expect((await ask('cap')).total).toBe(2);
    expect((await ask('tuyến')).hits[0]?.passage.some(({ hit }) => hit)).toBe(true);
    await close();
  });

  it('lists practices that cannot be read, and finds the others', async () => {
    const source = library();
    source.set('broken', '', '', { damaged: { message: 'bad', line: 1 } });
    const { summary } = source.practices.get('broken') ?? expect.fail();
    source.practices.set('broken', { summary, parts: undefined, hash: '' });
    const { ask, ready } = await start(source);
    await ready();
    expect((await ask('')).total).toBe(4);
    expect((await ask('cap')).total).toBe(2);
  });

  it('goes on after the worker ended once, with the same answers', async () => {
    const platform = troubledPlatform(
      `if (name === 'query' && input.query.text === 'boom' && !fs.existsSync(flag)) { fs.writeFileSync(flag, ''); process.exit(3); }`,
    );
    const { ask, ready } = await start(library(40), platform);
    await ready();
    const before = await ask('so hoa');
    const [boom, other] = await Promise.all([ask('boom'), ask('so hoa')]);
    expect(boom).toMatchObject({ total: 0, unknownWords: ['boom'] });
    expect(other.total).toBe(before.total);
    await ready();
    expect((await ask('buoc')).total).toBe(38);
  });

  it('fails, and does not hang, when the worker ends again and again', async () => {
    const { ask, ready, close } = await start(
      library(),
      troubledPlatform(`if (name === 'query' && input.query.text === 'boom') process.exit(3);`),
    );
    await ready();
    const asked = await Promise.allSettled([ask('boom'), ask('cap')]);
    expect(asked[0]).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
    await expect(ask('cap')).rejects.toMatchObject({ code: 'internal' });
    await close();
  });

  it('fails when the worker does not even start', async () => {
    const platform = { ...testPlatform(), workerScript: () => pathToFileURL('/does/not/exist.js') };
    const { ask, close } = await start(library(), platform);
    await expect(ask('cap')).rejects.toMatchObject({ code: 'internal' });
    // What there is needs no index.
    expect((await ask('')).total).toBe(3);
    await close();
  });

  it('answers a person who types faster than it searches with the newest first', async () => {
    const { ask, ready } = await start(library(100));
    await ready();
    const typed = 'số hóa hồ sơ lần';
    const asked = Array.from({ length: typed.length }, (_, at) => ask(typed.slice(0, at + 1)));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled', value: { total: 98 } });
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'cancelled' });
    }
  });
});
