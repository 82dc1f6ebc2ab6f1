import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Records as they lie in a library, without what is the library's own. */
const recordsOf = (office: ExchangeOffice): Record<string, string> =>
  treeOf(join(office.root, 'practices'), /(?:^|\/)(?:\.lock|work\.json|history\/.*)$/);

describe('other people’s tools', () => {
  it.skipIf(!isThere('zip')).each([
    ['with folder entries, everything deflated', ['-r', '-9']],
    ['without folder entries, nothing deflated', ['-r', '-D', '-0']],
    ['without what Unix adds', ['-r', '-X']],
  ])('a bag zipped by hand %s is taken in', async (_how, options) => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, {
      attachments: { 'ảnh.png': 'picture '.repeat(1_000), 'b.pdf': 'letter' },
    });
    const bundle = await exportPractices(a, [id]);
    const folder = temporaryFolder();
    execFileSync('unzip', ['-qq', bundle, '-d', folder]);
    const name = 'Goi cua So';
    renameSync(join(folder, basename(bundle, '.zip')), join(folder, name));
    mkdirSync(join(folder, 'out'));
    const zipped = join(folder, 'out', 'goi.zip');
    execFileSync('zip', ['-q', ...options, zipped, name], { cwd: folder });
    // Through a pipe zip does not know the sizes beforehand and uses the fields for large files.
    const piped = execFileSync('zip', ['-q', ...options, '-', name], { cwd: folder, maxBuffer: 1e8 });
    writeFileSync(join(folder, 'out', 'piped.zip'), piped);
    await receiveFile(b, join(folder, 'out', 'piped.zip'));
    await takeInReviewed(b, await receiveFile(b, zipped));
    expect(recordsOf(b)).toEqual(recordsOf(a));
  });

  it.skipIf(!isThere('zip'))('a bag with a file of the desktop in it is refused by name', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const bundle = await exportPractices(a, [await writePractice(a)]);
    const folder = temporaryFolder();
    execFileSync('unzip', ['-qq', bundle, '-d', folder]);
    execFileSync('touch', [join(folder, basename(bundle, '.zip'), 'data', 'Thumbs.db')]);
    const zipped = join(folder, 'goi.zip');
    execFileSync('zip', ['-qr', zipped, basename(bundle, '.zip')], { cwd: folder });
    await expect(receiveFile(b, zipped)).rejects.toMatchObject({
      rule: 'manifest-extra',
      where: 'data/Thumbs.db',
    });
  });
});

describe('from one library into another and on', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 30 });
  const practice = fc.record({
    title: fc.string({ unit: 'grapheme', maxLength: 60 }),
    summary: word,
    keywords: fc.array(word, { maxLength: 3 }),
    extra: fc.jsonValue({ maxDepth: 2 }),
    body: fc.string({ unit: 'binary', maxLength: 400 }),
    attachments: fc.dictionary(
      fc.stringMatching(/^[a-zA-ZđĐăÂ ]{1,12}\.(?:png|docx|csv|bin)$/),
      fc.uint8Array({ maxLength: 3_000 }),
      { maxKeys: 3 },
    ),
  });

  it('keeps every byte of every record, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(practice, { minLength: 1, maxLength: 3 }), async (given) => {
        const [a, b, c] = [await newOffice(), await newOffice(), await newOffice()];
        const ids: string[] = [];
        for (const { title, summary, keywords, extra, body, attachments } of given) {
          // Through UTF-8, where lone surrogates do not exist; NUL is in no practice (docs/formats.md).
          const text = `\n## Mục đích\n\n${Buffer.from(body).toString().replaceAll('\0', '')}\n`;
          const fields = { summary, keywords, 'x-extra': extra };
          ids.push(await writePractice(a, { title, body: text, fields, attachments }));
        }
        await takeInReviewed(b, await receiveFile(b, await exportPractices(a, ids)));
        await takeInReviewed(c, await receiveFile(c, await exportPractices(b, ids)));
        expect(recordsOf(b)).toEqual(recordsOf(a));
        expect(recordsOf(c)).toEqual(recordsOf(a));
        for (const { root } of [a, b, c]) rmSync(root, { recursive: true });
      }),
      { numRuns: Number(process.env['LANTOA_RUNS'] ?? 15) },
    );
  });
});
