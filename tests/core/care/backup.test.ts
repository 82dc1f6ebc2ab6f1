import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupName } from '#core/care/backup-name';
import { createBackup } from '#core/care/create-backup';
import { restoreBackup } from '#core/care/restore-backup';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Failure, type FailureData, serialiseFailure } from '#shared/failure';
import { libraryId, libraryWith, now, quiet, sourceOf, writeTree } from '#tests/core/care/library-on-trial';
import { temporaryFolder, treeOf } from '#tests/support/folders';

const id = '0193e4a0-0000-7000-8000-000000000001';
const practice = (file: string): string => `practices/${id}/${file}`;
const has = (tool: string): boolean => spawnSync(tool, ['--help']).error === undefined;
/** What differs in a restored library: its id. */
const idFile = /^library\.json$/;

async function restored(file: string): Promise<string> {
  const folder = join(temporaryFolder(), 'lấy lại');
  await restoreBackup(nodeFileSystem, file, folder, quiet);
  return folder;
}

describe('a backup', () => {
  it('holds the whole library and gives it back byte for byte, under a new id', async () => {
    const root = libraryWith({
      [practice('practice.md')]: '---\n---\n',
      [practice('attachments/anh.png')]: Buffer.alloc(9_000_000, 7),
      [practice('attachments/yarn.lock')]: 'an attachment of this name is no lock',
      [practice('history/unreadable/x.sha256')]: '?',
      'bin/0193e4a0-0000-7000-8000-000000000002/practice.md': 'deleted',
      'compilations/2026-Q3/compilation.json': '{}',
      'statements/s.json': '{}',
      '.transactions-kept/a/practices/x': 'kept',
    });
    const kept = treeOf(root, idFile);
    writeTree(root, {
      [practice('.lock')]: 'x',
      'people.json.lock': 'x',
      [practice('practice.md.0a0b0c0d.lantoa-tmp')]: 'half',
      '.transactions/host_1_a/0': 'staged',
      '.probe-1': '',
    });
    const made = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
    expect(basename(made.path)).toBe(`${backupName('Kho Hải Phòng', now)}.zip`);
    expect(basename(made.path)).toMatch(/^SaoLuu_KhoHaiPhong_2026-11-22_\d{4}\.zip$/);
    expect(made).toMatchObject({ practices: 1, leftOut: [], bytes: statSync(made.path).size });
    const copy = await restored(made.path);
    expect(treeOf(copy, idFile)).toEqual(kept);
    const file = JSON.parse(readFileSync(join(copy, 'library.json'), 'utf8')) as Record<string, unknown>;
    expect(file).toMatchObject({ name: 'Kho Hải Phòng', restoredFrom: libraryId });
    expect(file['libraryId']).not.toBe(libraryId);
  });

  it.skipIf(!has('unzip') || !has('sha256sum'))('is checked by unzip and sha256sum alone', async () => {
    const files: Record<string, string | Uint8Array> = {};
    for (let index = 0; index < 50; index += 1)
      files[practice(`attachments/${String(index)}.txt`)] = 'văn bản '.repeat(index * 100);
    const root = libraryWith({ ...files, [practice('attachments/lon.bin')]: Buffer.alloc(9_000_000, 'ab') });
    const made = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
    expect(execFileSync('unzip', ['-t', made.path]).toString()).toContain('No errors detected');
    const folder = temporaryFolder();
    execFileSync('unzip', ['-q', made.path, '-d', folder]);
    const bag = join(folder, basename(made.path, '.zip'));
    execFileSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
    execFileSync('sha256sum', ['-c', '--quiet', 'tagmanifest-sha256.txt'], { cwd: bag });
    expect(treeOf(join(bag, 'data'))).toEqual(treeOf(root));
  });

  it('gives back any tree, with composed and decomposed and long names', async () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a-z0-9À-ɏḀ-ỹ][a-zÀ-ɏḀ-ỹ0-9 ]{0,20}[a-z0-9]$/),
      fc.constantFrom(
        'ế'.normalize('NFD') + 'x',
        'á'.repeat(60),
        'constructor',
        '__proto__',
        'ảnh.PNG',
        'a.lock',
      ),
    );
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const tree = fc.dictionary(
      path.map((inner) => `practices/${id}/${inner}`),
      fc.uint8Array({ maxLength: 3_000 }),
      { maxKeys: 12 },
    );
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const names = Object.keys(files);
        const key = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase();
        // Files that are folders of others, and names that are one on some systems, cannot all be in one archive.
        fc.pre(
          names.every((name) =>
            names.every((other) => other === name || !`${key(other)}/`.startsWith(`${key(name)}/`)),
          ),
        );
        const folders = names.flatMap((name) =>
          name.split('/').map((_, length, all) => all.slice(0, length).join('/')),
        );
        fc.pre(new Set(folders.map(key)).size === new Set(folders).size);
        fc.pre(names.every((name) => !/(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\/|$)/i.test(name)));
        const root = libraryWith(files);
        const made = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
        expect(treeOf(await restored(made.path), idFile)).toEqual(treeOf(root, idFile));
      }),
      { numRuns: 25 },
    );
  });

  it('says what it could not take: links, and names that not every system can have', async () => {
    const root = libraryWith({
      [practice('a:b.txt')]: 'x',
      [practice('ok.txt')]: 'y',
      [practice('OK.txt')]: 'z',
    });
    symlinkSync('/etc/hostname', join(root, 'practices', id, 'link'));
    const made = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
    expect(made.leftOut.toSorted()).toEqual([practice('a:b.txt'), practice('link'), practice('ok.txt')]);
  });

  it('is not replaced by another one of the same minute', async () => {
    const folder = temporaryFolder();
    const made = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        createBackup(sourceOf(libraryWith({ [practice('a.txt')]: String(index) })), folder, now, quiet),
      ),
    );
    expect(new Set(made.map(({ path }) => path)).size).toBe(4);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('does not take the name of one that is there', async () => {
    const folder = temporaryFolder();
    const root = libraryWith();
    const first = await createBackup(sourceOf(root), folder, now, quiet);
    const bytes = readFileSync(first.path);
    const second = await createBackup(sourceOf(root), folder, now, quiet);
    expect(second.path).toBe(first.path.replace('.zip', '_2.zip'));
    expect(readFileSync(first.path)).toEqual(bytes);
  });

  it('clears what a backup that was killed long ago has left, and nothing else', async () => {
    const folder = temporaryFolder();
    const left = [
      'SaoLuu_Kho_2026-11-01_1420.zip.0a0b0c0d.lantoa-tmp',
      'SaoLuu_Kho_2026-11-22_1420.zip.0a0b0c0d.lantoa-tmp',
      'x.lantoa-tmp',
    ];
    for (const name of left) writeFileSync(join(folder, name), 'half');
    const old = new Date(now.getTime() - 48 * 3_600_000);
    for (const name of [left[0] ?? '', 'x.lantoa-tmp']) utimesSync(join(folder, name), old, old);
    utimesSync(join(folder, left[1] ?? ''), now, now);
    await createBackup(sourceOf(libraryWith()), folder, now, quiet);
    expect(readdirSync(folder).toSorted()).toEqual(
      [...left.slice(1), `${backupName('Kho Hải Phòng', now)}.zip`].toSorted(),
    );
  });
});

