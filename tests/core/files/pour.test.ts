import { readFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { pour } from '#core/files/pour';
import { Lender, readAhead } from '#core/files/read-ahead';
import { temporaryFolder } from '#tests/support/folders';

async function* given(chunks: readonly Uint8Array[], failure?: Error): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
  if (failure) throw failure;
}

/** Bytes that tell every place from the next. */
function numbered(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}

describe('writing chunks', () => {
  it('writes all of them in their order, however they are cut (property)', async () => {
    const path = join(temporaryFolder(), 'a');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 12 }), async (lengths) => {
        const whole = numbered(lengths.reduce((sum, length) => sum + length, 0));
        let at = 0;
        const chunks = lengths.map((length) => whole.subarray(at, (at += length)));
        await nodeFileSystem.write(path, given(chunks), 'later');
        await nodeFileSystem.force(path);
        expect(readFileSync(path).equals(whole)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('lets the disk work meanwhile, and fails where that fails', async () => {
    const path = join(temporaryFolder(), 'a');
    const file = await fs.open(path, 'w');
    const mebi = Buffer.alloc(1024 * 1024);
    const failing = Object.assign(Object.create(file) as fs.FileHandle, {
      writeFile: (data: Uint8Array) => file.writeFile(data),
      datasync: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    });
    try {
      const chunks = Array<Uint8Array>(80).fill(mebi);
      await expect(pour(failing, given(chunks))).rejects.toMatchObject({ code: 'ENOSPC' });
      await pour(file, given(chunks));
    } finally {
      await file.close();
    }
  });

  it('fails as its source does', async () => {
    const path = join(temporaryFolder(), 'a');
    const gone = new Error('the source is gone');
    await expect(nodeFileSystem.write(path, given([Buffer.from('a')], gone))).rejects.toBe(gone);
  });
});

describe('reading ahead', () => {
  it('gives the bytes asked for, in their order, and no more than there are', async () => {
    const path = join(temporaryFolder(), 'a');
    const whole = numbered(1_500_000);
    await nodeFileSystem.write(path, whole);
    const file = await nodeFileSystem.open(path);
    const from = async (start: number, length: number): Promise<Buffer> => {
      const parts: Uint8Array[] = [];
      for await (const part of readAhead(file, start, length)) parts.push(part);
      return Buffer.concat(parts);
    };
    try {
      expect((await from(0, whole.length)).equals(whole)).toBe(true);
      expect((await from(1_001, 700_003)).equals(whole.subarray(1_001, 701_004))).toBe(true);
      expect((await from(1_400_000, 500_000)).equals(whole.subarray(1_400_000))).toBe(true);
      expect((await from(5, 0)).length).toBe(0);
    } finally {
      await file.close();
    }
  });

  it('lends pieces that stay whole as long as it takes to write them (property)', async () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    const lender = new Lender();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5_000_000 }), async (length) => {
        const whole = numbered(length);
        await nodeFileSystem.write(from, whole);
        const source = await nodeFileSystem.open(from);
        const target = await fs.open(to, 'w');
        // A disk that writes late, what is there by then.
        const slow = Object.assign(Object.create(target) as fs.FileHandle, {
          writeFile: async (data: Uint8Array) => {
            await new Promise((resolve) => setTimeout(resolve, 2));
            await target.writeFile(data);
          },
          datasync: () => target.datasync(),
        });
        try {
          await pour(slow, readAhead(source, 0, length, lender));
        } finally {
          await source.close();
          await target.close();
        }
        expect(readFileSync(to).equals(whole)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('fails where a later piece cannot be read, and is at rest when it is left', async () => {
    const reads: number[] = [];
    let under = 0;
    const file = {
      bytes: 10_000_000,
      async read(position: number, length: number): Promise<Uint8Array> {
        reads.push(position);
        under += 1;
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        if (position > 1_000_000) throw new Error('bad sector');
        return Buffer.alloc(length);
      },
      close: () => Promise.resolve(),
    };
    const all = async (): Promise<void> => {
      for await (const piece of readAhead(file, 0, file.bytes)) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toThrow('bad sector');
    for await (const piece of readAhead(file, 0, file.bytes)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(under).toBe(0);
    expect(reads.length).toBeLessThan(20);
  });
});
