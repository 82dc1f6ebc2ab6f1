import { describe, expect, it } from 'vitest';
import { practiceText, resultLine } from '#renderer/views/reader/practice-text';
import { fakePractice } from '#tests/support/fake-backend';
import { vi } from '#shared/messages/vi';

const app = { messages: vi as never, language: 'vi' as const, provinces: new Map() };

describe('a result as a line', () => {
  it('is a sentence with its date where there is a before and an after', () => {
    const result = { indicator: 'Tỷ lệ tuyến', unit: '%', before: 31, after: 52.8, asOf: '2024-11-28' };
    expect(resultLine(result, app)).toBe('Tỷ lệ tuyến: từ 31% lên 52,8% (tính đến 28/11/2024)');
  });

  it('names single figures and says what is only expected', () => {
    expect(resultLine({ indicator: 'Số lượt', unit: 'lượt', cumulative: 185 }, app)).toBe(
      'Số lượt: lũy kế 185 lượt',
    );
    expect(resultLine({ indicator: 'Tỷ lệ', unit: '%', before: 1, after: 90, expected: true }, app)).toBe(
      'Tỷ lệ: trước 1%, sau 90% (dự kiến)',
    );
    expect(resultLine({ indicator: 'Tỷ lệ' }, app)).toBe('Tỷ lệ: chưa có thông tin');
  });
});

describe('the whole as text', () => {
  const practice = fakePractice(
    {
      id: '019b8c00-0000-7000-8000-000000000001',
      title: 'Ngầm hóa cáp',
      office: 'Sở TT&TT Bình Dương',
      period: '2024-Q4',
      results: [{ indicator: 'Chiều dài', unit: 'km', after: 40 }],
      sample: true,
    },
    [
      { key: 'before', heading: 'Tình trạng trước khi áp dụng', body: 'Cáp treo.\n' },
      { key: 'purpose', heading: 'Mục đích', body: ' \n' },
      { key: 'lessons', heading: 'Bài học', body: 'Chưa có thông tin.\n' },
    ],
  );

  it('names its source at the end and says that a sample is one', () => {
    expect(practiceText(practice, app).split('\n\n')).toEqual([
      'Ngầm hóa cáp',
      'Sở TT&TT Bình Dương · Quý IV/2024',
      'Kết quả\n- Chiều dài: 40 km',
      'Tình trạng trước khi áp dụng\nCáp treo.',
      'Bài mẫu, không dùng làm số liệu chính thức. Nguồn: Sở TT&TT Bình Dương, Quý IV/2024 (Lan Tỏa).',
    ]);
  });
});
