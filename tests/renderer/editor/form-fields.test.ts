import { describe, expect, it } from 'vitest';
import { findProblems, storedField } from '#renderer/views/editor/form-fields';
import { editableKeys, type FormValues, resultRow, toFormValues } from '#renderer/views/editor/form-values';
import { editableFieldsSchema, fieldChangesSchema, type FrontMatter } from '#shared/model/practice';

const bare: FrontMatter = {
  format: '1.0',
  id: '0192f0c1-0000-7000-8000-000000000001',
  origin: '0192f0c1-0000-7000-8000-000000000002',
  language: 'vi',
};
const full: FrontMatter = {
  ...bare,
  title: 'Ngầm hóa cáp',
  summary: 'Hạ ngầm trên 21 tuyến đường',
  period: '2024-Q4',
  firstApplied: { date: '2024-03', trial: true },
  authors: ['Lan', 'Hoa'],
  fields: ['ha-tang-so', 'constructor'],
  topics: ['vien-thong'],
  keywords: ['ngầm hóa', 'cáp'],
  place: {
    level: 'commune',
    name: 'Phường Sài Gòn',
    coordinates: { latitude: -10.5, longitude: 106.7 },
    population: 0,
    conditions: ['Đô thị', 'Ven sông'],
    zone: 'II',
  },
  influence: 'Toàn tỉnh',
  evidence: 'council-recognised',
  sharing: { scope: 'named', offices: ['Sở A', 'Sở B'] },
  results: [
    {
      indicator: 'Tỷ lệ',
      unit: '%',
      before: 0,
      after: 52.8,
      cumulative: 3,
      target: 90,
      asOf: '2024-12-31',
      method: 'Đo',
    },
    {
      indicator: 'Hồ sơ',
      expected: true,
      evidence: 'bc.pdf',
      note: 'Số khác nhau',
      weight: [1, { deep: true }],
    },
  ],
  costs: { total: 0, currency: 'USD', source: 'Tài trợ', staff: 2, months: 1.5, wages: 7 },
  legalBasis: [
    { kind: 'Quyết định', number: '1/QĐ', date: '2024', issuer: 'UBND', title: 'Về việc', url: 'x' },
  ],
  partners: ['VNPT'],
  beneficiaries: ['Người dân'],
  contact: { post: 'Phòng A', officePhone: '0274', name: 'Lan', email: 'a@b.vn', zalo: '1' },
  sources: ['Báo cáo 12'],
  reusable: ['mau.docx'],
  reviewBy: '2026-06',
};

/** What a form sends of itself, whole. */
function sent(values: FormValues): Record<string, unknown> {
  return Object.fromEntries(editableKeys.map((key) => [key, storedField(key, values)]));
}

describe('the form', () => {
  it('knows every editable key', () => {
    expect(editableKeys.toSorted()).toEqual(Object.keys(editableFieldsSchema.shape).toSorted());
  });

  it('gives back what it was given, with keys that it does not know', () => {
    const expected = Object.fromEntries(editableKeys.map((key) => [key, full[key]]));
    expect(sent(toFormValues(full))).toEqual(expected);
    expect(findProblems(toFormValues(full))).toEqual([]);
  });

  it('gives nothing for nothing', () => {
    expect(sent(toFormValues(bare))).toEqual({
      ...Object.fromEntries(editableKeys.map((key) => [key, null])),
      title: '',
      language: 'vi',
    });
  });

  it('sends what the contract takes', () => {
    expect(fieldChangesSchema.safeParse(sent(toFormValues(full))).error).toBeUndefined();
    expect(fieldChangesSchema.safeParse(sent(toFormValues(bare))).error).toBeUndefined();
  });
});

describe('what is typed', () => {
  const typed = (change: Partial<FormValues>): Record<string, unknown> =>
    sent({ ...toFormValues(bare), ...change });

  it('becomes lists without blanks and repeats', () => {
    expect(typed({ keywords: 'a, b;c\n a ,,', beneficiaries: ' dân \n\n​\ncán bộ ' })).toMatchObject({
      keywords: ['a', 'b', 'c'],
      beneficiaries: ['dân', 'cán bộ'],
    });
  });

  it('becomes NFC', () => {
    expect(typed({ title: 'Ngầm hóa'.normalize('NFD') })['title']).toBe('Ngầm hóa');
  });

  it('leaves blank rows out and keeps the others in order', () => {
    const results = [resultRow(), { ...resultRow(), indicator: 'Hai', after: 0 }, resultRow()];
    expect(typed({ results })['results']).toEqual([{ indicator: 'Hai', after: 0 }]);
  });

  it('keeps a row that has figures and no name yet', () => {
    expect(typed({ results: [{ ...resultRow(), after: 5 }] })['results']).toEqual([
      { indicator: '', after: 5 },
    ]);
  });

  it('writes a currency only beside a sum', () => {
    const { costs } = toFormValues(bare);
    expect(typed({ costs: { ...costs, source: 'Ngân sách' } })['costs']).toEqual({ source: 'Ngân sách' });
    expect(typed({ costs: { ...costs, total: 0 } })['costs']).toEqual({ total: 0, currency: 'VND' });
  });

  it('does not store half a coordinate, fractions of people or sums below zero', () => {
    const { place, costs } = toFormValues(bare);
    const values = {
      ...toFormValues(bare),
      place: { ...place, latitude: 91, longitude: 1, population: 1.5 },
      costs: { ...costs, total: -1 },
    };
    expect(sent(values)).toMatchObject({ place: null, costs: null });
    expect(findProblems(values).map(({ at, reason }) => [at, reason])).toEqual([
      ['costs.total', 'negative'],
      ['place.latitude', 'coordinates'],
      ['place.population', 'whole-number'],
    ]);
  });
});
