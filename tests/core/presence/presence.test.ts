import { existsSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Presence } from '#core/presence/presence';
import type { EventData } from '#shared/contract/contract';
import { startOffice } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

type Others = EventData<'presence.changed'>;
const names = ({ others }: Others): string[] => others.map(({ name }) => name);
const pace = { beat: 1_000_000, look: 1_000_000, stale: 60_000, clean: 300_000 };

/** A program on another machine, or on the one of this test. */
async function programOf(
  path: string,
  name: string,
  host: string,
  beat = pace.beat,
  fileSystem = nodeFileSystem,
  machine = `machine of ${name}`,
) {
  const library = await openedLibrary(path, fileSystem);
  const told: Others[] = [];
  const presence = new Presence({
    library,
    me: () => name,
    now: () => new Date('2026-11-22T07:20:00Z'),
    changed: (others) => told.push(others),
    owner: { host, process: 999_999_999, machine },
    pace: { ...pace, beat },
  });
  library.store.onSaved = (id, document, keys) => presence.noteWrite(id, document, keys);
  onTestFinished(() => presence.close());
  return { presence, told, library };
}

/** Of the text that is stored now. */
async function authorsOf(
  { presence, library }: Awaited<ReturnType<typeof programOf>>,
  id: string,
  keys: readonly string[],
) {
  return presence.authors(id, (await library.store.read(id)).hash, keys);
}

async function world(): Promise<{ path: string; id: string }> {
  const { core, path } = await startOffice();
  const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
  await core.invoke('library.close', {});
  return { path, id: summary.id };
}

