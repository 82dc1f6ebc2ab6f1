import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Libraries } from '#core/library/libraries';
import { createLibrary } from '#core/library/open-library';
import { createSettings } from '#core/settings/settings';
import type { LibraryState } from '#shared/contract/library';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import { Interposed } from '#tests/support/interposing-file-system';
import { startOffice } from '#tests/support/office';
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

const kindOf = (answer: unknown): string => (Array.isArray(answer) ? 'list' : (answer as LibraryState).type);

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

  it('answers what is asked while one library follows another from the one that comes', async () => {
    const core = await start();
    await core.invoke('library.openSample', { language: 'vi' });
    const created = core.invoke('library.create', { path: join(temporaryFolder(), 'kho'), name: 'Kho' });
    const asked: Promise<unknown>[] = [];
    for (let opened = false; !opened;) {
      asked.push(core.invoke('practices.list', {}), core.invoke('library.state', {}));
      opened = await Promise.race([created.then(() => true), setImmediate(false)]);
    }
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
    const kinds = answers.map((answer) => (answer.status === 'fulfilled' ? kindOf(answer.value) : ''));
    expect(new Set(kinds)).toEqual(new Set(['list', 'open']));
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

  it('keeps who sits here when the folder goes away in the middle of a look', async () => {
    const disk = new Interposed(
      nodeFileSystem,
      (call, at) => call === 'information' && at.endsWith('people.json'),
    );
    const { core, path } = await startOffice(undefined, undefined, { fileSystem: disk.fileSystem });
    disk.arm(() => {
      renameSync(path, `${path}-away`);
      return Promise.resolve();
    });
    expect(await core.invoke('library.refresh', {})).toMatchObject({ me: { name: 'Trần Thị Lan' } });
    expect(disk.isOver).toBe(true);
    renameSync(`${path}-away`, path);
    expect(await core.invoke('library.refresh', {})).toMatchObject({ me: { name: 'Trần Thị Lan' } });
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

describe('another library', () => {
  it.each([
    ['missing', undefined, 'library-missing'],
    ['no library', '', 'not-a-library'],
    ['not JSON', '{"format": "1.0"', 'library-damaged'],
    ['a later major version', '{"format": "2.0", "anything": true}', 'library-version'],
  ])('that cannot be used leaves the open one open: %s', async (_name, content, code) => {
    const core = await start();
    const path = join(temporaryFolder(), 'kho');
    await core.invoke('library.create', { path, name: 'Kho' });
    await core.invoke('office.save', officeInput);
    const told: unknown[] = [];
    core.subscribe((event, what) => {
      if (event === 'library.changed') told.push(what);
    });
    const other = join(temporaryFolder(), 'khác');
    if (content !== undefined) mkdirSync(other);
    if (content !== undefined && content !== '') writeFileSync(join(other, 'library.json'), content);
    await expect(core.invoke('library.open', { path: other })).rejects.toMatchObject({ code });
    expect(await core.invoke('library.state', {})).toMatchObject({ type: 'open', path });
    // A look that was under way while the office was saved may tell of that, and of nothing else.
    for (const what of told) expect(what).toMatchObject({ type: 'open', path });
    await core.invoke('practices.create', { language: 'vi', title: 'Vẫn ghi được' });
    expect(await core.invoke('practices.list', {})).toHaveLength(1);
  });

  it('whose use fails half way leaves the one of before open, and says so', async () => {
    const fails = { where: '' };
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      list: (folder) =>
        fails.where !== '' && folder.startsWith(fails.where)
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' }))
          : nodeFileSystem.list(folder),
      read: (file) =>
        fails.where !== '' && file.startsWith(fails.where)
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' }))
          : nodeFileSystem.read(file),
    };
    const core = await start({ fileSystem });
    const [path, other] = [join(temporaryFolder(), 'kho'), join(temporaryFolder(), 'khác')];
    await core.invoke('library.create', { path: other, name: 'Khác' });
    await core.invoke('library.create', { path, name: 'Kho' });
    await core.invoke('office.save', officeInput);
    fails.where = other;
    await expect(core.invoke('library.open', { path: other })).rejects.toThrow();
    expect(await core.invoke('library.state', {})).toMatchObject({ type: 'open', path });
    await core.invoke('practices.create', { language: 'vi', title: 'Vẫn ghi được' });
  });
});

describe('a library whose parts cannot be opened', () => {
  const library = async (name: string): Promise<{ root: string }> => {
    const root = join(temporaryFolder(), name);
    await createLibrary(nodeFileSystem, root, 'Kho', new Date());
    return { root };
  };

  it.each([
    ['the one of before is open again', 1],
    ['none is, if that cannot be opened either', 2],
  ])('is told, and %s', async (_name, failures) => {
    const [first, second] = [await library('a'), await library('b')];
    const states: LibraryState[] = [];
    let left = 0;
    const platform = testPlatform();
    const libraries = new Libraries(
      platform,
      createSettings(platform.settings, () => undefined),
      {
        switched: (opened) => {
          if (opened === undefined || left === 0) return Promise.resolve();
          left -= 1;
          return Promise.reject(new Error('no worker'));
        },
        changed: (state) => states.push(state),
        practices: () => undefined,
      },
    );
    onTestFinished(() => libraries.close());
    await libraries.open(first.root);
    left = failures;
    await expect(libraries.open(second.root)).rejects.toThrow('no worker');
    const expected = failures === 1 ? { type: 'open', path: first.root } : { type: 'none' };
    expect(libraries.state()).toMatchObject(expected);
    expect(states.at(-1)).toEqual(libraries.state());
    expect(await libraries.open(second.root)).toMatchObject({ type: 'open', path: second.root });
  });
});
