import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileSystem, FolderListener } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { LibraryWatch } from '#core/library/library-watch';
import { LookThread } from '#core/library/look-thread';
import { type OpenedLibrary, openFiles } from '#core/library/opened-library';
import { type Clock, machineClock } from '#core/library/pace';
import { eventually } from '#tests/support/eventually';
import { fakeClock } from '#tests/support/fake-clock';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const textOf = (id: string, title: string): string =>
  `---\nformat: "1.0"\nid: ${id}\norigin: ${idOf(99)}\nlanguage: vi\ntitle: ${title}\n---\n`;
const file = {
  format: '1.0',
  libraryId: idOf(77),
  name: 'Kho',
  createdAt: '2026-01-05T00:00:00.000Z',
} as const;
const longAgo = new Date('2026-01-05T00:00:00Z');

/** All times long ago: what was written a moment ago is looked at again in any case. */
function age(folder: string): void {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of below) utimesSync(join(parentPath, name), longAgo, longAgo);
}

interface Watched {
  readonly root: string;
  readonly library: OpenedLibrary;
  readonly heard: string[];
  readonly practice: (number: number, name?: string) => string;
  readonly title: (number: number) => string | undefined;
}

/** A library of three practices that is being watched and has been read. */
async function watched(
  options: { fileSystem?: FileSystem; clock?: Clock; old?: boolean; thread?: string | undefined } = {},
): Promise<Watched> {
  const root = temporaryFolder();
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const practice = (number: number, name = ''): string => join(root, 'practices', idOf(number), name);
  for (const number of [1, 2, 3]) {
    mkdirSync(practice(number), { recursive: true });
    writeFileSync(practice(number, 'practice.md'), textOf(idOf(number), `Bài ${String(number)}`));
  }
  writeFileSync(join(root, 'library.json'), JSON.stringify(file));
  if (options.old !== false) age(root);
  const heard: string[] = [];
  const library = await openFiles(testPlatform({ fileSystem }), root, file, false, (ids) =>
    heard.push(...ids),
  );
  const isThere = async (): Promise<boolean> =>
    (await fileSystem.information(join(root, 'library.json'))) !== undefined;
  const script = new URL(`../../../dist/node/${options.thread ?? ''}`, import.meta.url);
  const thread = options.thread === undefined ? undefined : new LookThread(script, root);
  const watch = new LibraryWatch(library, isThere, options.clock ?? fakeClock(), thread);
  onTestFinished(() => watch.stop());
  await eventually(() => {
    expect(library.catalogue.size).toBe(3);
  });
  heard.length = 0;
  return { root, library, heard, practice, title: (number) => library.catalogue.get(idOf(number))?.title };
}

/** Lets a watch with this clock look for so many of its milliseconds. */
async function go(clock: Clock, milliseconds: number): Promise<void> {
  const until = clock.now() + milliseconds;
  while (clock.now() < until) await new Promise((resolve) => setImmediate(resolve));
}

