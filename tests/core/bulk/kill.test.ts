import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { prepareLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { listBin } from '#core/practices/bin';
import type { BulkChange } from '#shared/model/bulk';
import { change, idOf, libraryOf, open, textOf, undo } from '#tests/core/bulk/library-of-many';
import { crashingFileSystem, Killed } from '#tests/support/crashing-file-system';
import { copyOf } from '#tests/support/folders';

const ids = [1, 2, 3].map(idOf);

/** What a person sees of all practices: fields, status and whether they are in the bin. */
async function stateOf(root: string): Promise<string> {
  const library = await open(root);
  const lines: string[] = [];
  for (const id of ids) {
    if (!(await library.store.exists(id))) continue;
    const { title, fields } = (await library.store.read(id)).document.frontMatter;
    lines.push(JSON.stringify([title, fields, (await library.store.work(id))?.status]));
    await library.revisions.last(id);
  }
  for (const { title, deletedBy, entry } of await listBin(library))
    lines.push(`bin ${entry} ${title} ${deletedBy}`);
  return lines.toSorted().join('\n');
}

const changes: Record<string, BulkChange> = {
  fields: { type: 'list', list: 'fields', mode: 'set', keys: ['ha-tang-so'] },
  step: { type: 'step', step: 'submit' },
  delete: { type: 'delete' },
};

async function killEverywhere(
  original: string,
  run: (library: OpenedLibrary) => Promise<unknown>,
): Promise<void> {
  const whole = copyOf(original);
  const counted = crashingFileSystem(nodeFileSystem);
  await run(await open(whole, counted.fileSystem));
  const allowed = [await stateOf(original), await stateOf(whole)];
  expect(new Set(allowed).size).toBe(2);
  const reached = new Set<string>();
  for (let killAt = 1; killAt <= counted.steps(); killAt += 1) {
    const root = copyOf(original);
    const { fileSystem } = crashingFileSystem(nodeFileSystem, killAt);
    await run(await open(root, fileSystem)).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    await prepareLibrary(nodeFileSystem, root);
    const state = await stateOf(root);
    expect(allowed, `killed at step ${String(killAt)}`).toContain(state);
    reached.add(state);
    expect(await nodeFileSystem.list(join(root, '.transactions'))).toEqual([]);
  }
  expect(reached.size).toBe(2);
}

describe('a process killed at any file-system step of a change of many practices', () => {
  const practices = ids.map((id) => ({ text: textOf(id, id), status: 'draft' as const }));

  it.each(Object.entries(changes))(
    'has changed all or none: %s',
    async (_name, wanted) => {
      await killEverywhere(await libraryOf(practices), (library) => change(library, ids, wanted));
    },
    120_000,
  );

  it('has moved nothing, or all, where the bin holds one of them already', async () => {
    const original = await libraryOf(practices);
    for (const id of ids.slice(0, 2))
      cpSync(join(original, 'practices', id), join(original, 'bin', id), { recursive: true });
    await killEverywhere(original, (library) => change(library, ids, { type: 'delete' }));
  }, 120_000);

  it.each(Object.entries(changes))(
    'has put back all or none: undo of %s',
    async (_name, wanted) => {
      const original = await libraryOf(practices);
      const undoId = await change(await open(original), ids, wanted);
      await killEverywhere(original, (library) => undo(library, undoId));
    },
    120_000,
  );
});
