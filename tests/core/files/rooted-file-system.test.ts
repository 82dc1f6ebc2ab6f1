import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { rootedFileSystem } from '#core/files/rooted-file-system';
import { inTransaction } from '#core/files/transaction';
import { temporaryFolder } from '#tests/support/folders';

test('a library that went away is not made anew by what was under way, and folders in it are', async () => {
  const root = join(temporaryFolder(), 'kho');
  const fileSystem = rootedFileSystem(nodeFileSystem, root);
  mkdirSync(root);
  await fileSystem.makeFolder(join(root, 'practices', 'a', 'attachments'));
  await fileSystem.makeFolder(join(root, 'practices', 'a', 'attachments'));
  expect(existsSync(join(root, 'practices', 'a', 'attachments'))).toBe(true);

  renameSync(root, `${root}-away`);
  const save = inTransaction(fileSystem, root, (transaction) => transaction.put('office.json', '{}'));
  await expect(save).rejects.toThrow('ENOENT');
  for (const path of [root, join(root, 'bin'), join(root, 'practices', 'b')])
    await fileSystem.makeFolder(path).catch(() => undefined);
  expect(existsSync(root)).toBe(false);
  renameSync(`${root}-away`, root);

  // Elsewhere folders are made with all that is above them.
  await fileSystem.makeFolder(join(root, '..', 'profile', 'cache'));
  expect(existsSync(join(root, '..', 'profile', 'cache'))).toBe(true);
  rmSync(root, { recursive: true });
});
