import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBackupName } from '#core/care/backup-name';
import { createBackup } from '#core/care/create-backup';
import { restoreBackup } from '#core/care/restore-backup';
import { verifyBackup } from '#core/care/verify-backup';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { FileSystem } from '#core/files/file-system';
import { toFailure } from '#shared/failure';
import { libraryWith, now, quiet, sourceOf } from '#tests/core/care/library-on-trial';
import { eventually } from '#tests/support/eventually';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startOffice } from '#tests/support/office';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

const id = '0193e4a0-0000-7000-8000-000000000001';
const small = (): string =>
  libraryWith({ [`practices/${id}/practice.md`]: 'text', [`practices/${id}/attachments/a.png`]: 'picture' });

describe('a process killed at any file-system step', () => {
  it('leaves earlier backups, and nothing under the name of one that is not whole', async () => {
    const root = small();
    const original = temporaryFolder();
    await createBackup(sourceOf(root), original, new Date('2026-11-20T07:20:00Z'), quiet);
    const before = treeOf(original);
    await killAtEachStep({
      folder: () => copyOf(original),
      run: (folder, fileSystem) => createBackup(sourceOf(root, fileSystem), folder, now, quiet),
      look: async (folder) => {
        expect(treeOf(folder)).toMatchObject(before);
        for (const name of readdirSync(folder).filter(isBackupName))
          await verifyBackup(nodeFileSystem, join(folder, name), quiet);
      },
    });
  });

  it('leaves a restored library whole, or none; and no file that is not whole under its name', async () => {
    const root = small();
    const { path } = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
    const whole = treeOf(root, /^library\.json$/);
    const outcomes = new Set<boolean>();
    await killAtEachStep({
      folder: () => join(temporaryFolder(), 'kho'),
      run: (folder, fileSystem) => restoreBackup(fileSystem, path, folder, quiet),
      look: (folder) => {
        const found = existsSync(folder) ? treeOf(folder, /^(?:library\.json$|\.restoring\.)/) : {};
        const isLibrary = existsSync(join(folder, 'library.json'));
        if (isLibrary) expect(found).toEqual(whole);
        else expect(whole).toMatchObject(found);
        outcomes.add(isLibrary);
      },
      moreThan: 8,
    });
    expect(outcomes.size).toBe(2);
  });
});

