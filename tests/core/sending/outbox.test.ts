import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import { placeParcel } from '#core/sending/outbox/place-parcel';
import type { ExchangeFolder } from '#shared/contract/outbox';
import type { Recipient } from '#shared/model/recipient';
import { deskLibrary, openDesk } from '#tests/support/desk';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  period,
  writePractice,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const recipient = (name: string, more: Partial<Recipient> = {}): Recipient => ({
  ...{ id: uuidv7(), name, office: null, government: true, groups: [], channel: 'other', address: '' },
  ...more,
});

interface Ready {
  readonly office: ExchangeOffice;
  readonly list: Recipient[];
  readonly id: string;
  readonly file: string;
  /** The folder that the first recipient's parcels are laid into. */
  readonly folder: string;
}

/** An office with a departure that goes to two others, and an exchange folder for the first. */
async function ready(body?: string): Promise<Ready> {
  const office = await newOffice();
  await exportPractices(office, [await writePractice(office, body === undefined ? {} : { body })]);
  const list = [recipient('Sở KH&CN Huế'), recipient('Bộ KH&CN')];
  await office.handlers['sending.saveRecipients']({ base: null, recipients: list });
  const [view] = await office.handlers['sending.departures']({});
  const id = view?.departure.id ?? '';
  await office.handlers['sending.address']({ id, add: list.map((one) => one.id), remove: [] });
  const folder = temporaryFolder();
  const chosen = await office.handlers['outbox.choose']({ recipient: list[0]?.id ?? '', path: folder });
  expect(chosen).toEqual({ type: 'chosen' });
  return { office, list, id, file: view?.files[0]?.file ?? '', folder };
}

const put = async ({ office, list, id, file }: Ready): Promise<string> =>
  office.ended(await office.handlers['outbox.put']({ id, recipient: list[0]?.id ?? '', files: [file] }));

const stateOf = async ({ office, id }: Ready): Promise<ExchangeFolder['placed'] | undefined> =>
  (await office.handlers['outbox.ofDeparture']({ id }))[0]?.placed;

const bytesOf = (folder: string, name: string): string => sha256(readFileSync(join(folder, name)));
const names = (folder: string): string[] => readdirSync(folder).toSorted();

