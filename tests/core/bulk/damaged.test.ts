import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planChange } from '#core/bulk/plan-change';
import { listBin, restoreManyFromBin } from '#core/practices/bin';
import { change, idOf, libraryOf, textOf, undo } from '#tests/core/bulk/library-of-many';
import { openedLibrary } from '#tests/support/opened-library';

const [whole, damaged] = [idOf(1), idOf(2)];

/** A practice of ours whose text somebody has spoilt beside one that is whole. */
async function spoilt(): Promise<{ root: string; file: string; text: string }> {
  const root = await libraryOf([
    { text: textOf(whole, 'Một'), status: 'draft' },
    { text: textOf(damaged, 'Hai'), status: 'draft' },
  ]);
  const file = join(root, 'practices', damaged, 'practice.md');
  const text = readFileSync(file, 'utf8').replace('origin:', 'origin: [');
  writeFileSync(file, text);
  return { root, file, text };
}

it('damaged practices go to the bin with the others, and come back byte for byte', async () => {
  const { root, file, text } = await spoilt();
  const library = await openedLibrary(root);
  await library.catalogue.scan();
  expect(library.catalogue.get(damaged)).toMatchObject({
    ours: true,
    damaged: { line: expect.any(Number) as number },
  });
  const undoId = await change(library, [whole, damaged], { type: 'delete' });
  expect((await listBin(library)).map(({ id }) => id).sort()).toEqual([whole, damaged]);
  expect(await library.store.exists(damaged)).toBe(false);
  await undo(library, undoId);
  expect(readFileSync(file, 'utf8')).toBe(text);
  await change(library, [damaged], { type: 'delete' });
  expect((await restoreManyFromBin(library, [damaged])).restored).toEqual([damaged]);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('one whose text was spoilt anew since the preview stays', async () => {
  const { root, file, text } = await spoilt();
  const library = await openedLibrary(root);
  const plan = await planChange(library, damaged, { type: 'delete' });
  writeFileSync(file, `${text}khác`);
  const again = await planChange(library, damaged, { type: 'delete' });
  expect(again.base).not.toBe(plan.base);
});

it('nothing else can be done to them, and a folder without a text is told as missing its text', async () => {
  const { root } = await spoilt();
  const library = await openedLibrary(root);
  expect(await planChange(library, damaged, { type: 'period', period: '2026-Q3' })).toMatchObject({
    base: null,
    reason: 'damaged',
  });
  mkdirSync(join(root, 'practices', idOf(3)));
  expect(await planChange(library, idOf(3), { type: 'delete' })).toMatchObject({ reason: 'missing' });
});
