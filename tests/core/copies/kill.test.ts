import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCopies } from '#core/copies/copies';
import { keepTexts, putAside, putBack, takeBack } from '#core/copies/settle-copies';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import { expectOldOrNew, type Run } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const id = '0193e4a0-0000-7000-8000-000000000001';
const now = new Date('2026-01-05T02:00:00Z');
const text = (title: string): string =>
  `---\nformat: "1.0"\nid: ${id}\norigin: 0193e4a0-0000-7000-8000-0000000000aa\nlanguage: vi\ntitle: ${title}\n---\n\n## Mục đích\n\nCũ\n`;
const work = { format: '1.0', status: 'draft' as const, log: [] };
const mine = { fields: new Map([['title', 'Của tôi']]) };

/** One after the other; a kill may leave what any number of them leads to. */
type Steps = readonly ((library: OpenedLibrary) => Promise<unknown>)[];

async function aside(library: OpenedLibrary, name: string): Promise<string> {
  const sha256 = (await findCopies(library, id)).find(({ copy }) => copy.name === name)?.copy.sha256 ?? '';
  const outcome = await putAside(library, { id, name, sha256 }, now);
  if (outcome.type !== 'put-aside') throw new Error(outcome.type);
  return outcome.kept;
}

const keep = (library: OpenedLibrary): Promise<void> => keepTexts(library, id, mine);
/** Keeping writes two texts: the working copy is the first. */
const keepFirst = (library: OpenedLibrary): Promise<void> => keepTexts(library, id, {});
const save = async (library: OpenedLibrary): Promise<unknown> =>
  library.store.save(id, (await library.store.read(id)).hash, mine);
const removeText = (library: OpenedLibrary): Promise<void> =>
  library.store.fileSystem.remove(library.store.at(layout.text(id)));
const putBackKept = async (library: OpenedLibrary): Promise<unknown> => {
  const kept = (await findCopies(library, id)).find(({ copy }) => copy.kind === 'kept');
  return putBack(library, id, kept?.copy.name ?? '');
};

/** What comes before the kills, and what is killed. */
const cases: Record<string, { before?: Steps; steps: Steps }> = {
  'keep the texts of a choice': { steps: [keepFirst, keep] },
  'merge a copy': { steps: [keepFirst, keep, save, (library) => aside(library, 'practice-PC05.md')] },
  'put aside': { steps: [(library) => aside(library, 'practice-PC05.md')] },
  'put a whole folder aside': {
    steps: [
      async (library) => {
        await library.catalogue.scan();
        await aside(library, `${id} (1)/practice.md`);
      },
    ],
  },
  'take back': {
    before: [(library) => aside(library, 'practice-PC05.md')],
    steps: [(library) => takeBack(library, id, `${String(now.getTime())}/practice-PC05.md`)],
  },
  'put back': { before: [removeText], steps: [(library) => putBack(library, id, 'practice-PC05.md')] },
  'put a kept text back': { before: [keep, removeText], steps: [putBackKept] },
};

async function libraryToBreak(before: Steps = []): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const library = await openedLibrary(root);
  await library.store.create(id, text('Ngầm hóa'), work);
  writeFileSync(join(root, layout.practice(id), 'practice-PC05.md'), text('Từ PC05'));
  await nodeFileSystem.makeFolder(join(root, `practices/${id} (1)`));
  writeFileSync(join(root, `practices/${id} (1)`, 'practice.md'), text('Từ thư mục'));
  for (const step of before) await step(library);
  return root;
}

/** Locks and files being written are taken over or cleared by others. */
const stateOf = (root: string): Record<string, string> =>
  treeOf(root, /\.lock$|\.lantoa-tmp$|^presence|catalogue/);

const runOf =
  (steps: Steps): Run =>
  async (root, fileSystem) => {
    const library = await openedLibrary(root, fileSystem);
    for (const step of steps) await step(library);
  };

describe('a process killed at any file-system step', () => {
  it.each(Object.entries(cases))('loses no text and leaves no half: %s', async (_name, { before, steps }) => {
    const halfway = steps.slice(1).map((_step, at) => runOf(steps.slice(0, at + 1)));
    await expectOldOrNew({ original: await libraryToBreak(before), run: runOf(steps), halfway, stateOf });
  });

  it('keeps what is history where it is when it becomes the working copy again', async () => {
    const root = await libraryToBreak([keep, removeText]);
    const before = Object.keys(stateOf(root));
    await putBackKept(await openedLibrary(root));
    const after = Object.keys(stateOf(root));
    expect(after.filter((path) => !before.includes(path))).toEqual([layout.text(id)]);
    expect(before.filter((path) => !after.includes(path))).toEqual([]);
  });
});
