import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import type { OpenedLibrary } from '#core/library/opened-library';
import { listBin } from '#core/practices/bin';
import type { BulkChange } from '#shared/model/bulk';
import { change, idOf, libraryOf, textOf, undo } from '#tests/core/bulk/library-of-many';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const ids = [1, 2].map(idOf);

/** What a person sees of all practices: fields, status and whether they are in the bin. */
async function stateOf(root: string): Promise<string> {
  const library = await openedLibrary(root);
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

const killEverywhere = (original: string, run: (library: OpenedLibrary) => Promise<unknown>): Promise<void> =>
  expectOldOrNew({
    original,
    run: async (root, fileSystem) => run(await openedLibrary(root, fileSystem)),
    stateOf,
  });

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
    for (const id of ids.slice(0, 1))
      cpSync(join(original, 'practices', id), join(original, 'bin', id), { recursive: true });
    await killEverywhere(original, (library) => change(library, ids, { type: 'delete' }));
  }, 120_000);

  it.each(Object.entries(changes))(
    'has put back all or none: undo of %s',
    async (_name, wanted) => {
      const original = await libraryOf(practices);
      const undoId = await change(await openedLibrary(original), ids, wanted);
      await killEverywhere(original, (library) => undo(library, undoId));
    },
    120_000,
  );
});
