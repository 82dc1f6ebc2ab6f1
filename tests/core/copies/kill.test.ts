import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCopies } from '#core/copies/copies';
import { keepTexts, putAside, putBack, takeBack } from '#core/copies/settle-copies';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { createLibrary, inspectLibrary, prepareLibrary } from '#core/library/open-library';
import { openFiles, type OpenedLibrary } from '#core/library/opened-library';
import { crashingFileSystem, Killed } from '#tests/support/crashing-file-system';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

const id = '0193e4a0-0000-7000-8000-000000000001';
const now = new Date('2026-01-05T02:00:00Z');
const text = (title: string): string =>
  `---\nformat: "1.0"\nid: ${id}\norigin: 0193e4a0-0000-7000-8000-0000000000aa\nlanguage: vi\ntitle: ${title}\n---\n\n## Mục đích\n\nCũ\n`;
const work = { format: '1.0', status: 'draft' as const, log: [] };
const mine = { fields: new Map([['title', 'Của tôi']]) };

/** One after the other; a kill may leave what any number of them leads to. */
type Steps = readonly ((library: OpenedLibrary) => Promise<unknown>)[];

async function open(root: string, fileSystem: FileSystem): Promise<OpenedLibrary> {
  const found = await inspectLibrary(nodeFileSystem, root);
  if (found.type !== 'library') throw new Error(found.type);
  return openFiles(testPlatform({ fileSystem }), root, found.file, false, () => undefined);
}

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
  const library = await open(root, nodeFileSystem);
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

async function stateAfter(original: string, steps: Steps): Promise<Record<string, string>> {
  const root = copyOf(original);
  const library = await open(root, nodeFileSystem);
  for (const step of steps) await step(library);
  return stateOf(root);
}

describe('a process killed at any file-system step', () => {
  it.each(Object.entries(cases))('loses no text and leaves no half: %s', async (_name, { before, steps }) => {
    const original = await libraryToBreak(before);
    const old = stateOf(original);
    const allowed = [old];
    for (let count = 1; count <= steps.length; count += 1)
      allowed.push(await stateAfter(original, steps.slice(0, count)));
    const run = async (library: OpenedLibrary): Promise<void> => {
      for (const step of steps) await step(library);
    };
    const counted = crashingFileSystem(nodeFileSystem);
    await run(await open(copyOf(original), counted.fileSystem));
    expect(counted.steps()).toBeGreaterThan(2);
    const reached = new Set<string>();
    for (let killAt = 1; killAt <= counted.steps(); killAt += 1) {
      const root = copyOf(original);
      const { fileSystem } = crashingFileSystem(nodeFileSystem, killAt);
      await run(await open(root, fileSystem)).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      await prepareLibrary(nodeFileSystem, root);
      const state = stateOf(root);
      expect(allowed, `killed at step ${String(killAt)}`).toContainEqual(state);
      reached.add(JSON.stringify(state));
      expect(readdirSync(join(root, '.transactions'), { recursive: true })).toEqual([]);
    }
    expect(reached.size, 'the kills reach old and new').toBeGreaterThan(1);
  });

  it('keeps what is history where it is when it becomes the working copy again', async () => {
    const original = await libraryToBreak([keep, removeText]);
    const before = Object.keys(stateOf(original));
    const after = Object.keys(await stateAfter(original, [putBackKept]));
    expect(after.filter((path) => !before.includes(path))).toEqual([layout.text(id)]);
    expect(before.filter((path) => !after.includes(path))).toEqual([]);
  });
});
