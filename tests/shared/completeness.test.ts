import { describe, expect, it } from 'vitest';
import { checkCompleteness, checkKeys, saysNotReported } from '#shared/model/completeness';
import type { FrontMatter } from '#shared/model/practice';
import { sections as formatSections } from '#shared/model/section';

const complete: FrontMatter = {
  format: '1.0',
  id: '0192f0c1-0000-7000-8000-000000000001',
  origin: '0192f0c1-0000-7000-8000-000000000002',
  language: 'vi',
  title: 'Ngầm hóa cáp viễn thông',
  summary: 'Hạ ngầm cáp trên 21 tuyến đường.',
  period: '2024-Q4',
  firstApplied: { date: '2024-03', trial: true },
  fields: ['infrastructure'],
  topics: ['telecom'],
  keywords: ['ngầm hóa'],
  place: { level: 'province', conditions: ['Đô thị có mật độ cáp cao'] },
  evidence: 'self-reported',
  sharing: { scope: 'government' },
  results: [
    { indicator: 'Chiều dài đã hạ ngầm', unit: 'km', after: 40, asOf: '2024-12-31', method: 'Nghiệm thu' },
  ],
  costs: { total: 0, staff: 5, months: 9 },
  beneficiaries: ['Người dân'],
  contact: { post: 'Phòng Bưu chính, viễn thông', officePhone: '0274 3822 123' },
  reviewBy: '2026-12-31',
};
const sections = formatSections
  .filter((section) => !('optional' in section))
  .map(({ key }) => ({ key, body: 'Nội dung đầy đủ.' }));

const missing = (change: Partial<FrontMatter>): string[] =>
  checkCompleteness({ ...complete, ...change }, sections).missing.map(({ key }) => key);
const weak = (change: Partial<FrontMatter>): string[] =>
  checkCompleteness({ ...complete, ...change }, sections).weak.map(({ key }) => key);

/** The record without the named key, as a file that lacks it gives. */
function without(key: keyof FrontMatter): FrontMatter {
  return Object.fromEntries(Object.entries(complete).filter(([name]) => name !== key)) as FrontMatter;
}

describe('a complete practice', () => {
  it('misses nothing and has nothing weak', () => {
    expect(checkCompleteness(complete, sections)).toEqual({ missing: [], weak: [] });
  });

  it('does not need the optional section, authors, partners, sources or a legal basis', () => {
    expect(sections).toHaveLength(formatSections.length - 1);
    expect(missing({})).toEqual([]);
  });
});

describe('what is missing', () => {
  it.each([
    ['title', ['title']],
    ['summary', ['summary']],
    ['period', ['period']],
    ['firstApplied', ['firstApplied']],
    ['fields', ['fields']],
    ['results', ['results']],
    ['costs', ['costs']],
    ['beneficiaries', ['beneficiaries']],
    ['place', ['place']],
    ['evidence', ['evidence']],
    ['sharing', ['sharing']],
    ['contact', ['contactPost', 'contactPhone']],
    ['reviewBy', ['reviewBy']],
  ] as const)('without %s', (key, expected) => {
    expect(checkCompleteness(without(key), sections).missing.map((check) => check.key)).toEqual(expected);
  });

  it('takes blanks for nothing', () => {
    expect(missing({ title: ' \n ', summary: '', fields: [' '], beneficiaries: [''] })).toEqual([
      'title',
      'summary',
      'fields',
      'beneficiaries',
    ]);
  });

  it('wants the offices named when it is shared with named offices', () => {
    expect(missing({ sharing: { scope: 'named' } })).toEqual(['sharingOffices']);
    expect(missing({ sharing: { scope: 'named', offices: ['Sở KH&CN Hải Phòng'] } })).toEqual([]);
  });

  it('names every empty section in the order of the format, and where it is', () => {
    const found = checkCompleteness(complete, [{ key: 'steps', body: '1. Khảo sát' }]).missing;
    expect(found.map((check) => check.at)).toEqual([
      'section.before',
      'section.purpose',
      'section.novelty',
      'section.resources',
      'section.conditions',
      'section.limitations',
      'section.lessons',
      'section.replication',
    ]);
  });

  it('lists everything of a new draft in the order of the form', () => {
    const draft: FrontMatter = { format: '1.0', id: complete.id, origin: complete.origin, language: 'vi' };
    const keys = checkCompleteness(draft, []).missing.map((check) => check.key as string);
    expect(keys.slice(0, -9)).toEqual(checkKeys.filter((key) => keys.includes(key)));
    expect(keys).toHaveLength(14 + 9);
  });
});