describe.each([
  ['in this thread', undefined],
  ['in a thread of its own', 'look-worker.js'],
  ['after that thread was lost', 'gone.js'],
])('changes made outside the program, looked for %s,', (_where, thread) => {
  it.each<[string, (at: Watched['practice']) => void, string | undefined]>([
    [
      'an edit in place',
      (at) => {
        writeFileSync(at(1, 'practice.md'), textOf(idOf(1), 'Bài mới'));
      },
      'Bài mới',
    ],
    [
      'a file put in place of another',
      (at) => {
        writeFileSync(at(1, 'new'), textOf(idOf(1), 'Bài mới'));
        renameSync(at(1, 'new'), at(1, 'practice.md'));
      },
      'Bài mới',
    ],
    [
      'another size under the same time',
      (at) => {
        const { atime, mtime } = statSync(at(1, 'practice.md'));
        writeFileSync(at(1, 'practice.md'), textOf(idOf(1), 'Bài mới hơn'));
        utimesSync(at(1, 'practice.md'), atime, mtime);
      },
      'Bài mới hơn',
    ],
    [
      'another time under the same size',
      (at) => {
        writeFileSync(at(1, 'practice.md'), textOf(idOf(1), 'Bài 7'));
        utimesSync(at(1, 'practice.md'), longAgo, new Date(longAgo.getTime() + 5_000));
      },
      'Bài 7',
    ],
    [
      'a folder that is gone',
      (at) => {
        rmSync(at(1), { recursive: true });
      },
      undefined,
    ],
    [
      'a folder with another name',
      (at) => {
        renameSync(at(1), at(8));
      },
      undefined,
    ],
  ])('are seen: %s', async (_name, change, title) => {
    const { practice, title: titleOf, library } = await watched({ thread });
    change(practice);
    await eventually(() => {
      expect(titleOf(1)).toBe(title);
    });
    // Under another name it is a practice that says it is another one.
    await eventually(() => {
      expect(library.catalogue.damaged).toBe(readdirSync(practice(1, '../')).includes(idOf(8)) ? 1 : 0);
    });
  });

  it('are seen: a folder that was added, one whose status was changed by a program, and one by hand', async () => {
    const { practice, title, library } = await watched({ thread });
    mkdirSync(practice(4));
    writeFileSync(practice(4, 'practice.md'), textOf(idOf(4), 'Bài 4'));
    await eventually(() => {
      expect(title(4)).toBe('Bài 4');
    });
    const work = (status: string): string => JSON.stringify({ format: '1.0', status, log: [] });
    const status = (number: number): unknown => library.catalogue.get(idOf(number))?.status;
    writeFileSync(practice(2, 'work.json.tmp'), work('draft'));
    renameSync(practice(2, 'work.json.tmp'), practice(2, 'work.json'));
    await eventually(() => {
      expect(status(2)).toBe('draft');
    });
    age(practice(2));
    utimesSync(practice(2), longAgo, longAgo);
    // In place, and nothing of the folder or of practice.md tells.
    writeFileSync(practice(2, 'work.json'), work('submitted'));
    await eventually(() => {
      expect(status(2)).toBe('submitted');
    });
  });

  it('are seen when a broken file is mended, and never announced while nothing changes', async () => {
    const clock = fakeClock();
    const { practice, title, heard, library } = await watched({ thread, clock });
    writeFileSync(practice(1, 'practice.md'), 'không phải bài');
    utimesSync(practice(1, 'practice.md'), longAgo, longAgo);
    await eventually(() => {
      expect(library.catalogue.get(idOf(1))?.damaged).toMatchObject({ line: 1 });
    });
    heard.length = 0;
    await go(clock, 120_000);
    expect(heard).toEqual([]);
    writeFileSync(practice(1, 'practice.md'), textOf(idOf(1), 'Đã sửa'));
    await eventually(() => {
      expect(title(1)).toBe('Đã sửa');
    });
  });

  it('are not announced once more when we made them ourselves', async () => {
    const clock = fakeClock();
    const { practice, heard, library } = await watched({ thread, clock });
    writeFileSync(practice(1, 'practice.md'), textOf(idOf(1), 'Viết tại đây'));
    await library.catalogue.note(idOf(1));
    await go(clock, 120_000);
    expect(heard.filter((id) => id === idOf(1)).length).toBeLessThanOrEqual(2);
    heard.length = 0;
    await go(clock, 120_000);
    expect(heard).toEqual([]);
  });

  it('are looked for again within seconds when a drive is back, and nothing is concluded before', async () => {
    const clock = fakeClock();
    const { root, heard, library, title } = await watched({ thread, clock });
    renameSync(root, `${root}-away`);
    await go(clock, 30_000);
    expect(heard).toEqual([]);
    expect(library.catalogue.size).toBe(3);
    const at = join(`${root}-away`, 'practices', idOf(1), 'practice.md');
    writeFileSync(at, textOf(idOf(1), 'Sửa khi vắng'));
    renameSync(`${root}-away`, root);
    const back = clock.now();
    while (title(1) !== 'Sửa khi vắng' && clock.now() < back + 60_000) await go(clock, 1);
    expect(clock.now() - back).toBeLessThan(6_000);
  });

  it('are not concluded from a drive that drops between any two calls', async () => {
    for (let calls = 0; calls < 40; calls += 3) {
      let left = Infinity;
      const alive = (): boolean => (left -= 1) > 0;
      const fileSystem: FileSystem = {
        ...nodeFileSystem,
        information: (path) => (alive() ? nodeFileSystem.information(path) : Promise.resolve(undefined)),
        list: (folder) => (alive() ? nodeFileSystem.list(folder) : Promise.resolve([])),
        read: (path) =>
          alive()
            ? nodeFileSystem.read(path)
            : Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' })),
      };
      const clock = fakeClock();
      // Just written, so that each look reads them.
      const { heard, library } = await watched({ thread, fileSystem, clock, old: false });
      left = calls;
      await go(clock, 30_000);
      expect(heard).toEqual([]);
      expect(
        library.catalogue
          .list()
          .map(({ title }) => title)
          .sort(),
      ).toEqual(['Bài 1', 'Bài 2', 'Bài 3']);
    }
  });
});

describe("the system's notices", () => {
  function telling(): { fileSystem: FileSystem; listeners: FolderListener[]; stopped: () => number } {
    const listeners: FolderListener[] = [];
    let stops = 0;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      watch(_folder, listener) {
        listeners.push(listener);
        return { stop: () => (stops += 1) };
      },
    };
    return { fileSystem, listeners, stopped: () => stops };
  }

  it('say what to look at long before the next round, files that are no practices left alone', async () => {
    const { fileSystem, listeners } = telling();
    const { practice, title, library } = await watched({ fileSystem, clock: machineClock });
    await eventually(() => {
      expect(listeners).toHaveLength(1);
    });
    // The round that began with the notices is over: the next one is a minute away.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    writeFileSync(practice(1, 'practice.md'), textOf(idOf(1), 'Báo ngay'));
    mkdirSync(practice(5));
    writeFileSync(practice(5, 'practice.md'), textOf(idOf(5), 'Bài 5'));
    rmSync(practice(3), { recursive: true });
    writeFileSync(practice(1, '../desktop.ini'), '');
    for (const number of [1, 5, 3]) listeners[0]?.changed(`${idOf(number)}\\practice.md`);
    listeners[0]?.changed('desktop.ini');
    await eventually(() => {
      expect([title(1), title(5), title(3)]).toEqual(['Báo ngay', 'Bài 5', undefined]);
    });
    expect(library.catalogue.size).toBe(3);
  });

  it('are done without once they failed', async () => {
    const { fileSystem, listeners, stopped } = telling();
    const { practice, title } = await watched({ fileSystem, clock: machineClock });
    await eventually(() => {
      expect(listeners).toHaveLength(1);
    });
    listeners[0]?.failed();
    expect(stopped()).toBe(1);
    for (const text of ['Một lần', 'Hai lần']) {
      writeFileSync(practice(1, 'practice.md'), textOf(idOf(1), text));
      await eventually(() => {
        expect(title(1)).toBe(text);
      });
    }
    expect(listeners).toHaveLength(1);
  });
});
