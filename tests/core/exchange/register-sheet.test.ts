import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { registerSheet } from '#core/exchange/register/register-sheet';
import { registerSheet as english } from '#shared/messages/en/register-sheet';
import { registerSheet as vietnamese } from '#shared/messages/vi/register-sheet';
import type { RegisterEntry } from '#shared/model/register';
import { fields } from '#tests/support/desk';
import { temporaryFolder } from '#tests/support/folders';

const id = '0193e4a0-0000-7000-8000-000000000001';
const hash = '0'.repeat(64);
const at = '2026-10-05T02:12:30.000Z';

function entry(number: number, change: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    ...{ format: '1.0', id, year: 2026, number, ...fields, done: null, forwarded: [] },
    parcel: { office: { id, name: 'Sở' }, period: '2026-Q3', number: 2, parts: 1, issuedAt: at },
    parts: [
      {
        id,
        part: 1,
        tagManifest: hash,
        name: 'a.zip',
        bytes: 1,
        practices: [],
        receivedAt: at,
        receivedBy: '',
      },
    ],
    ...{ registeredAt: at, registeredBy: 'Hoa' },
    ...change,
  };
}

const forwarded = [
  // In Viet Nam it is the day after already.
  { to: { id, name: 'Lâm' }, due: '2026-10-12', note: '', at: '2026-10-05T18:00:00.000Z', by: 'Hoa' },
];
const entries = [
  entry(1, { forwarded }),
  entry(2, { subject: '=HYPERLINK("http://x")', symbol: '007', paperDate: null, from: 'Sở\nKH&CN <b>' }),
  entry(3, {
    symbol: '',
    paperDate: null,
    receiver: 'Anh Lâm',
    forwarded,
    done: { at, by: 'Lâm' },
    note: 'Gấp',
  }),
];

/** From the line of headings on, as another program reads it. */
async function rowsOf(file: string): Promise<unknown[][]> {
  const rows = await readSheet(file);
  return rows.slice(rows.findIndex((row) => row.filter((cell) => cell !== null).length === 10));
}

describe('the register as an Excel file', () => {
  it.each([
    ['vi', vietnamese],
    ['en', english],
  ])('has the ten columns of Annex IV with dates as dates (%s)', async (_, words) => {
    const file = join(temporaryFolder(), words.file(2026));
    writeFileSync(file, await registerSheet({ year: 2026, office: 'Sở KH&CN Hải Phòng', entries }, words));
    const [headings, numbers, first, second, third] = await rowsOf(file);
    expect(headings).toEqual(words.columns);
    expect(numbers).toEqual(Array.from({ length: 10 }, (_one, index) => `(${String(index + 1)})`));
    const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
    expect(first).toEqual([
      ...[day('2026-10-05'), 1, fields.from, fields.symbol, day('2026-10-02'), fields.subject],
      ...[`${fields.receiver}; Lâm`, day('2026-10-06'), null, words.due('12/10/2026')],
    ]);
    expect(second).toMatchObject({
      1: 2,
      2: 'Sở\nKH&CN <b>',
      3: '007',
      4: day('2026-10-05'),
      5: '=HYPERLINK("http://x")',
    });
    // Without a paper: what is known of the parcel.
    expect(third?.slice(3, 10)).toEqual([
      ...[words.parcel('02'), day('2026-10-05'), fields.subject, 'Anh Lâm', day('2026-10-06'), null],
      `Gấp\n${words.done('05/10/2026', 'Lâm')}`,
    ]);
    const all = JSON.stringify(await readSheet(file));
    for (const text of ['SỞ KH&CN HẢI PHÒNG', words.title, words.year(2026), '05/10/2026'])
      expect(all).toContain(text);
  });

  it('of a year without lines is a table without lines', async () => {
    const file = join(temporaryFolder(), 'a.xlsx');
    writeFileSync(file, await registerSheet({ year: 2027, office: 'Sở', entries: [] }, vietnamese));
    expect(await rowsOf(file)).toHaveLength(2);
  });

  it.skipIf(!hasCalc())('is read by LibreOffice', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'so.xlsx');
    writeFileSync(file, await registerSheet({ year: 2026, office: 'Sở', entries }, vietnamese));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const convert = (to: string, from: string, into: string) =>
      execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', into, from], {
        stdio: 'pipe',
      });
    convert('ods', file, folder);
    convert('xlsx', join(folder, 'so.ods'), join(folder, 'back'));
    expect((await rowsOf(join(folder, 'back', 'so.xlsx'))).slice(2)).toMatchObject(
      (await rowsOf(file)).slice(2).map((row) => Object.fromEntries(row.slice(0, 2).entries())),
    );
    convert('csv:Text - txt - csv (StarCalc):44,34,76', file, folder);
    const csv = readFileSync(join(folder, 'so.csv'), 'utf8');
    expect(csv).toContain('05/10/2026,1,');
    expect(csv).toContain('007');
  });
});

/** LibreOffice may be here without its part for sheets. */
function hasCalc(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-calc-'));
  try {
    writeFileSync(join(folder, 'a.csv'), '1,2\n');
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'xlsx', '--outdir', folder, join(folder, 'a.csv')],
      {
        stdio: 'ignore',
      },
    );
    return existsSync(join(folder, 'a.xlsx'));
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
