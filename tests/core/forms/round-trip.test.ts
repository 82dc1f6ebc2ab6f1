import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formFile } from '#core/forms/form-file';
import { readFormBytes } from '#core/forms/read-form-file';
import { canonical, randomPractice, type RandomPractice } from '#tests/core/forms/random-practice';
import { formVocabulary } from '#tests/core/forms/vocabulary';
import { temporaryFolder } from '#tests/support/folders';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
/** The whole number takes minutes of LibreOffice: in the normal suite fewer, with the same seed. */
const rounds = Number(process.env['LANTOA_FORMS'] ?? 8);
const office = 'Sở Khoa học và Công nghệ tỉnh Hải Dương';

const made = ({ unit, fields, sections }: RandomPractice): Promise<Uint8Array> =>
  formFile({ language: 'vi', office, unit, fields, sections, vocabulary: formVocabulary });

async function expectSame(bytes: Uint8Array, practice: RandomPractice): Promise<void> {
  const read = await readFormBytes(Buffer.from(bytes), formVocabulary);
  expect(read.unplaced).toEqual([]);
  expect(read.doubts).toEqual([]);
  expect(read.nil).toBe(false);
  expect(read.unit).toBe(practice.unit);
  expect(read.fields).toEqual(practice.fields);
  const inOneWay = Object.fromEntries(
    Object.entries(read.sections).map(([key, text]) => [key, canonical(text)]),
  );
  expect(inOneWay).toEqual({ ...practice.sections });
}

describe('a practice that goes out as a form and comes back', () => {
  it('says the same, field by field', async () => {
    await fc.assert(
      fc.asyncProperty(randomPractice(formVocabulary), async (practice) => {
        await expectSame(await made(practice), practice);
      }),
      { numRuns: rounds * 2 },
    );
  });

  it('has the same bytes each time', async () => {
    const [practice] = fc.sample(randomPractice(formVocabulary), { numRuns: 1, seed: 7 });
    if (!practice) throw new Error('no sample');
    const first = await made(practice);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.from(await made(practice)).equals(Buffer.from(first))).toBe(true);
  });

  it.skipIf(!hasOffice)('says the same after LibreOffice has opened and saved it', async () => {
    const folder = temporaryFolder();
    const profile = join(folder, 'profile');
    mkdirSync(join(folder, 'out'));
    const practices = fc.sample(randomPractice(formVocabulary), { numRuns: rounds, seed: 20_261_122 });
    const names = practices.map((_, at) => join(folder, `form-${String(at)}.docx`));
    for (const [at, practice] of practices.entries()) writeFileSync(names[at] ?? '', await made(practice));
    execFileSync(
      'soffice',
      [
        ...[`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to'],
        ...['docx:MS Word 2007 XML', '--outdir', join(folder, 'out'), ...names],
      ],
      { stdio: 'ignore', timeout: 170_000 },
    );
    for (const [at, practice] of practices.entries())
      await expectSame(readFileSync(join(folder, 'out', `form-${String(at)}.docx`)), practice);
  });
});
