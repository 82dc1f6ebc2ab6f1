import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { departureSheet } from '#core/sending/departure-sheet';
import type { DepartureView } from '#shared/contract/sending';
import { departureSheet as english } from '#shared/messages/en/departure-sheet';
import { departureSheet as vietnamese } from '#shared/messages/vi/departure-sheet';
import type { Departure, DepartureRecipient } from '#shared/model/departure';
import { temporaryFolder } from '#tests/support/folders';

const practice = '0193e4a0-0000-7000-8000-000000000001';
const hash = 'ab'.repeat(32);

function recipient(end: string, name: string, sentAt?: string): DepartureRecipient {
  return {
    ...{ id: `0193e4a0-0000-7000-8000-00000000000${end}`, name, office: null, government: true, groups: [] },
    ...{ channel: 'mail', address: '', ...(sentAt === undefined ? {} : { sentAt, sentBy: 'Hoa' }) },
  };
}

function view(number: number, issuedAt: string, change: Partial<Departure> = {}): DepartureView {
  return {
    departure: {
      ...{ format: '1.0', id: `2026-Q3_${String(number)}_${hash.slice(0, 16)}`, period: '2026-Q3', number },
      ...{ content: hash, issuedAt, by: 'Lan', governmentOnly: false, recipients: [] },
      practices: [{ id: practice, revision: hash, title: 'Một' }],
      ...change,
    },
    files: [
      {
        ...{
          file: `CachLamHay_So0${String(number)}.zip`,
          bytes: 1,
          sha256: hash,
          practices: 1,
          part: 1,
          parts: 1,
        },
        ...{ limit: null, sealed: true, there: true },
      },
    ],
    ...{ of: null, acknowledged: [], doubtful: [] },
  };
}

// In Viet Nam the first was issued, and the second sent, on the day after.
const first = view(1, '2026-10-04T18:30:00.000Z', {
  recipients: [
    recipient('2', '=HYPERLINK("http://x")', '2026-10-05T02:00:00.000Z'),
    recipient('3', 'Sở KH&CN Huế', '2026-10-06T18:00:00.000Z'),
    recipient('4', 'Bộ KH&CN'),
  ],
});
const received: DepartureView = {
  ...first,
  acknowledged: [
    {
      recipient: '0193e4a0-0000-7000-8000-000000000003',
      at: '2026-10-07T02:00:00.000Z',
      registerNumber: '15/2026',
      parts: 1,
      of: 1,
    },
  ],
};
const second = view(2, '2026-10-20T02:00:00.000Z', {
  audience: [{ id: null, name: 'Sở KH&CN Huế' }],
  recipients: [recipient('3', 'Sở KH&CN Huế', '2026-10-20T03:00:00.000Z')],
});
const gone: DepartureView = { ...second, files: second.files.map((file) => ({ ...file, there: false })) };
const lastYear = view(3, '2025-12-31T16:00:00.000Z');
const departures = [gone, received, lastYear];

async function rowsOf(
  year: number,
  list: readonly DepartureView[],
  words: typeof vietnamese,
  language: 'vi' | 'en' = 'vi',
): Promise<{ all: unknown[][]; rows: unknown[][] }> {
  const file = join(temporaryFolder(), words.file(year));
  const sheet = { year, office: 'Sở KH&CN Hải Phòng', departures: list, language };
  writeFileSync(file, await departureSheet(sheet, words));
  const all = await readSheet(file);
  return { all, rows: all.slice(all.findIndex((row) => row.filter((cell) => cell !== null).length === 10)) };
}

describe('the register of departures as an Excel file', () => {
  it.each([
    ['vi' as const, vietnamese],
    ['en' as const, english],
  ])('has the ten columns of Annex IV, a line a parcel, the oldest first (%s)', async (language, words) => {
    const { all, rows } = await rowsOf(2026, departures, words, language);
    const [headings, numbers, one, two, ...others] = rows;
    expect(headings).toEqual(words.columns);
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, index) => `(${String(index + 1)})`));
    expect(others).toEqual([]);
    const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
    expect(one?.slice(0, 2)).toEqual([words.number('01'), day('2026-10-05')]);
    expect(one?.slice(3, 9)).toEqual([
      ...[null, '=HYPERLINK("http://x"); Sở KH&CN Huế', words.kept, 2, '05/10/2026; 07/10/2026'],
      words.received('Sở KH&CN Huế', '07/10/2026', '15/2026'),
    ]);
    expect(one?.[9]).toContain(words.notSent('Bộ KH&CN'));
    expect(one?.[9]).toContain('CachLamHay_So01.zip');
    // Its file was moved away.
    expect(two?.[5]).toBeNull();
    expect([two?.[7], two?.[9]]).toEqual([
      day('2026-10-20'),
      expect.stringContaining(words.only('Sở KH&CN Huế')),
    ]);
    const texts = JSON.stringify(all);
    for (const text of ['SỞ KH&CN HẢI PHÒNG', words.title, words.year(2026), '05/10/2026', '20/10/2026'])
      expect(texts).toContain(text);
  });

  it('goes by the years of Viet Nam, and of a year without parcels is a table without lines', async () => {
    expect((await rowsOf(2025, departures, vietnamese)).rows).toHaveLength(3);
    expect((await rowsOf(2027, departures, vietnamese)).rows).toHaveLength(2);
  });
});
