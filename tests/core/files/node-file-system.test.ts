import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { temporaryFolder } from '#tests/support/folders';

it('opens a file that it streams when that is read, not before', async () => {
  const path = join(temporaryFolder(), 'a');
  const chunks = nodeFileSystem.stream(path);
  const never = nodeFileSystem.stream(join(path, 'b'));
  writeFileSync(path, 'later');
  expect(Buffer.concat(await all(chunks)).toString()).toBe('later');
  // Nobody reads the other one, as where there is no room for its copy: it does not fail unheard.
  await expect(nodeFileSystem.write(join(path, 'c', 'd'), never)).rejects.toThrow();
  expect(existsSync(join(path, 'c'))).toBe(false);
});

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return found;
}
