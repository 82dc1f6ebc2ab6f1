import { describe, expect, it } from 'vitest';
import type { LockedFile } from '#shared/model/departure';
import { lockedFor } from '#shared/model/locked-for';

const [hue, laoCai] = [1, 2].map((end) => `0193e4a0-0000-7000-8000-00000000000${String(end)}`) as [
  string,
  string,
];

function copy(file: string, of: string, ...offices: { id: string; name: string }[]): LockedFile {
  const facts = { bytes: 1, sha256: '0'.repeat(64), at: '2026-10-05T00:00:00.000Z', by: '' };
  return { file, of, ...facts, ...(offices.length > 0 ? { for: offices } : {}) };
}
const namesFor = (
  files: string[],
  copies: LockedFile[],
  office: { name: string; office: string | null },
): string[] | undefined => lockedFor(files, copies, office)?.map(({ file }) => file);

describe('the copies that an office can open', () => {
  const toHue = { id: hue, name: 'Sở KH&CN Huế' };
  const toLaoCai = { id: laoCai, name: 'Sở KH&CN Lào Cai' };
  const copies = [
    copy('words.lantoa', 'a.zip'),
    copy('hue.lantoa', 'a.zip', toHue),
    copy('both.lantoa', 'a.zip', toHue, toLaoCai),
    copy('words-2.lantoa', 'a.zip'),
  ];

  it('are the last made for it, by its id or else its name, and else the last with a passphrase', () => {
    expect(namesFor(['a.zip'], copies, { name: 'x', office: hue.toUpperCase() })).toEqual(['both.lantoa']);
    expect(namesFor(['a.zip'], copies.slice(0, 2), { name: 'sở  kh&cn HUẾ ', office: null })).toEqual([
      'hue.lantoa',
    ]);
    // Whoever is known by another id is another office, whatever it is called.
    const other = { name: 'Sở KH&CN Huế', office: '0193e4a0-0000-7000-8000-000000000009' };
    expect(namesFor(['a.zip'], copies, other)).toEqual(['words-2.lantoa']);
  });

  it('are none where one of the files has none, or there is nothing', () => {
    const office = { name: 'x', office: laoCai };
    expect(namesFor(['a.zip', 'b.zip'], copies, office)).toBeUndefined();
    expect(namesFor(['a.zip'], copies.slice(1, 2), office)).toBeUndefined();
    expect(namesFor([], copies, office)).toBeUndefined();
    const parts = [...copies, copy('b-both.lantoa', 'b.zip', toLaoCai)];
    expect(namesFor(['a.zip', 'b.zip'], parts, office)).toEqual(['both.lantoa', 'b-both.lantoa']);
  });
});
