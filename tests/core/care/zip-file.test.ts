import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '#core/bundle/archive';
import { backupLimits } from '#core/care/backup-limits';
import { ZipFile, type ZipListed } from '#core/care/zip-file';
import { nodeFileSystem } from '#core/files/node-file-system';
import { temporaryFolder } from '#tests/support/folders';

const has = (tool: string): boolean => spawnSync(tool, ['--help']).error === undefined;
const gibi = 1024 ** 3;

async function* only(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

/** Runs a generator to its end; what it gave goes into `parts`. */
async function collect(
  entry: AsyncGenerator<Uint8Array, ZipListed>,
  parts: Uint8Array[],
): Promise<ZipListed> {
  for (;;) {
    const { done, value } = await entry.next();
    if (done === true) return value;
    parts.push(value);
  }
}

describe('a zip archive', () => {
  it('of more than 65,535 entries is read by unzip and by us', { timeout: 60_000 }, async () => {
    const zip = new ZipFile();
    const parts: Uint8Array[] = [];
    for (let index = 0; index < 66_000; index += 1)
      zip.list([await collect(zip.streamed(`b/${String(index)}`, only('x'), 1), parts)]);
    const path = join(temporaryFolder(), 'x.zip');
    writeFileSync(path, Buffer.concat([...parts, ...zip.end()]));
    const archive = await openArchive(nodeFileSystem, path, backupLimits);
    expect(archive.files.size).toBe(66_000);
    await archive.close();
    if (has('unzip')) expect(execFileSync('unzip', ['-tqq', path]).toString()).toBe('');
  });

  it('finds entries that lie behind 4 GiB, also with sizes of 64 bits', async () => {
    const zip = new ZipFile(5 * gibi);
    const parts: Uint8Array[] = [];
    zip.list([
      await collect(zip.whole('b/một.txt', Buffer.from('một'.repeat(100))), parts),
      await collect(zip.streamed('b/hai.txt', only('hai'), 3), parts),
      await collect(zip.streamed('b/ba.txt', only('ba'), 5 * gibi), parts),
    ]);
    const path = join(temporaryFolder(), 'x.zip');
    writeFileSync(path, '');
    // The hole takes no room on the disk.
    truncateSync(path, 5 * gibi);
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.concat([...parts, ...zip.end()]), 0, null, 5 * gibi);
    closeSync(file);
    const archive = await openArchive(nodeFileSystem, path, backupLimits);
    const texts: string[] = [];
    for (const entry of archive.files.values()) {
      const read: Uint8Array[] = [];
      for await (const chunk of archive.read(entry)) read.push(chunk);
      texts.push(Buffer.concat(read).toString());
    }
    await archive.close();
    expect(texts.toSorted()).toEqual(['ba', 'hai', 'một'.repeat(100)]);
    if (has('unzip')) expect(execFileSync('unzip', ['-tqq', path]).toString()).toBe('');
  });
});