describe('an exchange folder', () => {
  it('is one recipient’s alone, outside the library, and not one that is received from', async () => {
    const { office, list, folder } = await ready();
    const [first = '', second = ''] = list.map((one) => one.id);
    const choose = (to: string, path: string | null) =>
      office.handlers['outbox.choose']({ recipient: to, path });
    expect(await choose(second, join(folder, 'none'))).toEqual({ type: 'missing' });
    expect(await choose(second, 'relative')).toEqual({ type: 'missing' });
    expect(await choose(second, join(office.root, 'exchange'))).toEqual({ type: 'ours' });
    expect(await choose(second, join(folder, '.'))).toEqual({ type: 'taken', name: 'Sở KH&CN Huế' });
    await expect(choose('0193e4a0-0000-7000-8000-0000000000ff', folder)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await choose(second, null)).toEqual({ type: 'chosen' });
    expect(existsSync(join(office.root, layout.outbox, 'BoKHCN'))).toBe(true);
    await office.handlers['outbox.leave']({ recipient: first });
    expect(await choose(second, folder)).toEqual({ type: 'chosen' });
  });

  it('is given the parcel whole and under its own name, which is noted as sent', async () => {
    const at = await ready();
    expect(await put(at)).toBe(at.folder);
    expect(names(at.folder)).toEqual([at.file, 'da-nhan']);
    const original = join(at.office.root, layout.bundles(period));
    expect(bytesOf(at.folder, at.file)).toBe(bytesOf(original, at.file));
    const { departure } = await at.office.handlers['sending.departure']({ id: at.id });
    expect(departure.recipients.map(({ sentBy }) => sentBy)).toEqual(['Nguyễn Thị Hoa', undefined]);
    expect(departure.checked).toMatchObject({ findings: 0 });
    expect((await stateOf(at))?.files).toEqual([{ name: at.file, of: at.file, state: 'lies' }]);
    expect(await at.office.handlers['outbox.lying']({})).toMatchObject([
      { departure: at.id, number: 2, name: 'Sở KH&CN Huế', folder: at.folder, files: 1 },
    ]);
    // Once more: it is there already.
    await put(at);
    expect(names(at.folder)).toEqual([at.file, 'da-nhan']);
  });

  it('never loses what somebody else laid there under the same name, however that is written', async () => {
    const at = await ready();
    const taken = at.file.toUpperCase();
    writeFileSync(join(at.folder, taken), 'theirs');
    mkdirSync(join(at.folder, at.file.replace('.zip', ' (2).zip')));
    await put(at);
    expect(readFileSync(join(at.folder, taken), 'utf8')).toBe('theirs');
    const [placed] = (await stateOf(at))?.files ?? [];
    expect(placed).toMatchObject({ name: at.file.replace('.zip', ' (3).zip'), state: 'lies' });
  });

  it('is given nothing that is not what was exported, nor what has not been looked through, nor what may not go there', async () => {
    const at = await ready();
    writeFileSync(join(at.office.root, layout.bundles(period), at.file), 'changed');
    await expect(put(at)).rejects.toMatchObject({ code: 'attachment-changed', where: at.file });
    expect(names(at.folder)).toEqual(['da-nhan']);
    const { departure } = await at.office.handlers['sending.departure']({ id: at.id });
    expect(departure.recipients[0]?.sentAt).toBeUndefined();
    for (const name of ['../../office.json', 'constructor'])
      await expect(put({ ...at, file: name })).rejects.toMatchObject({ code: 'not-found' });
    rmSync(at.folder, { recursive: true });
    await expect(put(at)).rejects.toMatchObject({ code: 'not-found' });
    expect(existsSync(at.folder)).toBe(false);

    const risky = await ready('## Mục đích\n\nLiên hệ anh Nam, di động 0912 345 678.\n');
    await expect(put(risky)).rejects.toMatchObject({ code: 'bad-input', where: 'checked' });
    await risky.office.handlers['sending.accept']({ id: risky.id, reason: 'Đã hỏi' });
    await put(risky);
    expect(names(risky.folder)).toContain(risky.file);
    await expect(
      risky.office.handlers['outbox.put']({ id: risky.id, recipient: uuidv7(), files: [risky.file] }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of the library’s own is found by other PCs of the office, whatever is chosen there', async () => {
    const at = await ready();
    const [, ministry] = at.list;
    await at.office.handlers['outbox.choose']({ recipient: ministry?.id ?? '', path: null });
    const asked = { id: at.id, recipient: ministry?.id ?? '', files: [at.file] };
    await at.office.ended(await at.office.handlers['outbox.put'](asked));
    const other = await openOffice(at.office.root, { me: 'Lan' });
    const [, seen] = await other.handlers['outbox.ofDeparture']({ id: at.id });
    expect(seen).toMatchObject({
      folder: null,
      placed: { by: 'Nguyễn Thị Hoa', files: [{ state: 'lies' }] },
    });
    // Nobody leads us elsewhere by what is written in a departure.
    const path = join(at.office.root, layout.departures, `${at.id}.json`);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(`${layout.outbox}/BoKHCN`, `${layout.outbox}/../../practices`),
    );
    const [, led] = await other.handlers['outbox.ofDeparture']({ id: at.id });
    expect(led?.placed?.files[0]?.state).toBe('unknown');
  });
});

describe('what lies in an exchange folder', () => {
  it('is seen to be fetched once the partner’s program has received it', async () => {
    const at = await ready();
    await put(at);
    const look = await at.office.lookAtOutbox();
    const partner = await openDesk(await deskLibrary());
    await partner.handlers['desk.watchFolder']({ path: at.folder });
    for (let count = 0; count < 3; count += 1) await partner.tick();
    const [parcel] = (await partner.handlers['desk.list']({})).parcels;
    expect(parcel).toMatchObject({ number: 2, here: [{ name: at.file, waiting: true }] });
    expect(names(at.folder)).toEqual(['da-nhan']);
    expect(names(join(at.folder, 'da-nhan'))).toEqual([at.file]);
    expect((await stateOf(at))?.files[0]?.state).toBe('fetched');
    expect(await at.office.handlers['outbox.lying']({})).toEqual([]);
    const looks = [
      await at.office.lookAtOutbox(),
      await at.office.lookAtOutbox(),
      await at.office.lookAtOutbox(),
    ];
    expect(look).toBe('lies');
    expect(looks.at(-1)).toBe('fetched');
    await partner.desk.close();
  });

  it('is told to be gone, or not to be seen, where nothing else is known', async () => {
    const at = await ready();
    await put(at);
    renameSync(join(at.folder, at.file), join(temporaryFolder(), 'away.zip'));
    expect((await stateOf(at))?.files[0]?.state).toBe('gone');
    rmSync(at.folder, { recursive: true });
    expect((await stateOf(at))?.files[0]?.state).toBe('unknown');
    expect(await at.office.handlers['outbox.lying']({})).toEqual([]);
  });
});

describe('copies that only some offices can open', () => {
  it('are laid down for these alone, and one with a passphrase for all', async () => {
    const at = await ready();
    const [first, second] = at.list;
    await at.office.handlers['outbox.choose']({ recipient: second?.id ?? '', path: null });
    const copies = ['Hue', 'Bo'].map((name) => at.file.replace('.zip', `_GuiKin-${name}.lantoa`));
    const departure = join(at.office.root, layout.departures, `${at.id}.json`);
    const noted = JSON.parse(readFileSync(departure, 'utf8')) as object;
    const locked = [...copies, at.file.replace('.zip', '.lantoa')].map((file, index) => {
      const content = Buffer.from(`khóa ${String(index)}`);
      writeFileSync(join(at.office.root, layout.bundles(period), file), content);
      const facts = { file, bytes: content.length, sha256: sha256(content), of: at.file, by: 'Hoa' };
      const who = at.list[index];
      return {
        ...{ ...facts, at: '2026-10-05T02:12:30.000Z' },
        ...(who ? { for: [{ id: uuidv7(), name: `${who.name} ` }] } : {}),
      };
    });
    writeFileSync(departure, JSON.stringify({ ...noted, locked }));
    const lay = async (recipient: Recipient | undefined, file: string): Promise<string> =>
      at.office.ended(
        await at.office.handlers['outbox.put']({ id: at.id, recipient: recipient?.id ?? '', files: [file] }),
      );
    const [forFirst = '', forSecond = '', forAll = ''] = locked.map(({ file }) => file);
    await expect(lay(first, forSecond)).rejects.toMatchObject({ code: 'bad-input', where: forSecond });
    expect(names(at.folder)).toEqual([]);
    await lay(first, forFirst);
    expect((await stateOf(at))?.files).toEqual([{ name: forFirst, of: forFirst, state: 'lies' }]);
    await lay(second, forSecond);
    await lay(first, forAll);
    expect(names(at.folder)).toEqual([forAll, forFirst, 'da-nhan'].toSorted());
  });
});

describe('laying a parcel down', () => {
  it('killed at any step notes what lies there, or does not; and once more notes it, without a second copy', async () => {
    const { office, list, id, file } = await ready();
    const recipient = list[0]?.id ?? '';
    const dying = (root: string, fileSystem?: FileSystem): Promise<ExchangeOffice> =>
      openOffice(root, fileSystem ? { fileSystem } : {});
    // A folder of the library's own, so that it is copied with it.
    const lay = async (root: string, fileSystem?: FileSystem): Promise<void> => {
      const pc = await dying(root, fileSystem);
      await pc.handlers['outbox.choose']({ recipient, path: null });
      await pc.ended(await pc.handlers['outbox.put']({ id, recipient, files: [file] }));
    };
    await office.handlers['sending.accept']({ id, reason: '' });
    const folder = (root: string): string => join(root, layout.outbox, 'SoKHCNHue');
    const original = bytesOf(join(office.root, layout.bundles(period)), file);
    await killAtEachStep({
      folder: () => copyOf(office.root),
      run: lay,
      moreThan: 8,
      look: async (root, at) => {
        const lying = existsSync(folder(root)) ? names(folder(root)) : [];
        for (const name of lying.filter((one) => /\.(?:zip|lantoa)$/.test(one)))
          expect(bytesOf(folder(root), name), at).toBe(original);
        for (const path of Object.keys(treeOf(root)))
          if (path.endsWith('.lock')) rmSync(join(root, path), { force: true });
        await prepareLibrary(nodeFileSystem, root);
        const seen = await (await dying(root)).handlers['outbox.ofDeparture']({ id });
        const { departure } = await (await dying(root)).handlers['sending.departure']({ id });
        const placed = seen[0]?.placed ?? null;
        // Noted as laid down and as sent, both or neither; and never before it is there.
        expect(departure.recipients[0]?.sentAt !== undefined, at).toBe(placed !== null);
        if (placed) expect(placed.files, at).toMatchObject([{ state: 'lies' }]);
        await lay(root);
        expect(
          names(folder(root)).filter((name) => !name.startsWith('.')),
          at,
        ).toEqual([file, 'da-nhan']);
        const after = await (await dying(root)).handlers['outbox.ofDeparture']({ id });
        expect(after[0]?.placed?.files, at).toEqual([{ name: file, of: file, state: 'lies' }]);
      },
    });
  });

  it('killed at any step shows a reader the whole file or none, and is done once more without a second copy', async () => {
    const source = temporaryFolder();
    const content = Buffer.alloc(200_000, 'gói');
    const file = {
      file: 'a.zip',
      path: join(source, 'a.zip'),
      bytes: content.length,
      sha256: sha256(content),
    };
    writeFileSync(file.path, content);
    const control = { signal: new AbortController().signal, report: () => undefined, check: () => undefined };
    const lay: Parameters<typeof killAtEachStep>[0]['run'] = (folder, fileSystem) =>
      placeParcel({ fileSystem, folder, files: [file], control });
    await killAtEachStep({
      folder: temporaryFolder,
      run: lay,
      moreThan: 4,
      look: async (folder, at) => {
        const shown = names(folder).filter((name) => /\.(?:zip|lantoa)$/.test(name));
        for (const name of shown) expect(bytesOf(folder, name), at).toBe(file.sha256);
        // As its holder has ended, and nobody waits for it.
        rmSync(join(folder, '.gui.lock'), { force: true });
        await lay(folder, nodeFileSystem);
        expect(
          names(folder).filter((name) => !name.startsWith('.')),
          at,
        ).toEqual(['a.zip', 'da-nhan']);
      },
    });
  });
});
