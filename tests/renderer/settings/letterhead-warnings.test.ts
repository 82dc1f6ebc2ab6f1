import { describe, expect, it } from 'vitest';
import { lineWarnings, type PaperLines } from '#renderer/components/paper-lines';
import { exampleLetter, exampleReport } from '#renderer/views/settings/letterhead/example-paper';
import type { LetterheadValues } from '#renderer/views/settings/letterhead/letterhead-draft';
import { letterheadWarnings } from '#renderer/views/settings/letterhead/letterhead-warnings';
import { letterheadSchema } from '#shared/model/letterhead';
import { officeOnPaper } from '#shared/paper/office-on-paper';

const nothing = {
  ...{ parent: '', office: '', symbol: '', place: '', signer: null, reportTo: [], letterTo: [] },
};
const right: Partial<LetterheadValues> = {
  ...{ parent: 'Ủy ban nhân dân thành phố Hải Phòng', office: 'Sở Khoa học và Công nghệ' },
  ...{ symbol: 'SKHCN', place: 'Hải Phòng', signers: [{ post: 'Giám đốc', name: 'Nguyễn Văn A' }] },
};
const onPaper = (said: Partial<LetterheadValues>, derived = nothing) =>
  officeOnPaper({ letterhead: letterheadSchema.parse({ format: '1.0', ...said }), derived }, 'THỦ TRƯỞNG');
const valuesOf = (said: Partial<LetterheadValues>): LetterheadValues =>
  letterheadSchema.omit({ format: true }).parse(said);
const codes = (said: Partial<LetterheadValues>, level: 'province' | 'commune' = 'province'): string[] => {
  const values = valuesOf(said);
  return letterheadWarnings(values, onPaper(said), level).map(({ code }) => code);
};
const beside = (change: Partial<LetterheadValues>) => codes({ ...right, ...change });
const signer = (change: object) => beside({ signers: [{ post: 'Giám đốc', name: 'Lê Văn B', ...change }] });

