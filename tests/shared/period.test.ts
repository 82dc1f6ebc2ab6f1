import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePeriods,
  formatPeriod,
  parsePeriod,
  periodParts,
  periodSchema,
  quarterOf,
} from '#shared/model/period';

const period = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), fc.constantFrom('Q1', 'Q2', 'Q3', 'Q4', '6M', '9M', 'Y'))
  .map(([year, part]) => `${String(year)}-${part}`);

describe('reading a period', () => {
  it.each([
    ['quý 4/2024', '2024-Q4'],
    ['Quý IV/2024', '2024-Q4'],
    ['quý IV năm 2024', '2024-Q4'],
    ['QUÝ iv - 2024', '2024-Q4'],
    ['quy 4 2024', '2024-Q4'],
    ['q4 24', '2024-Q4'],
    ['Q4/24', '2024-Q4'],
    ['2024-Q4', '2024-Q4'],
    ['2024 q4', '2024-Q4'],
    ['quarter 1 of 2025', '2025-Q1'],
    ['6 tháng 2025', '2025-6M'],
    ['6 tháng đầu năm 2025', '2025-6M'],
    ['9 tháng đầu năm 25', '2025-9M'],
    ['first 6 months of 2025', '2025-6M'],
    ['first months', undefined],
    ['năm 2024', '2024-Y'],
    ['cả năm 2024', '2024-Y'],
    ['2024', '2024-Y'],
    ['quý 5/2024', undefined],
    ['quý 0/2024', undefined],
    ['quý V/2024', undefined],
    ['q4', undefined],
    ['24', undefined],
    ['3 tháng 2025', undefined],
    ['quý 4/20245', undefined],
    ['2024-Q4; DROP', undefined],
    ['constructor', undefined],
    ['quý constructor/2024', undefined],
    ['', undefined],
  ])('%j is %j', (typed, expected) => {
    expect(parsePeriod(typed)).toBe(expected);
  });

  it('reads letters in pieces (NFD) and no-break spaces', () => {
    expect(parsePeriod('qu\u0079\u0301 4\u00a02024'.normalize('NFD'))).toBe('2024-Q4');
  });

  it('reads back what it writes, in both languages', () => {
    fc.assert(
      fc.property(period, fc.constantFrom('vi' as const, 'en' as const), (value, language) => {
        expect(parsePeriod(formatPeriod(value, language))).toBe(value);
      }),
    );
  });

  it('never gives anything that files could not hold', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = parsePeriod(typed);
        expect(read === undefined || periodSchema.safeParse(read).success).toBe(true);
      }),
    );
  });
});

describe('writing a period', () => {
  it.each([
    ['2024-Q4', 'Quý IV/2024', 'Q4 2024'],
    ['2025-6M', '6 tháng đầu năm 2025', 'First 6 months of 2025'],
    ['2024-Y', 'Năm 2024', '2024'],
    ['khác', 'khác', 'khác'],
  ])('%s is %s and %s', (value, vi, en) => {
    expect([formatPeriod(value, 'vi'), formatPeriod(value, 'en')]).toEqual([vi, en]);
  });

  it('splits only what is one', () => {
    expect(periodParts('2025-9M')).toEqual({ year: 2025, part: '9M' });
    expect(periodParts('2025-3M')).toBeUndefined();
    expect(periodParts(' 2025-Q1')).toBeUndefined();
  });
});

describe('the order of periods', () => {
  it('goes through a year', () => {
    const year = [
      '2024-Y',
      '2025-Q1',
      '2025-Q2',
      '2025-6M',
      '2025-Q3',
      '2025-9M',
      '2025-Q4',
      '2025-Y',
      '2026-Q1',
    ];
    expect(year.toReversed().sort(comparePeriods)).toEqual(year);
    expect(['2024-Q1', 'khác'].sort(comparePeriods)).toEqual(['khác', '2024-Q1']);
  });

  it('is one: the same both ways round, and nothing between equals', () => {
    fc.assert(
      fc.property(period, period, period, (a, b, c) => {
        expect(Math.sign(comparePeriods(a, b))).toBe(-Math.sign(comparePeriods(b, a)) || 0);
        if (comparePeriods(a, b) <= 0 && comparePeriods(b, c) <= 0) {
          expect(comparePeriods(a, c)).toBeLessThanOrEqual(0);
        }
        expect(comparePeriods(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

it('knows the quarter of a day', () => {
  expect(
    ['2025-01-01', '2025-03-31', '2025-04-01', '2025-12-31'].map((day) =>
      quarterOf(new Date(`${day}T12:00`)),
    ),
  ).toEqual(['2025-Q1', '2025-Q1', '2025-Q2', '2025-Q4']);
});
