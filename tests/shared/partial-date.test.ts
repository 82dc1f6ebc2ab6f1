import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatPartialDate,
  formatTime,
  impossibleDay,
  parsePartialDate,
} from '#shared/model/partial-date';
import { partialDateSchema } from '#shared/model/practice';

describe('impossibleDay', () => {
  it.each([
    ['31/2/2026', '31', '2/2026'],
    ['29-02-2025', '29', '2/2025'],
    ['2026-04-31', '31', '4/2026'],
    ['ngày 45 tháng 7 năm 2025', '45', '7/2025'],
  ])('%s', (typed, day, month) => {
    expect(impossibleDay(typed)).toEqual({ day, month });
  });

  it.each(['', '2/2026', '2026', '28/2/2026', '29/2/2024', '31/13/2026', 'hôm qua', '31/2', 'x/2/2026'])(
    '%j names no such day',
    (typed) => {
      expect(impossibleDay(typed)).toBeUndefined();
    },
  );
});

describe('parsePartialDate', () => {
  it.each([
    ['31/12/2024', '2024-12-31'],
    ['1-7-2025', '2025-07-01'],
    ['1.7.2025', '2025-07-01'],
    [' 01 / 07 / 2025 ', '2025-07-01'],
    ['12/2024', '2024-12'],
    ['tháng 9/2025', '2025-09'],
    ['tháng 9 năm 2025', '2025-09'],
    ['ngày 1 tháng 7 năm 2025', '2025-07-01'],
    ['tháng 9/2025'.normalize('NFD'), '2025-09'],
    ['2024', '2024'],
    ['năm 2024', '2024'],
    ['2024-12-31', '2024-12-31'],
    ['2024-12', '2024-12'],
    ['29/02/2024', '2024-02-29'],
  ])('%s', (typed, date) => {
    expect(parsePartialDate(typed)).toBe(date);
    expect(partialDateSchema.safeParse(date).success).toBe(true);
  });

  it.each([
    '',
    '31/02/2024',
    '29/02/2025',
    '13/2024',
    '0/2024',
    '12/24',
    '31/12',
    '1/2/3/2024',
    'hôm qua',
    '2024/',
    '12/',
  ])('%j is none', (typed) => {
    expect(parsePartialDate(typed)).toBeUndefined();
  });
});

describe('writing dates', () => {
  it('is as exact as the date', () => {
    expect(['2024-12-31', '2024-12', '2024', 'khoảng 2024'].map(formatPartialDate)).toEqual([
      '31/12/2024',
      '12/2024',
      '2024',
      'khoảng 2024',
    ]);
  });

  it('is read back as it was', () => {
    for (const date of ['2024-02-29', '1999-01', '2031']) {
      expect(parsePartialDate(formatPartialDate(date))).toBe(date);
    }
  });

  it('tells a moment in local time', () => {
    const moment = new Date(2026, 0, 5, 9, 12);
    expect(formatDate(moment.getTime())).toBe('05/01/2026');
    expect(formatTime(moment.toISOString())).toBe('09:12');
  });
});