describe('what is doubtful in a letterhead', () => {
  it('is nothing in one that is right, and what is missing in an empty one', () => {
    expect(codes(right)).toEqual([]);
    expect(codes({})).toEqual(['symbolMissing', 'placeMissing', 'signerMissing']);
  });

  it('is nothing where the program derives what is left open', () => {
    const derived = {
      ...{ parent: 'UBND', office: 'Sở', symbol: 'SKHCN', place: 'Hải Phòng', reportTo: [], letterTo: [] },
      signer: { post: 'Giám đốc', name: 'Nguyễn Văn A' },
    };
    const values = valuesOf({});
    expect(letterheadWarnings(values, onPaper({}, derived as never), 'province')).toEqual([]);
  });

  it.each(['SKHCN', 'BQL-KCN', 'SKH&CN', 'ĐTTC2'])('a symbol like %s is right', (symbol) => {
    expect(beside({ symbol })).toEqual([]);
  });

  it.each(['skhcn', 'SKHCN ', 'BC/SKHCN', 'SK HCN', 'SKHCN.'])('a symbol like %j is not', (symbol) => {
    const trimmed = symbol.trim() === 'SKHCN';
    expect(beside({ symbol })).toEqual(trimmed ? [] : ['symbolWrong']);
  });

  it.each([
    ['Tỉnh Lào Cai', 'placeKind'],
    ['tp. Huế', 'placeKind'],
    ['TP Hải Phòng', 'placeKind'],
    ['Thành phố Cần Thơ', 'placeKind'],
    ['Hồ Chí Minh', 'placeInFull'],
    ['TP. Hồ Chí Minh', 'placeInFull'],
  ])('the place %s: %s', (place, code) => {
    expect(beside({ place })).toEqual([code]);
  });

  it.each(['Thành phố Hồ Chí Minh', 'Tân Phú', 'Tĩnh Gia', 'Thanh Hóa', 'Tinh Nhuệ'])(
    'the place %s is right',
    (place) => {
      expect(beside({ place })).toEqual([]);
    },
  );

  it('capitals typed by hand are told apart from short forms', () => {
    expect(beside({ office: 'SỞ KHOA HỌC VÀ CÔNG NGHỆ' })).toEqual(['capitals']);
    expect(beside({ parent: 'UBND TỈNH LÀO CAI' })).toEqual(['capitals']);
    expect(beside({ parent: 'UBND' })).toEqual([]);
    expect(beside({ parent: 'UBND tỉnh Lào Cai' })).toEqual([]);
    expect(beside({ reportTo: ['ỦY BAN NHÂN DÂN TỈNH'] })).toEqual(['capitalsTo']);
  });

  it('a signer has a post, a name as names are written, and whom the authority is from', () => {
    expect(signer({ post: '' })).toEqual(['postMissing']);
    expect(signer({ name: '' })).toEqual(['nameMissing']);
    expect(signer({ name: 'LÊ VĂN B' })).toEqual(['nameCapitals']);
    expect(signer({ authority: 'KT.', post: 'Phó Giám đốc' })).toEqual(['whomMissing']);
    expect(signer({ authority: 'KT.', of: 'Giám đốc', post: 'Phó Giám đốc' })).toEqual([]);
    expect(signer({ authority: 'Q.' })).toEqual([]);
    expect(signer({ authority: 'TM.', post: 'Chủ tịch' })).toEqual(['whomMissing']);
    expect(signer({ post: 'Phó Giám đốc' })).toEqual(['deputy']);
  });

  it('says which of the signers', () => {
    const signers = [
      { post: 'Giám đốc', name: 'A B' },
      { post: '', name: 'C D' },
    ];
    const values = valuesOf({ ...right, signers });
    expect(letterheadWarnings(values, onPaper({ ...right, signers }), 'province')).toEqual([
      { field: 'signers', part: 'post', code: 'postMissing', at: 1 },
    ]);
  });

  it('a report is addressed to higher bodies only', () => {
    const to = (...reportTo: string[]) => beside({ reportTo });
    expect(to('Ủy ban nhân dân thành phố Hải Phòng', 'Bộ Khoa học và Công nghệ')).toEqual([]);
    for (const name of ['Sở Y tế', 'Các sở, ban, ngành', 'UBND các xã, phường', 'Phòng Chuyển đổi số'])
      expect(to(name)).toEqual(['notAbove']);
    expect(codes({ ...right, reportTo: ['Sở Y tế'] }, 'commune')).toEqual([]);
    expect(codes({ ...right, reportTo: ['UBND xã Tân Phú'] }, 'commune')).toEqual(['notAbove']);
  });

  it('"Như trên" and "Lưu" are not to be written by hand', () => {
    expect(beside({ reportRecipients: ['- Như trên;'] })).toEqual(['addedByItself']);
    expect(beside({ letterRecipients: ['Lưu: VT, CĐS.'] })).toEqual(['addedByItself']);
    expect(beside({ letterRecipients: ['Chi cục Lưu trữ', 'Trung tâm Lưu trữ'] })).toEqual([]);
  });
});

describe('what of a paper does not fit', () => {
  const reference = { fields: [] };
  const measured = (lines: PaperLines['lines'], wide: PaperLines['wide'] = []): PaperLines => ({
    lines,
    wide,
  });
  const paper = (recipients: number) =>
    exampleReport(
      onPaper({
        ...right,
        reportRecipients: Array.from({ length: recipients }, (_, at) => `Xã ${String(at)}`),
      }),
      '2026-Q3',
      reference,
    );

  it('is nothing before it is measured, and nothing within bounds', () => {
    expect(lineWarnings(paper(3), null)).toEqual([]);
    expect(lineWarnings(paper(3), measured({ subject: 3, office: 3, parent: 3 }))).toEqual([]);
  });

  it('is a long subject, a long or wide name, and too many recipients', () => {
    expect(lineWarnings(paper(60), measured({ subject: 4, office: 5 }, ['parent']))).toEqual([
      { part: 'subject', code: 'lines', count: 4 },
      { part: 'office', code: 'lines', count: 5 },
      { part: 'parent', code: 'wide' },
      { part: 'recipients', code: 'many', count: 62 },
    ]);
  });

  it('the papers carry what the letterhead says', () => {
    const office = onPaper({ ...right, drafter: 'CĐS', reportTo: ['UBND'], reportOpening: 'Lời riêng.' });
    const report = JSON.stringify(exampleReport(office, '2026-Q3', reference));
    for (const said of [
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'BC-SKHCN',
      'Hải Phòng, ngày',
      'Lời riêng.',
      'CĐS',
      'quý III',
    ])
      expect(report).toContain(said);
    const letter = exampleLetter(office, '2026-Q3', { phone: '0225', email: '' });
    expect(letter.title.type).toBe('letter');
    expect(letter.head.number).toContain('SKHCN-CĐS');
  });
});
