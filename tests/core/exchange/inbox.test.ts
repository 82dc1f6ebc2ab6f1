import { appendFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encrypted } from '#core/age/age-file';
import { layout } from '#core/library/layout';
import { bundle } from '#tests/support/bag-builder';
import { deskLibrary, type DeskPc, openDesk, parcelFile, registered } from '#tests/support/desk';
import { bagOf } from '#tests/support/desk-parcels';
import { temporaryFolder } from '#tests/support/folders';

const looks = async (pc: DeskPc, times = 3): Promise<void> => {
  for (let count = 0; count < times; count += 1) await pc.tick();
};
const waitingAt = async (pc: DeskPc): Promise<string[]> =>
  (await pc.handlers['desk.list']({})).parcels.flatMap(({ here }) => here.map(({ name }) => name)).toSorted();
const stateOf = async (pc: DeskPc, name: string): Promise<string | undefined> =>
  (await pc.handlers['desk.list']({})).files.find((file) => file.name === name)?.state;

describe('the inbox of a library', () => {
  it('receives whole parcels by itself, several at once, and moves them away for the other PCs', async () => {
    const root = await deskLibrary();
    const [pc, other] = [await openDesk(root), await openDesk(root, { me: 'Lan' })];
    await pc.handlers['desk.watchFolder']({ path: null });
    const inbox = join(root, layout.inbox);
    for (const name of ['một.zip', 'hai.lantoa', 'ba.zip']) parcelFile(bagOf(), name, inbox);
    await Promise.all([looks(pc), looks(other)]);
    expect(await waitingAt(pc)).toEqual(['ba.zip', 'hai.lantoa', 'một.zip']);
    expect(await waitingAt(other)).toEqual(['ba.zip', 'hai.lantoa', 'một.zip']);
    expect(readdirSync(inbox)).toEqual(['da-nhan']);
    expect(readdirSync(join(inbox, 'da-nhan'))).toHaveLength(3);
    parcelFile(bagOf(), 'một.zip', inbox);
    await looks(pc);
    expect(readdirSync(join(inbox, 'da-nhan'))).toContain('một (2).zip');
  });

  it('is not made before somebody wants it', async () => {
    const root = await deskLibrary();
    const pc = await openDesk(root);
    await looks(pc);
    expect(existsSync(join(root, layout.inbox))).toBe(false);
    expect(await pc.handlers['desk.folders']({})).toMatchObject({ ownThere: false, chosen: [] });
  });
});

