import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutParts } from '#core/compilation/cut-parts';
import { layout } from '#core/library/layout';
import type { Compilation } from '#shared/model/compilation';
import {
  type ExchangeOffice,
  newOffice,
  period,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';

const kilo = 1000;

async function compiled(office: ExchangeOffice, sizes: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, size] of sizes.entries()) {
    const attachments = size === 0 ? {} : { 'ảnh.png': randomBytes(size) };
    ids.push(await writePractice(office, { title: `Bài ${String(index + 1)}`, attachments }));
  }
  const { hash } = await office.handlers['compilations.get']({ period });
  await office.handlers['compilations.save']({ period, base: hash, foreword: 'Kính gửi.', items: ids });
  return ids;
}

async function cut(
  office: ExchangeOffice,
  limit: number | null,
): Promise<{ first: string; entries: Compilation['exports'] }> {
  const started = await office.handlers['compilations.export']({ period, number: 2, limit });
  const first = await office.ended(started);
  const { compilation } = await office.handlers['compilations.get']({ period });
  return { first, entries: compilation.exports };
}

const pathOf = (office: ExchangeOffice, file: string): string =>
  join(office.root, layout.bundles(period), file);

describe('dividing practices', () => {
  it('keeps all of them, in order within a part, below the limit but for single ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120)), fc.integer({ min: 1, max: 100 }), (sizes, limit) => {
        const weighed = sizes.map((bytes, practice) => ({ practice, bytes }));
        const parts = cutParts(weighed, limit);
        expect(parts.flat().toSorted((a, b) => a - b)).toEqual(sizes.map((_, index) => index));
        for (const part of parts) {
          expect(part).toEqual(part.toSorted((a, b) => a - b));
          const bytes = part.reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
          expect(bytes <= limit || part.length === 1).toBe(true);
        }
        expect(cutParts(weighed, limit)).toEqual(parts);
      }),
    );
  });
});

describe('a bundle in parts', () => {
  it('whatever the sizes: all practices once, each part a whole bundle below the limit, in any order the same library', async () => {
    const sizes = fc.array(fc.constantFrom(0, 5 * kilo, 30 * kilo, 70 * kilo), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.constantFrom(60 * kilo, 110 * kilo),
        fc.nat(),
        async (given, limit, turn) => {
          const office = await newOffice();
          const ids = await compiled(office, given);
          const { first, entries } = await cut(office, limit);
          expect(first).toBe(entries[0]?.file);
          expect(entries.reduce((sum, { practices }) => sum + practices, 0)).toBe(ids.length);
          for (const { file, bytes, practices } of entries) {
            expect(statSync(pathOf(office, file)).size).toBe(bytes);
            expect(bytes <= limit || practices === 1, `${file} has ${String(bytes)}`).toBe(true);
          }
          const order = entries.toSorted((a, b) => ((a.bytes + turn) % 7) - ((b.bytes + turn) % 7));
          const receiver = await newOffice();
          for (const { file } of order)
            await takeInReviewed(receiver, await receiveFile(receiver, pathOf(office, file)));
          for (const id of ids) {
            const copy = treeOf(join(receiver.root, layout.practice(id)), /^history|work\.json/);
            const original = treeOf(join(office.root, layout.practice(id)), /^history|work\.json/);
            expect(copy).toEqual(original);
          }
        },
      ),
      { numRuns: 6 },
    );
  }, 120_000);

  it('has names and tags that say so, is accepted by unzip and sha256sum, and is the same every time', async () => {
    const office = await newOffice();
    await compiled(office, [60 * kilo, 60 * kilo, 60 * kilo]);
    const { entries } = await cut(office, 110 * kilo);
    expect(entries.map(({ file }) => file)).toEqual([
      'CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02_Phan1tren3.zip',
      'CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02_Phan2tren3.zip',
      'CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02_Phan3tren3.zip',
    ]);
    const folder = temporaryFolder();
    for (const { file } of entries) {
      execFileSync('unzip', ['-tqq', pathOf(office, file)]);
      execFileSync('unzip', ['-qq', pathOf(office, file), '-d', folder]);
    }
    expect(readdirSync(folder)).toHaveLength(3);
    for (const [index, bag] of readdirSync(folder).sort().entries()) {
      const cwd = join(folder, bag);
      execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'manifest-sha256.txt'], { cwd });
      const tags = readFileSync(join(cwd, 'bag-info.txt'), 'utf8');
      expect(tags).toContain(`Bag-Count: ${String(index + 1)} of 3\n`);
      expect(tags).toContain('Lantoa-Practices: 1\n');
      const page = readFileSync(join(cwd, 'data/index.html'), 'utf8');
      expect(page).toContain(`phần ${String(index + 1)}/3`);
      expect(page).toContain(`Bài ${String(index + 1)}</h2>`);
      const json = JSON.parse(readFileSync(join(cwd, 'data/bundle.json'), 'utf8')) as object;
      expect(json).toMatchObject({ part: index + 1, parts: 3 });
    }
    const before = treeOf(join(office.root, layout.bundles(period)));
    rmSync(join(office.root, layout.bundles(period)), { recursive: true });
    expect((await cut(office, 110 * kilo)).entries).toEqual(entries);
    expect(treeOf(join(office.root, layout.bundles(period)))).toEqual(before);
  });

  it('is not cut where all of it is below the limit: the bytes are those of the whole', async () => {
    const office = await newOffice();
    await compiled(office, [5 * kilo, 5 * kilo]);
    const whole = await cut(office, null);
    const bytes = readFileSync(pathOf(office, whole.first));
    const limited = await cut(office, 500 * kilo);
    expect(limited.first).toBe(whole.first);
    expect(limited.entries).toHaveLength(1);
    expect(readFileSync(pathOf(office, limited.first)).equals(bytes)).toBe(true);
  });

  it('gives a practice above the limit a part of its own', async () => {
    const office = await newOffice();
    await compiled(office, [5 * kilo, 150 * kilo, 5 * kilo]);
    const { entries } = await cut(office, 100 * kilo);
    expect(entries.map(({ practices, bytes, limit }) => [practices, bytes > (limit ?? 0)])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('is cut again where statements or lists make a part larger than it was weighed', async () => {
    const office = await newOffice();
    await compiled(
      office,
      Array.from({ length: 8 }, () => 9 * kilo),
    );
    for (let n = 0; n < 12; n += 1)
      await office.statements.make(
        'directory',
        { offices: [], note: randomBytes(3 * kilo).toString('hex') },
        { by: '' },
      );
    const { entries } = await cut(office, 150 * kilo);
    for (const { bytes, practices } of entries) expect(bytes <= 150 * kilo || practices === 1).toBe(true);
    expect(entries.reduce((sum, { practices }) => sum + practices, 0)).toBe(8);
  });

  it('leaves nothing when one part cannot be written', async () => {
    const office = await newOffice();
    const ids = await compiled(office, [60 * kilo, 60 * kilo]);
    rmSync(join(office.root, layout.attachment(ids[1] ?? '', 'anh.png')));
    await expect(cut(office, 100 * kilo)).rejects.toMatchObject({ code: 'attachment-missing' });
    expect(existsSync(join(office.root, layout.bundles(period)))).toBe(false);
    expect(existsSync(join(office.root, layout.departures))).toBe(false);
  });
});