describe('a backup that cannot be made', () => {
  const failing = (code: string, operation: 'write' | 'rename'): FileSystem => ({
    ...nodeFileSystem,
    [operation]: async (path: string, data: AsyncIterable<Uint8Array>) => {
      if (!path.includes('SaoLuu')) throw new Error('elsewhere');
      if (operation === 'write') {
        // Half of it gets through.
        for await (const chunk of data) {
          writeFileSync(path, chunk);
          break;
        }
      }
      throw Object.assign(new Error(code), { code, path });
    },
  });

  it.each([
    ['ENOSPC', 'write', 'disk-full'],
    ['EACCES', 'write', 'no-permission'],
    ['EROFS', 'write', 'no-permission'],
    ['EACCES', 'rename', 'no-permission'],
    ['EBUSY', 'rename', 'file-busy'],
  ] as const)('says why and leaves nothing: %s at %s', async (code, operation, expected) => {
    const folder = temporaryFolder();
    const source = sourceOf(libraryWith(), failing(code, operation));
    await expect(createBackup(source, folder, now, quiet)).rejects.toMatchObject({ code: expected });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not put into the library, nor into a folder that is not there', async () => {
    const root = libraryWith({ 'sao lưu/x': '' });
    for (const folder of [root, join(root, 'sao lưu'), join(root, '..', 'KHO', 'x'), `${root}/`])
      await expect(createBackup(sourceOf(root), folder, now, quiet)).rejects.toMatchObject({
        code: 'backup-inside-library',
      });
    const gone = join(temporaryFolder(), 'E');
    await expect(createBackup(sourceOf(root), gone, now, quiet)).rejects.toMatchObject({
      code: 'backup-folder-missing',
    });
    expect(existsSync(gone)).toBe(false);
    await expect(createBackup(sourceOf(root), `${root}-2`, now, quiet)).rejects.toMatchObject({
      code: 'backup-folder-missing',
    });
  });

  it('tells a drive that vanishes from one that is full', async () => {
    const folder = temporaryFolder();
    const state = { gone: false };
    const vanishing: FileSystem = {
      ...nodeFileSystem,
      information: (path) =>
        state.gone && path.startsWith(folder) ? Promise.resolve(undefined) : nodeFileSystem.information(path),
      write: (path) => {
        state.gone = true;
        return Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO', path }));
      },
    };
    const attempt = createBackup(sourceOf(libraryWith(), vanishing), folder, now, quiet);
    await expect(attempt).rejects.toMatchObject({ code: 'backup-folder-missing', where: folder });
  });

  it('does not believe a disk that gives back other bytes', async () => {
    const folder = temporaryFolder();
    const lying: FileSystem = {
      ...nodeFileSystem,
      async open(path) {
        const file = await nodeFileSystem.open(path);
        return {
          ...file,
          async read(position, length) {
            const bytes = Buffer.from(await file.read(position, length));
            const at = 200 - position;
            if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 1;
            return bytes;
          },
        };
      },
    };
    const source = sourceOf(libraryWith({ [practice('a.png')]: Buffer.alloc(5_000, 3) }), lying);
    await expect(createBackup(source, folder, now, quiet)).rejects.toMatchObject({ code: 'backup-damaged' });
    expect(readdirSync(folder)).toEqual([]);
  });

  const withRoom = (free: number | undefined): FileSystem => ({
    ...nodeFileSystem,
    freeBytes: () => Promise.resolve(free),
  });

  it('is told before anything is written, with what it needs and what is free', async () => {
    const folder = temporaryFolder();
    const files = { [practice('attachments/a.png')]: Buffer.alloc(300_000, 3) };
    const root = libraryWith(files);
    const failure = await createBackup(sourceOf(root, withRoom(200_000)), folder, now, quiet).catch(
      (error: unknown) => serialiseFailure(error),
    );
    expect(failure).toMatchObject({ code: 'not-enough-space', where: folder, space: { free: 200_000 } });
    const { space } = failure as FailureData;
    expect(space?.needed).toBeGreaterThan(300_000);
    expect(space?.needed).toBeLessThan(310_000);
    expect(readdirSync(folder)).toEqual([]);
    // What it asked for is enough, and nobody knows is no reason to refuse.
    await createBackup(sourceOf(root, withRoom(space?.needed)), folder, now, quiet);
    await createBackup(sourceOf(root, withRoom(undefined)), folder, now, quiet);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('leaves earlier ones alone when the disk fills while it is written', async () => {
    const folder = temporaryFolder();
    const root = libraryWith({ [practice('attachments/a.png')]: Buffer.alloc(300_000, 3) });
    await createBackup(sourceOf(root), folder, now, quiet);
    const before = treeOf(folder);
    await expect(
      createBackup(sourceOf(root, failing('ENOSPC', 'write')), folder, now, quiet),
    ).rejects.toMatchObject({ code: 'disk-full' });
    expect(treeOf(folder)).toEqual(before);
  });

  it('leaves nothing when it is stopped', async () => {
    const folder = temporaryFolder();
    let checks = 0;
    const control = {
      report: () => undefined,
      check() {
        checks += 1;
        if (checks > 6) throw new Failure('cancelled');
      },
    };
    await expect(createBackup(sourceOf(libraryWith()), folder, now, control)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