describe('results', () => {
  const bare = { indicator: 'Tỷ lệ', unit: '%', asOf: '2024-09' };
  const row = { ...bare, after: 52.8 };

  it('says which cell of which row is missing', () => {
    const found = checkCompleteness(
      { ...complete, results: [{ indicator: '' }, { indicator: 'Tỷ lệ' }] },
      sections,
    );
    expect(found.missing).toEqual([
      { key: 'resultUnit', at: 'results.1.unit', row: 1 },
      { key: 'resultFigure', at: 'results.1.after', row: 1 },
      { key: 'resultDate', at: 'results.1.asOf', row: 1 },
    ]);
    expect(found.weak.map((check) => check.key)).toEqual(['resultMethod']);
  });

  it('counts a row of blanks as no row', () => {
    expect(missing({ results: [{ indicator: '', unit: '', expected: false }] })).toEqual(['results']);
  });

  it('takes a figure of zero, a running total or a target alone for a figure', () => {
    for (const figure of [{ before: 0 }, { cumulative: 3 }, { target: 10 }]) {
      expect(missing({ results: [{ ...bare, ...figure }] })).toEqual([]);
    }
  });

  it('is satisfied by one measured row and calls the gaps of others weak', () => {
    expect(missing({ results: [{ indicator: 'Hài lòng' }, row] })).toEqual([]);
    expect(weak({ results: [{ indicator: 'Hài lòng' }, row] })).toEqual([
      'resultUnit',
      'resultFigure',
      'resultDate',
      'resultMethod',
      'resultMethod',
    ]);
  });

  it('takes "chưa có số liệu" for an answer, and a weak one', () => {
    const results = [{ indicator: 'Tỷ lệ hồ sơ trực tuyến', note: 'Chưa có số liệu' }];
    expect(missing({ results })).toEqual([]);
    expect(weak({ results })).toContain('resultFigure');
  });

  it('flags results that are all only expected', () => {
    expect(weak({ results: [{ ...row, method: 'Kế hoạch', expected: true }] })).toEqual(['resultsExpected']);
    expect(
      weak({
        results: [
          { ...row, method: 'Đo', expected: true },
          { ...row, method: 'Đo' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('what is weak', () => {
  it.each([
    'Chưa có thông tin',
    'chua co so lieu.',
    'CHƯA CÓ  THÔNG TIN',
    'Không rõ',
    'not reported',
    'No data yet',
  ])('%s is an answer', (text) => {
    expect(saysNotReported(text)).toBe(true);
    expect(missing({ summary: text })).toEqual([]);
    expect(weak({ summary: text })).toEqual(['summary']);
  });

  it.each(['', 'Không có', 'Chưa có thông tin về chi phí vận hành, dự kiến 2 tỷ đồng', 'unknown territory'])(
    '%j does not say so',
    (text) => {
      expect(saysNotReported(text)).toBe(false);
    },
  );

  it('reads accents written as combining marks', () => {
    expect(saysNotReported('Chưa có thông tin'.normalize('NFD'))).toBe(true);
  });

  it('names thin costs, place and index words', () => {
    expect(weak({ costs: { source: 'Ngân sách tỉnh' } })).toEqual(['costs']);
    expect(missing({ costs: { source: 'Ngân sách tỉnh' } })).toEqual([]);
    expect(weak({ costs: { total: 5_000_000 } })).toEqual(['costsSource', 'costsEffort']);
    expect(weak({ place: { level: 'commune' }, topics: [], keywords: [] })).toEqual([
      'topics',
      'keywords',
      'placeConditions',
    ]);
  });

  it('looks at sections too', () => {
    const found = checkCompleteness(
      complete,
      sections.map((section) =>
        section.key === 'lessons' ? { key: section.key, body: 'Chưa có thông tin' } : section,
      ),
    );
    expect(found.missing).toEqual([]);
    expect(found.weak).toEqual([{ key: 'section:lessons', at: 'section.lessons', row: null }]);
  });

  it('is not fooled by a section that is named like a property of every object', () => {
    const odd = [{ key: null, body: 'x' }, ...sections];
    expect(checkCompleteness({ ...complete, fields: ['constructor'] }, odd).missing).toEqual([]);
  });
});
