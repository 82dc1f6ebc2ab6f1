import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFolderCopy, parseCopyName } from '#core/copies/copy-name';
import type { Core } from '#core/core';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { PracticeCopy } from '#shared/contract/copies';
import { treeOf } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';

/** A copy that can be read. */
function known(copy: PracticeCopy | undefined): { name: string; sha256: string } {
  if (typeof copy?.sha256 !== 'string') throw new Error('no copy that can be read');
  return { name: copy.name, sha256: copy.sha256 };
}

async function world(
  fileSystem = nodeFileSystem,
): Promise<{ core: Core; path: string; id: string; folder: string; text: string }> {
  const { core, path } = await startOffice(undefined, undefined, { fileSystem });
  const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
  const folder = join(path, 'practices', summary.id);
  return { core, path, id: summary.id, folder, text: readFileSync(join(folder, 'practice.md'), 'utf8') };
}

describe('names of sync programs', () => {
  it.each([
    ['practice-PC05.md', 'PC05'],
    ['practice-PC05-2.md', 'PC05'],
    ['practice (1).md', null],
    ['practice - Copy.md', null],
    ['practice - Bản sao.md'.normalize('NFD'), null],
    ["practice (Lan's conflicted copy 2026-11-22).md", 'Lan'],
    ['practice (conflicted copy 2026-11-22 142000).md', null],
    ['practice.sync-conflict-20261122-142000-ABC.md', null],
    ['work-PC05.json', 'PC05'],
  ])('%s', (name, who) => {
    expect(parseCopyName(name)).toMatchObject({ who });
  });

  it.each([
    'practice.md',
    'work.json',
    'practice.md.1a2b3c4d.lantoa-tmp',
    '.lock',
    'practices.md',
    'practice-.md',
    '..',
    '',
  ])('not %s', (name) => {
    expect(parseCopyName(name)).toBeUndefined();
  });

  it('knows copies of a folder', () => {
    const id = '0193e4a0-0000-7000-8000-00000000000b';
    expect([`${id} (1)`, `${id}-PC05`, id, `${id}x`].map((name) => isFolderCopy(id, name))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('copies beside a practice', () => {
  it('are listed, counted and read; a file of one’s own and hostile names are not', async () => {
    const { core, id, folder, text } = await world();
    writeFileSync(join(folder, 'practice-PC05.md'), text.replace('Một', 'Hai'));
    writeFileSync(join(folder, 'practice.sync-conflict-20261122-142000-ABC.md'), 'vỡ');
    writeFileSync(join(folder, 'practice-ghichu.md'), 'Ghi chú riêng');
    writeFileSync(join(folder, 'work (1).json'), '{}');
    mkdirSync(join(folder, 'practice (2).md'));
    const { missing, copies } = await core.invoke('copies.list', { id });
    expect(missing).toBe(false);
    expect(copies.map(({ name, kind, readable }) => [name, kind, readable]).sort()).toEqual([
      ['practice-PC05.md', 'text', true],
      ['practice.sync-conflict-20261122-142000-ABC.md', 'text', false],
      ['work (1).json', 'other', false],
    ]);
    await core.invoke('library.refresh', {});
    expect(await core.invoke('copies.count', {})).toEqual([{ id, copies: 4 }]); // by their names alone
    const read = await core.invoke('copies.read', { id, name: 'practice-PC05.md' });
    expect(read).toMatchObject({ type: 'copy', practice: { frontMatter: { title: 'Hai' } } });
    for (const name of ['practice.md', '../practice-PC05.md', 'constructor', 'practice-PC05.md\0']) {
      expect(await core.invoke('copies.read', { id, name })).toEqual({ type: 'missing' });
    }
  });

  it.each(['EBUSY', 'EPERM', 'EACCES', 'UNKNOWN', 'EIO'])(
    'one that another program holds (%s) is listed as such, the others as usual',
    async (code) => {
      let isHeld = true;
      const fileSystem: FileSystem = {
        ...nodeFileSystem,
        read: (path) =>
          isHeld && path.endsWith('practice-PC05.md')
            ? Promise.reject(Object.assign(new Error(code), { code }))
            : nodeFileSystem.read(path),
      };
      const { core, id, folder, text } = await world(fileSystem);
      writeFileSync(join(folder, 'practice-PC05.md'), text.replace('Một', 'Hai'));
      writeFileSync(join(folder, 'practice (1).md'), text.replace('Một', 'Ba'));
      const list = async (): Promise<unknown[]> =>
        (await core.invoke('copies.list', { id })).copies
          .map(({ name, sha256, readable }) => [name, sha256 === null, readable])
          .sort();
      expect(await list()).toEqual([
        ['practice (1).md', false, true],
        ['practice-PC05.md', true, false],
      ]);
      const held = { id, name: 'practice-PC05.md' };
      expect(await core.invoke('copies.read', held)).toEqual({ type: 'missing' });
      const outcome = await core.invoke('copies.putAside', { ...held, sha256: '0'.repeat(64) });
      expect(outcome).toEqual({ type: 'changed' });
      isHeld = false;
      expect(await list()).toEqual([
        ['practice (1).md', false, true],
        ['practice-PC05.md', false, true],
      ]);
    },
  );

  it('go to the bin and come back, byte for byte; never one that was not seen', async () => {
    const { core, path, id, folder, text } = await world();
    writeFileSync(join(folder, 'practice (1).md'), text);
    const before = treeOf(path, /presence|catalogue/);
    const [copy] = (await core.invoke('copies.list', { id })).copies;
    const { name, sha256 } = known(copy);
    const wrong = { id, name, sha256: '0'.repeat(64) };
    expect(await core.invoke('copies.putAside', wrong)).toEqual({ type: 'changed' });
    const outcome = await core.invoke('copies.putAside', { id, name, sha256 });
    if (outcome.type !== 'put-aside') throw new Error(outcome.type);
    expect((await core.invoke('copies.list', { id })).copies).toEqual([]);
    expect(await core.invoke('bin.list', {})).toEqual([]);
    expect(readFileSync(join(path, 'bin', `${id}.copies`, outcome.kept), 'utf8')).toBe(text);
    expect(await core.invoke('copies.takeBack', { id, kept: outcome.kept })).toEqual({ type: 'restored' });
    expect(treeOf(path, /presence|catalogue/)).toEqual(before);
  });

  it('puts a folder that a sync program doubled aside, whole', async () => {
    const { core, path, id, text } = await world();
    const double = join(path, 'practices', `${id} (1)`);
    mkdirSync(double);
    writeFileSync(join(double, 'practice.md'), text.replace('Một', 'Hai'));
    await core.invoke('library.refresh', {});
    const [copy] = (await core.invoke('copies.list', { id })).copies;
    expect(copy).toMatchObject({ name: `${id} (1)/practice.md`, kind: 'text', readable: true });
    const { name, sha256 } = known(copy);
    const outcome = await core.invoke('copies.putAside', { id, name, sha256 });
    expect(existsSync(double)).toBe(false);
    expect(await core.invoke('library.state', {})).toMatchObject({ practices: 1, damaged: 0 });
    if (outcome.type !== 'put-aside') throw new Error(outcome.type);
    await core.invoke('copies.takeBack', { id, kept: outcome.kept });
    expect(readdirSync(double)).toEqual(['practice.md']);
  });

  it('take the place of a practice.md that is gone, and of none that is there', async () => {
    const { core, id, folder, text } = await world();
    renameSync(join(folder, 'practice.md'), join(folder, 'practice-PC05.md'));
    expect(await core.invoke('copies.list', { id })).toMatchObject({ missing: true });
    const input = { id, name: 'practice-PC05.md' };
    expect(await core.invoke('copies.putBack', input)).toEqual({ type: 'restored' });
    expect(readFileSync(join(folder, 'practice.md'), 'utf8')).toBe(text);
    expect(await core.invoke('copies.putBack', input)).toEqual({ type: 'already-there' });
    expect(await core.invoke('practices.list', {})).toMatchObject([{ id, title: 'Một', damaged: null }]);
  });

  it('keeps both texts of a choice in the history, once each, and reads them again', async () => {
    const { core, id, folder } = await world();
    const input = { id, fields: { title: 'Tên của tôi' }, sections: { steps: 'Bước của tôi' } } as const;
    await core.invoke('copies.keep', input);
    await core.invoke('copies.keep', input);
    expect(readdirSync(join(folder, 'history/set-aside'))).toHaveLength(2);
    const { copies } = await core.invoke('copies.list', { id });
    const titles = await Promise.all(
      copies.map(async ({ name }) => {
        const read = await core.invoke('copies.read', { id, name });
        return read.type === 'copy' ? read.practice.frontMatter.title : read.type;
      }),
    );
    expect(titles.sort()).toEqual(['Một', 'Tên của tôi']);
    // History is not put into the bin.
    const { name, sha256 } = known(copies[0]);
    expect(await core.invoke('copies.putAside', { id, name, sha256 })).toEqual({ type: 'missing' });
    await core.invoke('library.refresh', {});
    expect(await core.invoke('copies.count', {})).toEqual([]);
  });
});
