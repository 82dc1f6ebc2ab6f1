import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LibrarySearch } from '#core/search/library-search';
import { createSearch, type Search } from '#core/search/search';
import { createSearchReference } from '#core/search/search-document';
import { indexFolder } from '#core/search/worker-index';
import { Failure } from '#shared/failure';
import { query, reference, TestSource } from '#tests/core/search/samples';
import { ThreadlessIndex } from '#tests/core/search/threadless-index';
import { eventually } from '#tests/support/eventually';
import { testPlatform } from '#tests/support/test-platform';

const isReady = async (search: Search): Promise<boolean> => (await search.handlers['search.state']({})).ready;

/** Ids that are found, whatever their order. */
async function found(search: Search, text: string): Promise<string[]> {
  const { hits } = await search.handlers['search.query'](query(text));
  return hits.map(({ practice }) => practice.id).sort();
}

it('two programs with one profile on one library both find everything, however much they write', async () => {
  const platform = testPlatform();
  const folder = indexFolder(platform.profileFolder, new TestSource().libraryId);
  const source = new TestSource();
  for (let at = 0; at < 200; at += 1) source.set(`p${String(at)}`, `Số hóa lần ${String(at)}`, 'Cáp quang.');
  const start = async (): Promise<Search> => {
    const search = createSearch({ platform, changed: () => undefined });
    onTestFinished(() => search.close());
    await search.use(source, reference);
    return search;
  };
  const first = await start();
  await eventually(async () => {
    expect(await isReady(first)).toBe(true);
  });
  source.reads.length = 0;
  const second = await start();
  await eventually(async () => {
    expect(await isReady(second)).toBe(true);
  });
  expect(source.reads, 'the second one begins with what the first one has').toEqual([]);
  for (let round = 0; round < 12; round += 1) {
    const id = `p${String(round)}`;
    source.set(id, `Ngầm hóa vòng ${String(round)}`, 'Cống bể.');
    source.practices.delete(`p${String(150 + round)}`);
    source.announce(id, `p${String(150 + round)}`);
    const expected = Array.from({ length: round + 1 }, (_, at) => `p${String(at)}`).sort();
    for (const search of [first, second])
      await eventually(async () => {
        expect(await found(search, 'ngam hoa')).toEqual(expected);
      });
    for (const search of [first, second]) expect(await found(search, 'quang')).toHaveLength(198 - 2 * round);
  }
  expect(existsSync(`${folder}-2`)).toBe(true);
  await second.close();
  expect(await found(first, 'ngam hoa')).toHaveLength(12);
  await first.close();
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith('index'))).toEqual(['index']);
  source.reads.length = 0;
  const third = await start();
  await eventually(async () => {
    expect(await isReady(third)).toBe(true);
  });
  expect(source.reads).toEqual([]);
});

it('an index that was lost again and again is made anew for who asks a minute later', async () => {
  const source = new TestSource();
  source.set('cap', 'Ngầm hóa cáp');
  const losers: ((failure: Failure) => void)[] = [];
  const search = new LibrarySearch({
    source,
    reference: createSearchReference(reference),
    createIndex: (lost) => {
      losers.push(lost);
      return new ThreadlessIndex();
    },
    changed: () => undefined,
  });
  onTestFinished(() => search.close());
  expect((await search.query(query('cap'))).total).toBe(1);
  losers[0]?.(new Failure('internal'));
  expect((await search.query(query('cap'))).total).toBe(1);
  losers[1]?.(new Failure('internal'));
  await expect(search.query(query('cap'))).rejects.toMatchObject({ code: 'internal' });
  await expect(search.query(query('cap'))).rejects.toMatchObject({ code: 'internal' });
  expect(losers).toHaveLength(2);
  const now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 61_000);
  onTestFinished(() => {
    clock.mockRestore();
  });
  expect((await search.query(query('cap'))).total).toBe(1);
  expect(losers).toHaveLength(3);
});