describe('presence', () => {
  it('tells both who is there, with machine and time, and that they have left', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Trần Thị Lan', 'PC-05');
    const duc = await programOf(path, 'Đức', 'PC 07/ổ');
    expect(await lan.presence.enter(id)).toEqual({ id, others: [] });
    const met = await duc.presence.enter(id);
    expect(met.others).toMatchObject([
      { name: 'Trần Thị Lan', host: 'PC-05', since: Date.parse('2026-11-22T07:20:00Z') },
    ]);
    await lan.presence.look();
    expect(lan.told.map(names)).toEqual([['Đức']]);
    expect((await lan.presence.everyone()).map(names)).toEqual([['Đức']]);
    await duc.presence.leave(id);
    await lan.presence.look();
    expect(lan.told.map(names)).toEqual([['Đức'], []]);
    await lan.presence.leave(id);
    expect(readdirSync(join(path, 'presence'))).toEqual([]);
  });

  it('stays until the last page of a program has left', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    const duc = await programOf(path, 'Đức', 'PC-07');
    await duc.presence.enter(id);
    await lan.presence.enter(id);
    await lan.presence.enter(id);
    await lan.presence.leave(id);
    expect(names(await duc.presence.others(id))).toEqual(['Lan']);
    await lan.presence.leave(id);
    expect(names(await duc.presence.others(id))).toEqual([]);
  });

  it('shows nobody for notes that were left long ago, whatever they say, until they are rewritten', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    await lan.presence.enter(id);
    const [file = ''] = readdirSync(join(path, 'presence'));
    const old = new Date(Date.now() - 3_600_000);
    utimesSync(join(path, 'presence', file), old, old);
    const duc = await programOf(path, 'Đức', 'PC-07');
    expect(names(await duc.presence.enter(id))).toEqual([]);
    // Its machine's clock is an hour behind, as a sync program passes it on; but it is rewritten.
    const note = JSON.parse(readFileSync(join(path, 'presence', file), 'utf8')) as { beat: number };
    writeFileSync(join(path, 'presence', file), JSON.stringify({ ...note, beat: note.beat + 1 }));
    const later = new Date(old.getTime() + 15_000);
    utimesSync(join(path, 'presence', file), later, later);
    expect(names(await duc.presence.others(id))).toEqual(['Lan']);
  });

  it('passes over what is no note: half written, hostile, folders, copies of sync programs', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    await lan.presence.enter(id);
    const [file = ''] = readdirSync(join(path, 'presence'));
    const put = (name: string, text: string): void => {
      writeFileSync(join(path, 'presence', name), text);
    };
    put(`${id}_PC-06-1-aaaaaaaa.json`, '{"format":"1.0","na');
    put(`${id}_PC-07-1-bbbbbbbb.json`, '{"format":"9.0"}');
    put('constructor.json', '{}');
    put(`${file.slice(0, -5)} (1).json`, readFileSync(join(path, 'presence', file), 'utf8'));
    const duc = await programOf(path, 'Đức', 'PC-09');
    expect(names(await duc.presence.enter(id))).toEqual(['Lan']);
  });

  it('concludes nothing from a listing that comes late or a note that cannot be read', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    const hoa = await programOf(path, 'Hoa', 'PC-06');
    await lan.presence.enter(id);
    await hoa.presence.enter(id);
    const trouble = { late: false, locked: '' };
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      list: async (folder) => (trouble.late ? [] : nodeFileSystem.list(folder)),
      read: (file) => {
        const isLocked = trouble.locked !== '' && file.includes(trouble.locked);
        return isLocked ? Promise.reject(new Error('EBUSY')) : nodeFileSystem.read(file);
      },
    };
    const duc = await programOf(path, 'Đức', 'PC-07', pace.beat, fileSystem);
    trouble.locked = 'PC-05';
    expect(names(await duc.presence.enter(id))).toEqual(['Hoa']);
    trouble.locked = '';
    expect(names(await duc.presence.others(id))).toEqual(['Lan', 'Hoa']);
    trouble.late = true;
    expect(names(await duc.presence.others(id))).toEqual(['Lan', 'Hoa']);
    await hoa.presence.leave(id);
    expect(names(await duc.presence.others(id))).toEqual(['Lan']);
  });

  it('concludes nothing while the folder is away and makes nothing anew in its place', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    const duc = await programOf(path, 'Đức', 'PC-07');
    await lan.presence.enter(id);
    await duc.presence.enter(id);
    await lan.presence.look();
    renameSync(path, `${path}-away`);
    await lan.presence.look();
    await duc.presence.enter('0193e4a0-0000-7000-8000-00000000000c');
    expect(existsSync(path)).toBe(false);
    renameSync(`${path}-away`, path);
    expect(lan.told.map(names)).toEqual([['Đức']]);
  });

  it('tells two machines of one name apart, and notes of older versions from our own', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', hostname());
    const duc = await programOf(path, 'Đức', hostname());
    await lan.presence.enter(id);
    // The same host name and process id; that process has ended here, but not on the other machine.
    expect(names(await duc.presence.enter(id))).toEqual(['Lan']);
    const base = (await lan.library.store.read(id)).hash;
    await lan.library.store.save(id, base, { fields: new Map([['title', 'Của Lan']]) });
    expect(await authorsOf(duc, id, ['title'])).toMatchObject({ title: { name: 'Lan' } });
    const folder = join(path, 'presence');
    const isHers = (file: string): boolean => readFileSync(join(folder, file), 'utf8').includes('"Lan"');
    const hers = readdirSync(folder).find(isHers) ?? '';
    const note = JSON.parse(readFileSync(join(folder, hers), 'utf8')) as Record<string, unknown>;
    expect(note['machine']).toBe('machine of Lan');
    writeFileSync(join(folder, hers), JSON.stringify({ ...note, machine: undefined, name: 'Bản cũ' }));
    expect(names(await duc.presence.others(id))).toEqual(['Bản cũ']);
  });

  it('names the author of what stands there now, and nobody where another text does', async () => {
    const { path, id } = await world();
    const lan = await programOf(path, 'Lan', 'PC-05');
    const duc = await programOf(path, 'Đức', 'PC-07');
    await lan.presence.enter(id);
    await duc.presence.enter(id);
    const base = (await lan.library.store.read(id)).hash;
    const mine = await lan.library.store.save(id, base, { sections: new Map([['steps', 'Bước của Lan']]) });
    await duc.library.store.save(id, mine.stored.hash, { fields: new Map([['title', 'Của Đức']]) });
    const keys = ['title', 'section:steps', 'section:purpose', 'constructor'];
    expect(await authorsOf(duc, id, keys)).toMatchObject({
      'section:steps': { name: 'Lan', host: 'PC-05' },
    });
    expect(Object.keys(await authorsOf(lan, id, keys))).toEqual(['title']);
    // Who still shows the text of before must not be told who wrote the one of now.
    expect(await lan.presence.authors(id, mine.stored.hash, keys)).toEqual({});
    // Known also after she has left, and no more once somebody wrote by hand.
    await lan.presence.leave(id);
    expect(names(await duc.presence.others(id))).toEqual([]);
    expect(Object.keys(await authorsOf(duc, id, keys))).toEqual(['section:steps']);
    const file = join(path, 'practices', id, 'practice.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Bước của Lan', 'Sửa bằng tay'));
    expect(await authorsOf(duc, id, keys)).toEqual({});
  });
});
