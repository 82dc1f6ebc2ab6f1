import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

async function start(options: Parameters<typeof testPlatform>[0] = {}): Promise<Core> {
  const core = await createCore(testPlatform(options));
  onTestFinished(() => core.close());
  return core;
}

const officeInput = {
  name: 'Sở Khoa học và Công nghệ Hải Phòng',
  symbol: 'SKHCN',
  level: 'province',
  province: '31@2025-07-01',
} as const;

describe('libraries', () => {
  it('copies the sample library once and opens it', async () => {
    const home = temporaryFolder();
    const core = await start({ home });
    const first = await core.invoke('library.openSample', { language: 'vi' });
    expect(first).toMatchObject({ type: 'open', sample: true, office: null, readOnly: false });
    await core.invoke('library.refresh', {});
    expect(await core.invoke('practices.list', {})).toHaveLength(25);
    await core.invoke('library.close', {});
    const again = await core.invoke('library.openSample', { language: 'vi' });
    expect(again).toMatchObject({ type: 'open', libraryId: first.type === 'open' ? first.libraryId : '' });
  });

  it('creates a library only in an empty folder and changes nothing otherwise', async () => {
    const core = await start();
    const folder = temporaryFolder();
    const path = join(folder, 'Kho của Sở');
    expect(await core.invoke('library.create', { path, name: 'Kho' })).toMatchObject({
      type: 'open',
      name: 'Kho',
    });
    await expect(core.invoke('library.create', { path, name: 'Kho' })).rejects.toMatchObject({
      code: 'library-exists',
    });
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'thư.docx'), 'x');
    await expect(core.invoke('library.create', { path: full, name: 'Kho' })).rejects.toMatchObject({
      code: 'folder-not-empty',
    });
    expect(Object.keys(treeOf(full))).toEqual(['thư.docx']);
  });

  it.each([
    ['missing', undefined, 'missing'],
    ['no library', '', 'not-a-library'],
    ['not JSON', '{"format": "1.0"', 'damaged'],
    ['no id', '{"format": "1.0"}', 'damaged'],
    ['a later major version', '{"format": "2.0", "anything": true}', 'unknown-version'],
  ])('says what is wrong with a folder and leaves it alone: %s', async (_name, content, type) => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    if (content !== undefined) mkdirSync(path);
    if (content !== undefined && content !== '') writeFileSync(join(path, 'library.json'), content);
    expect(await core.invoke('library.open', { path })).toMatchObject({ type, path });
    if (content !== undefined && content !== '')
      expect(readFileSync(join(path, 'library.json'), 'utf8')).toBe(content);
  });

  it('waits for a folder that vanished and goes on when it is back', async () => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    await core.invoke('office.save', officeInput);
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một cách làm' });
    renameSync(path, `${path}-away`);
    expect(await core.invoke('library.refresh', {})).toMatchObject({ type: 'missing', path });
    await expect(core.invoke('practices.list', {})).rejects.toMatchObject({ code: 'library-missing' });
    renameSync(`${path}-away`, path);
    expect(await core.invoke('library.refresh', {})).toMatchObject({ type: 'open', practices: 1 });
    expect(await core.invoke('practices.list', {})).toMatchObject([{ id: summary.id, ours: true }]);
  });

  it('opens a read-only library for reading and refuses to write', async () => {
    const home = temporaryFolder();
    const path = join(home, 'kho');
    const writer = await start({ home });
    await writer.invoke('library.create', { path, name: 'Kho' });
    await writer.invoke('office.save', officeInput);
    const { summary, hash } = await writer.invoke('practices.create', { language: 'vi', title: 'Một' });
    const refuse = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' }));
    const inLibrary = (file: string): boolean => file.startsWith(path);
    const readOnly: FileSystem = {
      ...nodeFileSystem,
      write: (file, data) => (inLibrary(file) ? refuse() : nodeFileSystem.write(file, data)),
      create: (file, data) => (inLibrary(file) ? refuse() : nodeFileSystem.create(file, data)),
    };
    const core = await start({ fileSystem: readOnly });
    expect(await core.invoke('library.open', { path })).toMatchObject({ type: 'open', readOnly: true });
    const save = { id: summary.id, base: hash, fields: { title: 'Hai' }, sections: {} };
    await expect(core.invoke('practices.save', save)).rejects.toMatchObject({ code: 'library-read-only' });
    expect(await core.invoke('practices.get', { id: summary.id })).toMatchObject({
      practice: { editable: false },
    });
  });

  it('keeps our identity when office.json is gone for a moment, and takes over that of a colleague', async () => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    const colleague = await start();
    await colleague.invoke('library.open', { path });
    await core.invoke('office.save', officeInput);
    await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    await colleague.invoke('library.refresh', {});
    expect(await colleague.invoke('practices.list', {})).toMatchObject([{ ours: true }]);
    const office = join(path, 'office.json');
    renameSync(office, `${office}.away`);
    expect(await core.invoke('library.refresh', {})).toMatchObject({
      office: { names: [{ name: officeInput.name }] },
    });
    await expect(core.invoke('office.save', officeInput)).rejects.toMatchObject({ code: 'library-damaged' });
    renameSync(`${office}.away`, office);
    expect(await core.invoke('office.save', officeInput)).toMatchObject({ type: 'open' });
    expect(await core.invoke('practices.list', {})).toMatchObject([{ ours: true }]);
  });

  it('follows only the library that was opened last', async () => {
    const core = await start();
    const folder = temporaryFolder();
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    for (const path of [a, b]) await core.invoke('library.create', { path, name: path });
    await Promise.all([core.invoke('library.open', { path: a }), core.invoke('library.open', { path: b })]);
    renameSync(a, `${a}-away`);
    expect(await core.invoke('library.refresh', {})).toMatchObject({ type: 'open', path: b });
  });

  it('sees changes made by hand, and shows what cannot be read without touching it', async () => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    await core.invoke('office.save', officeInput);
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const file = join(path, 'practices', summary.id, 'practice.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('Một', 'Sửa bằng tay'));
    await core.invoke('library.refresh', {});
    expect(await core.invoke('practices.list', {})).toMatchObject([{ title: 'Sửa bằng tay' }]);
    const broken = text.replace('language: vi', 'language: "vi');
    writeFileSync(file, broken);
    expect(await core.invoke('library.refresh', {})).toMatchObject({ damaged: 1 });
    expect(await core.invoke('practices.get', { id: summary.id })).toMatchObject({
      type: 'damaged',
      text: broken,
    });
    expect(readFileSync(file, 'utf8')).toBe(broken);
    rmSync(join(path, 'practices', summary.id), { recursive: true });
    expect(await core.invoke('library.refresh', {})).toMatchObject({ practices: 0, damaged: 0 });
  });

  it('keeps unknown keys of office.json and people.json, and who "I" am in the profile only', async () => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    await core.invoke('office.save', officeInput);
    const office = JSON.parse(readFileSync(join(path, 'office.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(path, 'office.json'), JSON.stringify({ ...office, later: { a: 1 } }));
    await core.invoke('office.save', { ...officeInput, name: 'Sở KH&CN thành phố Hải Phòng' });
    const changed = JSON.parse(readFileSync(join(path, 'office.json'), 'utf8')) as Record<string, unknown>;
    expect(changed).toMatchObject({
      later: { a: 1 },
      officeId: office['officeId'],
      names: [{ name: 'Sở KH&CN thành phố Hải Phòng' }],
    });
    const person = {
      id: '0193e4a0-0000-7000-8000-00000000000b',
      name: 'Trần Thị Lan',
      post: '',
      division: '',
      roles: [],
    };
    await core.invoke('people.save', person);
    const before = treeOf(path);
    expect(await core.invoke('people.setMe', { id: person.id })).toMatchObject({
      me: { name: 'Trần Thị Lan' },
    });
    expect(treeOf(path)).toEqual(before);
    await expect(core.invoke('people.setMe', { id: 'constructor' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.runIf(process.getuid?.() !== 0)('finds out about missing rights by itself', async () => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    chmodSync(path, 0o500);
    expect(await core.invoke('library.open', { path })).toMatchObject({ readOnly: true });
    chmodSync(path, 0o700);
  });
});