describe('a chosen folder', () => {
  async function watched(): Promise<{ pc: DeskPc; folder: string; root: string; home: string }> {
    const [root, folder, home] = [await deskLibrary(), temporaryFolder(), temporaryFolder()];
    const pc = await openDesk(root, { home });
    await pc.handlers['desk.watchFolder']({ path: folder });
    return { pc, folder, root, home };
  }

  it('keeps its files where they are, and they are not received again', async () => {
    const { pc, folder, root, home } = await watched();
    parcelFile(bagOf(), 'gói.zip', folder);
    await looks(pc);
    expect(await waitingAt(pc)).toEqual(['gói.zip']);
    expect(readdirSync(folder)).toEqual(['gói.zip']);
    const [parcel] = (await pc.handlers['desk.list']({})).parcels;
    await pc.handlers['exchange.putAside']({ reviewId: parcel?.reviewId ?? '' });
    await looks(pc);
    const again = await openDesk(root, { home });
    await again.handlers['desk.watchFolder']({ path: folder });
    await looks(again);
    expect(await waitingAt(again)).toEqual([]);
  });

  it('waits for a file that is still being copied', async () => {
    const { pc, folder } = await watched();
    const bytes = bundle(bagOf());
    const path = join(folder, 'lớn.zip');
    writeFileSync(path, bytes.subarray(0, 100));
    await looks(pc, 4);
    expect(await stateOf(pc, 'lớn.zip')).toBe('copying');
    appendFileSync(path, bytes.subarray(100, 300));
    await looks(pc, 25);
    expect(await stateOf(pc, 'lớn.zip')).toBe('unfinished');
    appendFileSync(path, bytes.subarray(300));
    await looks(pc);
    expect(await waitingAt(pc)).toEqual(['lớn.zip']);
    // Room that a copy has taken and not written yet.
    writeFileSync(join(folder, 'chỗ trống.zip'), Buffer.alloc(4096));
    await looks(pc, 5);
    expect(await stateOf(pc, 'chỗ trống.zip')).toBe('copying');
  });

  it('names what is no parcel and leaves it, and lists what is refused until it is forgotten', async () => {
    const { pc, folder } = await watched();
    writeFileSync(join(folder, 'Báo cáo.docx'), 'PK');
    writeFileSync(join(folder, 'ảnh.zip'), 'JFIF, not an archive at all, and longer than a record');
    writeFileSync(join(folder, 'khác.zip'), bundle(new Map([['readme.txt', Buffer.from('x')]])));
    const broken = bagOf();
    broken.set('data/index.html', Buffer.from('changed'));
    parcelFile(broken, 'hỏng.zip', folder);
    await looks(pc);
    const { files, parcels } = await pc.handlers['desk.list']({});
    expect(parcels).toEqual([]);
    expect(Object.fromEntries(files.map(({ name, state }) => [name, state]))).toEqual({
      'Báo cáo.docx': 'other',
      'ảnh.zip': 'other',
      'khác.zip': 'other',
      'hỏng.zip': 'refused',
    });
    expect(files.find(({ name }) => name === 'hỏng.zip')?.failure).toMatchObject({ code: 'bundle-refused' });
    await pc.handlers['desk.forgetFile']({ path: join(folder, 'hỏng.zip') });
    await looks(pc);
    expect(await stateOf(pc, 'hỏng.zip')).toBeUndefined();
    expect(readdirSync(folder)).toHaveLength(4);
    parcelFile(bagOf(), 'hỏng.zip', folder);
    await looks(pc);
    expect(await waitingAt(pc)).toEqual(['hỏng.zip']);
  });

  it('is not led astray by names, links, folders and passing files', async () => {
    const { pc, folder } = await watched();
    const outside = parcelFile(bagOf(), 'ngoài.zip');
    symlinkSync(outside, join(folder, 'link.zip'));
    mkdirSync(join(folder, 'thư mục.zip'));
    for (const name of ['.ẩn.zip', '~$gói.zip', 'gói.zip.part', 'gói.zip.crdownload', 'Thumbs.db'])
      writeFileSync(join(folder, name), 'x');
    for (const name of [
      'constructor.zip',
      '__proto__.zip',
      '..zip.zip',
      'a\u202egnp.zip',
      'go\u0301i NFD.zip',
    ])
      parcelFile(bagOf(), name, folder);
    await looks(pc);
    expect(await waitingAt(pc)).toEqual(
      ['__proto__.zip', 'agnp.zip', 'constructor.zip', 'gói NFD.zip'].toSorted(),
    );
    expect((await pc.handlers['desk.list']({})).files).toEqual([]);
  });

  it('says nothing of a parcel that is known, and leaves no second one', async () => {
    const { pc, folder } = await watched();
    const files = bagOf();
    const id = await pc.receive(parcelFile(files));
    await registered(pc, id);
    await pc.handlers['exchange.putAside']({ reviewId: id });
    parcelFile(files, 'lại.zip', folder);
    await looks(pc);
    expect(await pc.handlers['desk.list']({})).toMatchObject({ parcels: [], files: [] });
    expect(readdirSync(join(pc.library.root, layout.quarantine))).toEqual([]);
  });

  it('is a folder, and not one of the library', async () => {
    const { pc, folder, root } = await watched();
    const watch = (path: string) => pc.handlers['desk.watchFolder']({ path });
    await expect(watch(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(watch(join(root, 'practices', '..'))).rejects.toMatchObject({ code: 'bad-input' });
    await pc.handlers['desk.leaveFolder']({ path: folder });
    parcelFile(bagOf(), 'gói.zip', folder);
    await looks(pc);
    expect(await waitingAt(pc)).toEqual([]);
  });

  it('that partners exchange parcels in says so: what was received is moved away, by one PC only', async () => {
    const { pc, folder } = await watched();
    const other = await openDesk(pc.library.root, { me: 'Lan' });
    await other.handlers['desk.watchFolder']({ path: folder });
    mkdirSync(join(folder, 'da-nhan'));
    parcelFile(bagOf(), 'gói.zip', folder);
    await Promise.all([looks(pc), looks(other)]);
    expect(readdirSync(folder)).toEqual(['da-nhan']);
    expect(readdirSync(join(folder, 'da-nhan'))).toEqual(['gói.zip']);
    expect(await waitingAt(other)).toEqual(['gói.zip']);
    expect(readdirSync(join(pc.library.root, layout.quarantine))).toHaveLength(1);
  });

  it('lets what opens with a passphrase wait for it, and receives it with the right one', async () => {
    const { pc, folder } = await watched();
    const path = join(folder, 'kín.lantoa');
    const pieces: Uint8Array[] = [];
    const plain = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bundle(bagOf()));
    };
    for await (const piece of encrypted(plain(), 'song-nui-lua-tre')) pieces.push(piece);
    writeFileSync(path, Buffer.concat(pieces));
    await looks(pc);
    expect(await stateOf(pc, 'kín.lantoa')).toBe('locked');
    const told = pc.told();
    await looks(pc, 4);
    expect(pc.told()).toBe(told);
    const unlock = async (passphrase: string, at = path): Promise<string> =>
      pc.ended((await pc.handlers['desk.unlockFile']({ path: at, passphrase })).jobId);
    await expect(unlock('song nui lua hai')).rejects.toMatchObject({ code: 'passphrase-wrong' });
    expect(await stateOf(pc, 'kín.lantoa')).toBe('locked');
    expect(readdirSync(join(pc.library.root, layout.quarantine))).toEqual([]);
    for (const at of ['constructor', join(folder, '..', 'x.zip')])
      await expect(unlock('song nui lua tre', at)).rejects.toMatchObject({ code: 'not-found' });
    await unlock('Sông-núi lửa tre');
    expect(await waitingAt(pc)).toEqual(['kín.lantoa']);
    expect((await pc.handlers['desk.list']({})).files).toEqual([]);
    await looks(pc);
    expect(await waitingAt(pc)).toEqual(['kín.lantoa']);
  });

  it('is at rest once everything in it is known: pages are told nothing more', async () => {
    const { pc, folder } = await watched();
    parcelFile(bagOf(), 'gói.zip', folder);
    writeFileSync(join(folder, 'khác.docx'), 'x');
    await looks(pc, 4);
    const told = pc.told();
    await looks(pc, 5);
    expect(pc.told()).toBe(told);
  });
});
