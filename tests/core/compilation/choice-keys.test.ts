import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCompilation, saveCompilation } from '#core/compilation/compilation-file';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createLibrary } from '#core/library/open-library';
import type { Input } from '#shared/contract/contract';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const items = [1, 2, 3].map(id);

async function library(): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', new Date('2026-10-01T00:00:00Z'));
  return root;
}

const fileOf = (root: string): string => join(root, 'compilations', period, 'compilation.json');
const jsonOf = (root: string): Record<string, unknown> =>
  JSON.parse(readFileSync(fileOf(root), 'utf8')) as Record<string, unknown>;

/** Saves over what is there. */
async function save(
  root: string,
  change: Partial<Input<'compilations.save'>>,
  fileSystem = nodeFileSystem,
): Promise<void> {
  const opened = await openedLibrary(root, fileSystem);
  const { hash } = await readCompilation(opened, period);
  const saved = await saveCompilation(opened, { period, base: hash, foreword: '', items, ...change });
  expect(saved.type).toBe('saved');
}

const why = { why: 'Dễ làm theo', whom: 'các xã' };

describe('groups and proposals of a compilation', () => {
  it('are kept with the choice; what is not given stays', async () => {
    const root = await library();
    await save(root, { groups: ['b', 'a', 'b'], proposals: { [id(2)]: why } });
    await save(root, { foreword: 'Lời dẫn', items: [id(2)] });
    expect(jsonOf(root)).toMatchObject({
      ...{ foreword: 'Lời dẫn', items: [id(2)], groups: ['b', 'a'] },
      proposals: { [id(2)]: why },
    });
    await save(root, { groups: null, proposals: {}, items: [id(2)] });
    expect(Object.keys(jsonOf(root))).toEqual(['format', 'period', 'foreword', 'items', 'exports']);
  });

  it('keep what others wrote beside them, and the proposal of a practice that is taken out', async () => {
    const root = await library();
    await save(root, { groups: [], proposals: { [id(1)]: why, [id(2)]: why } });
    const json = jsonOf(root);
    const proposals = { ...(json['proposals'] as object), [id(1)]: { ...why, later: 5 } };
    writeFileSync(fileOf(root), JSON.stringify({ ...json, proposals, constructor: 'x' }));
    await save(root, { items: [id(1)], proposals: { [id(1)]: { why: 'Khác', whom: '' } } });
    expect(jsonOf(root)).toMatchObject({
      constructor: 'x',
      groups: [],
      proposals: { [id(1)]: { why: 'Khác', whom: '', later: 5 }, [id(2)]: why },
    });
  });

  it('are not missed in an older file, and a save that changes nothing writes nothing', async () => {
    const root = await library();
    await save(root, {});
    const before = readFileSync(fileOf(root), 'utf8');
    const { compilation, hash } = await readCompilation(await openedLibrary(root), period);
    expect(compilation.groups).toBeUndefined();
    await save(root, { groups: null, proposals: { [id(1)]: { why: ' ', whom: '' } } });
    expect(readFileSync(fileOf(root), 'utf8')).toBe(before);
    const opened = await openedLibrary(root);
    const other = await saveCompilation(opened, {
      period,
      base: 'f'.repeat(64),
      foreword: '',
      items: [],
      groups: [],
    });
    expect(other).toMatchObject({ type: 'conflict', hash });
  });

  it('are as before or as after, wherever the save is killed', async () => {
    const original = await library();
    await save(original, { groups: ['a'], proposals: { [id(1)]: why } });
    await expectOldOrNew({
      original,
      run: (root, fileSystem) =>
        save(root, { groups: ['b', 'a'], proposals: { [id(1)]: why, [id(3)]: why } }, fileSystem),
      stateOf: jsonOf,
    });
  });
});
