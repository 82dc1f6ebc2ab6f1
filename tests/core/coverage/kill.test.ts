import { join } from 'node:path';
import { describe, it } from 'vitest';
import { noteNil, readNils, undoNil } from '#core/coverage/nil-records';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const period = '2026-Q3';
const author = { by: 'Lan', now: new Date('2026-09-10T02:00:00Z') };
const note = (library: OpenedLibrary, unit: string): Promise<unknown> =>
  noteNil(library, { period, scope: 'units', unit }, author);

async function libraryWith(...units: readonly string[]): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', author.now);
  for (const unit of units) await note(await openedLibrary(root), unit);
  return root;
}

const cases: Record<string, { before: string[]; run: (library: OpenedLibrary) => Promise<unknown> }> = {
  'the first note of a period': { before: [], run: (library) => note(library, 'Xã Tân Phú') },
  'another note': { before: ['Xã Tân Phú'], run: (library) => note(library, 'Phường Lê Chân') },
  'taking a note back': {
    before: ['Xã Tân Phú', 'Phường Lê Chân'],
    async run(library) {
      const [first] = await readNils(library, period);
      await undoNil(library, { period, id: first?.id ?? '' }, author);
    },
  },
};

describe('a process killed at any file-system step of noting that there is nothing', () => {
  it.each(Object.entries(cases))('leaves all of it or nothing: %s', async (_, { before, run }) => {
    await expectOldOrNew({
      original: await libraryWith(...before),
      run: async (root, fileSystem) => run(await openedLibrary(root, fileSystem)),
      stateOf: async (root) => (await readNils(await openedLibrary(root), period)).map(({ unit }) => unit),
    });
  });
});
