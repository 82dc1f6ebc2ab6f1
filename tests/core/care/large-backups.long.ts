import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBackup } from '#core/care/create-backup';
import { restoreBackup } from '#core/care/restore-backup';
import type { FileSystem } from '#core/files/file-system';
import { hashFile } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { libraryWith, now, quiet, sourceOf } from '#tests/core/care/library-on-trial';
import { temporaryFolder } from '#tests/support/folders';

const has = (tool: string): boolean => spawnSync(tool, ['--help']).error === undefined;
const gibi = 1024 ** 3;
const folder = 'practices/0193e4a0-0000-7000-8000-000000000001/attachments';

it('a backup holds more than 65,535 files', async () => {
  // One real file under many names: what is asked here is the archive, not the disk.
  const many: FileSystem = {
    ...nodeFileSystem,
    list: async (path) =>
      path.endsWith('nhieu')
        ? Array.from({ length: 66_000 }, (_, index) => ({
            name: `${String(index)}.txt`,
            kind: 'file' as const,
          }))
        : nodeFileSystem.list(path),
    information: (path) =>
      path.includes('nhieu/')
        ? Promise.resolve({ kind: 'file', bytes: 1, changedAt: 1 })
        : nodeFileSystem.information(path),
    read: (path) => (path.includes('nhieu/') ? Promise.resolve(Buffer.from('x')) : nodeFileSystem.read(path)),
  };
  const root = libraryWith({ 'nhieu/0.txt': 'x' });
  const made = await createBackup(sourceOf(root, many), temporaryFolder(), now, quiet);
  expect(statSync(made.path).size).toBeGreaterThan(66_000);
  if (has('unzip')) expect(execFileSync('unzip', ['-tqq', made.path]).toString()).toBe('');
});

it('a backup holds a file over 4 GiB and others behind it, and gives them back', async (context) => {
  const { bavail, bsize } = statfsSync(temporaryFolder());
  if (bavail * bsize < 12 * gibi) context.skip('needs 12 GiB of free disk');
  const root = libraryWith({ [`${folder}/z sau cùng.txt`]: 'behind it' });
  mkdirSync(join(root, folder), { recursive: true });
  const large = join(root, folder, 'lớn.bin');
  writeFileSync(large, '');
  // A hole with something at both ends takes no room here; in the archive it does.
  truncateSync(large, Math.round(4.2 * gibi));
  const file = openSync(large, 'r+');
  writeSync(file, Buffer.from('begin'), 0, null, 0);
  writeSync(file, Buffer.from('end'), 0, null, Math.round(4.2 * gibi) - 3);
  closeSync(file);
  const { sha256 } = await hashFile(nodeFileSystem, large);
  const made = await createBackup(sourceOf(root), temporaryFolder(), now, quiet);
  expect(made.bytes).toBeGreaterThan(4.2 * gibi);
  if (has('unzip')) expect(execFileSync('unzip', ['-tqq', made.path]).toString()).toBe('');
  const restored = join(temporaryFolder(), 'lấy lại');
  await restoreBackup(nodeFileSystem, made.path, restored, quiet);
  expect(await hashFile(nodeFileSystem, join(restored, folder, 'lớn.bin'))).toEqual({
    sha256,
    bytes: statSync(large).size,
  });
  expect((await nodeFileSystem.read(join(restored, folder, 'z sau cùng.txt'))).toString()).toBe('behind it');
});
