import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { lockNoteText } from '#core/files/lock-note';
import { nodeFileSystem } from '#core/files/node-file-system';
import { IndexFolders } from '#core/search/store/index-folders';
import { IndexReader } from '#core/search/store/index-reader';
import { IndexWriter } from '#core/search/store/index-writer';
import { query, sample } from '#tests/core/search/samples';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const libraryId = 'library';
const never = (): void => expect.fail('nothing was taken over');
const claim = (base: string, fileSystem = nodeFileSystem, lost = never) =>
  new IndexFolders(fileSystem).claim(base, libraryId, lost);

async function writeIndex(folder: string, titles: readonly string[]): Promise<void> {
  const { writer } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
  for (const title of titles) {
    await writer.put([sample({ id: title, title })]);
    await writer.commit();
  }
}

/** Titles that are found in a folder; what is damaged is left out. */
async function titlesIn(folder: string): Promise<string[]> {
  const reader = new IndexReader(nodeFileSystem, folder, libraryId);
  const damaged = await reader.open();
  const { known } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged });
  const titles = (await reader.query(query(''))).hits.map(({ id }) => id).sort();
  expect([...known.keys()].sort()).toEqual(titles);
  await reader.close();
  return titles;
}

it('another program gets a folder of its own, which begins as a copy and goes with it', async () => {
  const base = join(temporaryFolder(), 'index');
  const first = await claim(base);
  expect(first.folder).toBe(base);
  await writeIndex(base, ['cáp', 'cống']);
  const [second, third] = [await claim(base), await claim(base)];
  expect([second.folder, third.folder]).toEqual([`${base}-2`, `${base}-3`]);
  await writeIndex(second.folder, ['bể']);
  expect(await titlesIn(base)).toEqual(['cáp', 'cống']);
  expect(await titlesIn(second.folder)).toEqual(['bể', 'cáp', 'cống']);
  for (const one of [second, third]) await one.release();
  expect(readdirSync(join(base, '..')).sort()).toEqual(['index', 'index.claim']);
  await first.release();
  expect((await claim(base)).folder).toBe(base);
});

it('the folder of a program that has ended is taken over at once, of another machine after an hour', async () => {
  const base = join(temporaryFolder(), 'index');
  const { pid } = spawnSync(process.execPath, ['--version']);
  const note = (of: object): string =>
    lockNoteText({ ...nodeFileSystem.owner, token: 'x', refreshed: 0, ...of });
  writeFileSync(`${base}.claim`, note({ process: pid }));
  const ours = await claim(base);
  expect(ours.folder).toBe(base);
  await ours.release();
  writeFileSync(`${base}.claim`, note({ machine: 'another', process: pid }));
  const beside = await claim(base);
  expect(beside.folder).toBe(`${base}-2`);
  await beside.release();
  const then = Date.now() / 1_000 - 2 * 3_600;
  utimesSync(`${base}.claim`, then, then);
  expect((await claim(base)).folder).toBe(base);
  expect(readFileSync(`${base}.claim`, 'utf8')).not.toContain('another');
});

it('a claim is refreshed, and who slept while it was taken over hears of it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const base = join(temporaryFolder(), 'index');
  const lost = vi.fn();
  const ours = await claim(base, nodeFileSystem, lost);
  vi.advanceTimersByTime(5 * 60_000);
  await vi.waitFor(() => {
    expect(readFileSync(`${base}.claim`, 'utf8')).toContain('"refreshed":1');
  });
  expect(lost).not.toHaveBeenCalled();
  writeFileSync(`${base}.claim`, 'somebody else');
  await vi.waitFor(() => {
    vi.advanceTimersByTime(5 * 60_000);
    expect(lost).toHaveBeenCalled();
  });
  await ours.release();
  expect(readFileSync(`${base}.claim`, 'utf8'), 'not ours to remove').toBe('somebody else');
});

it('where nothing can be written there is nothing to claim', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'profile'), '');
  const ours = await claim(join(folder, 'profile', 'index'));
  expect(ours.folder).toBe(join(folder, 'profile', 'index'));
  await ours.release();
});

it('a kill at any step of the copy leaves both folders right, and a folder that can be used again', async () => {
  const template = temporaryFolder();
  const titles = ['bể', 'cáp', 'cống'];
  await writeIndex(join(template, 'index'), titles);
  writeFileSync(
    join(template, 'index.claim'),
    lockNoteText({ ...nodeFileSystem.owner, machine: 'another', token: 'x', refreshed: 0 }),
  );
  await killAtEachStep({
    folder: () => copyOf(template),
    run: async (folder: string, fileSystem: FileSystem) => {
      await (await claim(join(folder, 'index'), fileSystem)).release();
    },
    look: async (folder, at) => {
      expect(await titlesIn(join(folder, 'index')), at).toEqual(titles);
      // What the killed one had is left behind as that of an ended process would be.
      for (const name of readdirSync(folder))
        if (name !== 'index.claim' && name.includes('.claim'))
          writeFileSync(join(folder, name), lockNoteText({ ...nodeFileSystem.owner, ...ended, token: 'y' }));
      const next = await claim(join(folder, 'index'));
      expect(next.folder, at).toBe(join(folder, 'index-2'));
      for (const title of await titlesIn(next.folder)) expect(titles, at).toContain(title);
      await next.release();
      expect(existsSync(next.folder), at).toBe(false);
    },
    moreThan: 10,
  });
});

const ended = { process: spawnSync(process.execPath, ['--version']).pid, refreshed: 0 };