describe('a restore', () => {
  it('goes into a new or an empty folder only', async () => {
    const root = small();
    const { path } = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
    const before = treeOf(root);
    await expect(restoreBackup(nodeFileSystem, path, root, quiet)).rejects.toMatchObject({
      code: 'library-exists',
    });
    expect(treeOf(root)).toEqual(before);
    const used = temporaryFolder();
    writeFileSync(join(used, 'x'), 'x');
    await expect(restoreBackup(nodeFileSystem, path, used, quiet)).rejects.toMatchObject({
      code: 'folder-not-empty',
    });
    expect(readdirSync(used)).toEqual(['x']);
    const empty = temporaryFolder();
    mkdirSync(join(empty, '.restoring.0a0b0c0d.lantoa-tmp'));
    await restoreBackup(nodeFileSystem, path, empty, quiet);
    expect(existsSync(join(empty, 'library.json'))).toBe(true);
  });

  it('says before it begins that there is too little room', async () => {
    const { path } = await createBackup(sourceOf(small()), temporaryFolder(), now, quiet);
    const home = temporaryFolder();
    const folder = join(home, 'mới', 'kho');
    const asked: string[] = [];
    const withRoom = (free: number | undefined): FileSystem => ({
      ...nodeFileSystem,
      freeBytes: (there) => {
        asked.push(there);
        return Promise.resolve(free);
      },
    });
    await expect(restoreBackup(withRoom(1_000), path, folder, quiet)).rejects.toMatchObject({
      code: 'not-enough-space',
      where: folder,
      space: { free: 1_000 },
    });
    expect([asked, readdirSync(home)]).toEqual([[home], []]);
    await restoreBackup(withRoom(undefined), path, folder, quiet);
    expect(existsSync(join(folder, 'library.json'))).toBe(true);
  });

  it('leaves nothing when the disk fills at any write', async () => {
    const { path } = await createBackup(sourceOf(small()), temporaryFolder(), now, quiet);
    for (let fillAt = 1; ; fillAt += 1) {
      const home = temporaryFolder();
      const folder = join(home, 'kho');
      let writes = 0;
      const filling: FileSystem = {
        ...nodeFileSystem,
        async write(target, data) {
          writes += 1;
          if (writes < fillAt) return nodeFileSystem.write(target, data);
          writeFileSync(target, 'half');
          throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: target });
        },
      };
      const outcome = await restoreBackup(filling, path, folder, quiet).then(
        () => 'restored',
        (error: unknown) => toFailure(error).code,
      );
      if (outcome === 'restored') {
        expect(fillAt).toBeGreaterThan(3);
        break;
      }
      expect([outcome, readdirSync(home)]).toEqual(['disk-full', []]);
    }
  });

  it('takes nothing from a backup in which any one byte is another', async () => {
    const { path } = await createBackup(sourceOf(small()), temporaryFolder(), now, quiet);
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += 41) {
      const spoiled = Buffer.from(bytes);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0x55;
      const file = join(temporaryFolder(), 'SaoLuu_Kho_2026-11-22_1420.zip');
      writeFileSync(file, spoiled);
      const folder = join(temporaryFolder(), 'kho');
      const outcome = await restoreBackup(nodeFileSystem, file, folder, quiet).then(
        () => 'restored',
        (error: unknown) => (error as { code: string }).code,
      );
      // Times and attributes are said by nobody's digest and used by nobody.
      if (outcome === 'restored')
        expect(treeOf(folder, /^library\.json$/)).toHaveProperty(
          [`practices/${id}/practice.md`],
          sha256('text'),
        );
      else expect([outcome, existsSync(folder)]).toEqual(['backup-damaged', false]);
    }
  });

  const library = JSON.stringify({ format: '1.0', libraryId: id, name: 'Kho', createdAt: now.toISOString() });
  const bag = (payload: Record<string, string>, extra: readonly RawEntry[] = [], kind = 'backup'): Buffer => {
    const line = ([path, content]: readonly [string, string]): string => `${sha256(content)}  ${path}\n`;
    const files = Object.entries(payload).map(([path, content]): [string, string] => [
      `data/${path}`,
      content,
    ]);
    const bytes = files.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
    const tags: [string, string][] = [
      ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
      [
        'bag-info.txt',
        `Lantoa-Kind: ${kind}\nLantoa-Format: 1.0\nPayload-Oxum: ${String(bytes)}.${String(files.length)}\n`,
      ],
      ['manifest-sha256.txt', files.map(line).join('')],
    ];
    const all: [string, string][] = [...files, ...tags, ['tagmanifest-sha256.txt', tags.map(line).join('')]];
    return buildZip([...all.map(([name, data]) => ({ name: `b/${name}`, data })), ...extra]);
  };
  it.each<[string, Buffer]>([
    ['no archive', Buffer.from('văn bản')],
    ['nothing', Buffer.alloc(0)],
    ['a bundle', bag({ 'library.json': library }, [], 'bundle')],
    ['without a library', bag({ 'practices/x': 'x' })],
    ['a library of a later format', bag({ 'library.json': library.replace('"1.0"', '"2.0"') })],
    ['a name that leads out', bag({ 'library.json': library }, [{ name: 'b/data/../../../x', data: 'x' }])],
    ['an absolute name', bag({ 'library.json': library }, [{ name: '/etc/x', data: 'x' }])],
    ['a drive', bag({ 'library.json': library }, [{ name: 'C:/x', data: 'x' }])],
    [
      'a link',
      bag({ 'library.json': library }, [{ name: 'b/data/l', data: '/etc', attributes: 0o120777 << 16 }]),
    ],
    [
      'a file that no manifest lists',
      bag({ 'library.json': library }, [{ name: 'b/data/extra', data: 'x' }]),
    ],
    [
      'a bomb',
      bag({ 'library.json': library }, [{ name: 'b/data/z', data: Buffer.alloc(5_000_000), method: 8 }]),
    ],
  ])('refuses %s and makes nothing', async (_name, bytes) => {
    const file = join(temporaryFolder(), 'x.zip');
    writeFileSync(file, bytes);
    const folder = join(temporaryFolder(), 'kho');
    await expect(restoreBackup(nodeFileSystem, file, folder, quiet)).rejects.toMatchObject({
      code: 'backup-damaged',
      where: file,
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('accepts the archive that those are made from', async () => {
    const file = join(temporaryFolder(), 'x.zip');
    writeFileSync(file, bag({ 'library.json': library, constructor: 'x' }));
    const folder = join(temporaryFolder(), 'kho');
    await restoreBackup(nodeFileSystem, file, folder, quiet);
    expect(readdirSync(folder).toSorted()).toEqual(['constructor', 'library.json']);
  });
});

describe('backups of an office at work', () => {
  it('hold every practice whole while others write', { timeout: 60_000 }, async () => {
    const { core, path } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Đang viết' });
    const stop = { yes: false };
    const writing = (async () => {
      for (let count = 0; !stop.yes; count += 1) {
        const got = await core.invoke('practices.get', { id: summary.id });
        if (got.type !== 'practice') continue;
        const sections = { steps: `Lần ${String(count)}` };
        await core.invoke('practices.save', {
          id: summary.id,
          base: got.practice.hash,
          fields: {},
          sections,
        });
        if (count % 3 === 0) await core.invoke('practices.mint', { id: summary.id });
      }
    })();
    for (let round = 0; round < 4; round += 1) {
      const made = await createBackup(sourceOf(path), temporaryFolder(), now, quiet);
      const folder = join(temporaryFolder(), 'kho');
      await restoreBackup(nodeFileSystem, made.path, folder, quiet);
      const other = await startOffice();
      await other.core.invoke('library.open', { path: folder });
      const job = await other.core.invoke('library.check', {});
      await eventually(async () => {
        const jobs = await other.core.invoke('jobs.list', {});
        expect(jobs.find(({ jobId }) => jobId === job.jobId)?.state).toBe('done');
      });
      const result = await other.core.invoke('library.findings', {});
      expect(result?.practices).toBe(1);
      expect(result?.findings.filter(({ level }) => level === 'bad')).toEqual([]);
    }
    stop.yes = true;
    await writing;
  });

  it('are made at closing where that is wished for, and the oldest of our own go', async () => {
    const clock = { now: new Date('2026-11-01T07:20:00Z') };
    const { core, path } = await startOffice(undefined, undefined, { now: () => clock.now });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'SaoLuu_Kho_2025-01-01_0000.zip'), 'somebody else’s');
    await core.invoke('backup.plan', { folder, every: 'closing', keep: 2 });
    for (let day = 2; day <= 5; day += 1) {
      clock.now = new Date(`2026-11-0${String(day)}T07:20:00Z`);
      await core.invoke('library.close', {});
      await core.invoke('library.open', { path });
    }
    const names = readdirSync(folder).toSorted();
    expect(names.map((name) => /_(\d{4}-\d{2}-\d{2})_/.exec(name)?.[1]).toSorted()).toEqual([
      '2025-01-01',
      '2026-11-04',
      '2026-11-05',
    ]);
    const state = await core.invoke('backup.state', {});
    expect(state).toMatchObject({ overdue: false, failed: null });
    expect(state.made).toHaveLength(2);
    clock.now = new Date('2026-11-20T07:20:00Z');
    expect((await core.invoke('backup.state', {})).overdue).toBe(true);
  });

  it('that fail are told, and no earlier one is removed', async () => {
    const { core } = await startOffice();
    const folder = temporaryFolder();
    const run = async (to: string): Promise<string | undefined> => {
      const { jobId } = await core.invoke('backup.create', { folder: to });
      return eventually(async () => {
        const job = (await core.invoke('jobs.list', {})).find((other) => other.jobId === jobId);
        expect(job?.state).not.toBe('running');
        return job?.failure?.code ?? job?.state;
      });
    };
    expect(await run(folder)).toBe('done');
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 1 });
    expect(await run(join(folder, 'gone'))).toBe('backup-folder-missing');
    expect((await core.invoke('backup.state', {})).failed).toMatchObject({ code: 'backup-folder-missing' });
    expect(readdirSync(folder)).toHaveLength(1);
    const listed = await core.invoke('backup.list', { folder });
    expect(listed.map(({ name }) => isBackupName(name))).toEqual([true]);
  });
});
