import { describe, expect, it } from 'vitest';
import { hasGuidance } from '#shared/model/guidance';
import type { FrontMatter } from '#shared/model/practice';
import { weaknesses } from '#shared/model/quality';
import type { SectionKey } from '#shared/model/section';
import { completeFields, completeSections } from '#tests/support/complete-practice';

const today = '2026-11-22';
const strong: FrontMatter = {
  format: '1.0',
  id: '0192f0c1-0000-7000-8000-000000000001',
  origin: '0192f0c1-0000-7000-8000-000000000002',
  language: 'vi',
  title: 'Ngầm hóa cáp viễn thông',
  ...completeFields,
};
const texts: Record<SectionKey, string> = {
  ...completeSections,
  limitations:
    'Một số tuyến phải chờ chỉnh trang vỉa hè nên chậm ba tháng; Sở đã điều chỉnh thứ tự thi công và thống nhất lại với từng doanh nghiệp.',
};
const [result] = strong.results ?? [];

function found(fields: Partial<FrontMatter>, sections: Partial<Record<SectionKey, string>> = {}): string[] {
  const list = Object.entries({ ...texts, ...sections }).map(([key, body]) => ({
    key: key as SectionKey,
    body,
  }));
  return weaknesses({ ...strong, ...fields }, list, today).map(({ reason, at }) => `${reason} ${at}`);
}

describe('weaknesses', () => {
  it('finds none where all is said', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<FrontMatter>, Partial<Record<SectionKey, string>>]>([
    [
      'one-sided results.0.before',
      { results: [{ indicator: 'Km', unit: 'km', after: 3, asOf: '2026', method: 'Đo' }] },
      {},
    ],
    [
      'no-method results.0.method',
      { results: [{ indicator: 'Km', unit: 'km', before: 1, after: 3, asOf: '2026' }] },
      {},
    ],
    [
      'expected-only results',
      {
        results: [
          { indicator: 'Km', unit: 'km', before: 1, after: 3, asOf: '2026', method: 'Đo', expected: true },
        ],
      },
      {},
    ],
    ['no-phone contact.officePhone', { contact: { post: 'Phòng', officePhone: 'Chưa có thông tin' } }, {}],
    ['no-post contact.post', { contact: { post: 'không rõ', officePhone: '0225' } }, {}],
    ['no-costs costs.total', { costs: { source: 'Chưa có thông tin' } }, {}],
    ['no-conditions place.conditions', { place: { level: 'province' } }, {}],
    ['summary-repeats-title summary', { summary: 'NGẦM HOÁ, cáp viễn thông.'.replace('HOÁ', 'HÓA') }, {}],
    ['review-past reviewBy', { reviewBy: '2026-11-21' }, {}],
    ['review-past reviewBy', { reviewBy: '2026-10' }, {}],
    ['steps-unnumbered section.steps', {}, { steps: 'Khảo sát rồi thi công.' }],
    ['limitations-short section.limitations', {}, { limitations: 'Không có gì đáng kể.' }],
    ['guidance-left section.lessons', {}, { lessons: '> Gợi ý: Nên làm gì?\n\nMời sớm.' }],
  ])('%s', (expected, fields, sections) => {
    expect(found(fields, sections)).toEqual([expected]);
  });

  it('lets the day, month or year of a review run out first', () => {
    for (const reviewBy of ['2026-11-22', '2026-11', '2026']) expect(found({ reviewBy })).toEqual([]);
  });

  it('takes numbered steps in either spelling', () => {
    for (const steps of ['1. Một', '1) Một', '**Làm**\n\nBước 1: Một', 'Step 1 one'])
      expect(found({}, { steps })).toEqual([]);
  });

  it('names no place twice, nor one that is missing anyway', () => {
    const list = found({ results: [{ ...result, indicator: '' }] });
    expect(new Set(list.map((line) => line.split(' ')[1])).size).toBe(list.length);
    expect(found({}, { steps: '' })).toEqual([]);
  });
});

describe('a guiding question that was changed', () => {
  it('is found where it is still a quotation', () => {
    expect(hasGuidance('> gợi ý: x'.normalize('NFD'))).toBe(true);
    expect(hasGuidance('Gợi ý: x')).toBe(false);
    expect(hasGuidance('> Trích: Gợi ý')).toBe(false);
  });
});
