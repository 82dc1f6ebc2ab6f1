import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openArchive } from '#core/bundle/archive';
import { bundleLimits } from '#core/bundle/limits';
import { writeZip, type ZipSource } from '#core/bundle/zip-writer';
import { nodeFileSystem } from '#core/files/node-file-system';
import { temporaryFolder } from '#tests/support/folders';

const quiet = { report: () => undefined, check: () => undefined };

/** A source that gives its bytes in pieces of the given size, as disks and caches do. */
function source(name: string, content: Uint8Array, piece = 1_000): ZipSource {
  return {
    name,
    bytes: content.byteLength,
    async *read() {
      for (let at = 0; at < content.byteLength; at += piece) {
        await Promise.resolve();
        yield content.subarray(at, at + piece);
      }
    },
  };
}

async function zip(sources: readonly ZipSource[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(sources, quiet)) parts.push(part);
  return Buffer.concat(parts);
}

async function unzip(data: Uint8Array): Promise<Map<string, { content: Buffer; deflated: boolean }>> {
  const path = join(temporaryFolder(), 'x.zip');
  writeFileSync(path, data);
  const archive = await openArchive(nodeFileSystem, path);
  const found = new Map<string, { content: Buffer; deflated: boolean }>();
  for (const [name, entry] of archive.files) {
    const parts: Uint8Array[] = [];
    for await (const part of archive.read(entry)) parts.push(part);
    found.set(name, { content: Buffer.concat(parts), deflated: entry.deflated });
  }
  await archive.close();
  return found;
}

/** Bytes that look random and are the same in every run. */
function noise(bytes: number): Buffer {
  const parts: Buffer[] = [];
  for (let n = 0; n * 32 < bytes; n += 1) parts.push(createHash('sha256').update(String(n)).digest());
  return Buffer.concat(parts).subarray(0, bytes);
}

describe('writeZip', () => {
  it('gives the same bytes whatever the order of the sources and the pieces they come in', async () => {
    const [a, b] = [Buffer.from('văn bản '.repeat(30_000)), noise(200_000)];
    const one = await zip([source('t/a.md', a, 7), source('t/b.pdf', b, 65_536)]);
    const other = await zip([source('t/b.pdf', b, 999), source('t/a.md', a, 1_000_000)]);
    expect(one.equals(other)).toBe(true);
  });

  it('dates every entry 1980-01-01 in every time zone', async () => {
    const before = process.env['TZ'];
    const offsets = new Set<number>();
    try {
      for (const zone of Intl.supportedValuesOf('timeZone')) {
        process.env['TZ'] = zone;
        offsets.add(new Date(1980, 0, 1).getTimezoneOffset());
        const data = await zip([source('t/a.md', Buffer.from('x'))]);
        // 0x21 is the first of January in the first year that DOS knows; time 0.
        expect(data.readUInt32LE(10), zone).toBe(0x0021_0000);
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
    expect(offsets.size).toBeGreaterThan(20);
  });

  it('stores what is packed already, what does not shrink, and what would look like a bomb', async () => {
    const files = await unzip(
      await zip([
        source('t/text.md', Buffer.from('một hai ba '.repeat(100))),
        source('t/picture.png', Buffer.alloc(100_000)),
        source('t/noise.dat', noise(200_000)),
        source('t/zeros.bmp', Buffer.alloc(3_000_000)),
        source('t/large.csv', Buffer.from(noise(300_000).toString('hex'))),
      ]),
    );
    expect(Object.fromEntries([...files].map(([name, { deflated }]) => [name, deflated]))).toEqual({
      'text.md': true,
      'picture.png': false,
      'noise.dat': false,
      'zeros.bmp': false,
      'large.csv': true,
    });
  });

  it('writes what unzip and our reader read back', async () => {
    const part = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}\.(?:md|png|bin)$/);
    const contents = fc.dictionary(part, fc.uint8Array({ maxLength: 70_000 }), { minKeys: 1, maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(contents, async (given) => {
        const data = await zip(Object.entries(given).map(([name, content]) => source(`t/${name}`, content)));
        const read = await unzip(data);
        expect(read.size).toBe(Object.keys(given).length);
        for (const [name, content] of Object.entries(given)) {
          expect(read.get(name)?.content.equals(Buffer.from(content)), name).toBe(true);
        }
        const path = join(temporaryFolder(), 'x.zip');
        writeFileSync(path, data);
        execFileSync('unzip', ['-tqq', path]);
      }),
      { numRuns: 25 },
    );
  });

  it('refuses what a bundle cannot hold before it writes anything', async () => {
    const large = (bytes: number): ZipSource => ({ ...source('t/x.bin', Buffer.alloc(0)), bytes });
    const many = Array.from({ length: bundleLimits.entries + 1 }, (_, n) =>
      source(`t/${String(n)}`, Buffer.alloc(0)),
    );
    const code = 'bundle-too-large';
    await expect(zip(many)).rejects.toMatchObject({ code, rule: 'entries' });
    await expect(zip([large(bundleLimits.entryBytes + 1)])).rejects.toMatchObject({
      code,
      rule: 'entry-bytes',
      where: 't/x.bin',
    });
    await expect(zip([1, 2, 3].map(() => large(1.9 * 1024 ** 3)))).rejects.toMatchObject({
      code,
      rule: 'total-bytes',
    });
  });

  it('does not read ahead of the one who takes the bytes', async () => {
    let given = 0;
    const endless: ZipSource = {
      name: 't/x.pdf',
      bytes: 1_000_000_000,
      async *read() {
        for (; given < 1_000_000_000; given += 65_536) {
          await Promise.resolve();
          yield new Uint8Array(65_536);
        }
      },
    };
    const writer = writeZip([endless], quiet);
    for (let taken = 0; taken < 10; taken += 1) await writer.next();
    await writer.return(undefined);
    expect(given).toBeLessThan(20 * 65_536);
  });
});
