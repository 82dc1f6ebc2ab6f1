import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChosenPractice, comparableWords } from '#shared/model/choice';
import { sumFigures } from '#shared/model/figure-sums';
import type { Result } from '#shared/model/practice';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;

function practice(number: number, results: Result[], change: Partial<ChosenPractice> = {}): ChosenPractice {
  return {
    ...{ id: id(number), title: `Bài ${String(number)}`, summary: '', office: 'Sở A', unit: 'Phòng 1' },
    ...{ ours: true, period, fields: [], evidence: null, results, proposal: { why: '', whom: '' } },
    ...change,
  };
}

const households = (after: number, change: Partial<Result> = {}): Result => ({
  ...{ indicator: 'Số hộ được hỗ trợ', unit: 'hộ', after },
  ...change,
});

describe('figures of several practices', () => {
  it('are added up where indicator and unit agree, however they are spelt', () => {
    const { sums, leftOut } = sumFigures(
      [
        practice(1, [households(1200, { before: 3, target: 9_999 })]),
        practice(2, [{ indicator: '  số  hộ được hỗ trợ:', unit: 'Hộ', after: 30.5 }]),
        practice(3, [households(7, { indicator: 'Số hộ được hỗ trợ'.normalize('NFD') })]),
        practice(4, [households(5, { unit: 'người' })]),
        practice(5, [households(5, { indicator: 'Số họ được hỗ trợ' })]),
      ],
      period,
    );
    expect(sums[0]).toEqual({
      ...{ indicator: 'Số hộ được hỗ trợ', unit: 'hộ', ours: true, sum: 1237.5 },
      practices: [1, 2, 3].map(id),
      copies: 0,
    });
    expect(sums.slice(1).map(({ sum }) => sum)).toEqual([5, 5]);
    expect(leftOut).toEqual([]);
  });

  it('count a work once that several practices tell of, by the first that gives the figure', () => {
    const all = [
      practice(1, [households(900), { indicator: 'Số lớp', unit: 'lớp', after: 4 }]),
      practice(2, [households(100, { expected: true })]),
      practice(3, [households(80)]),
      practice(4, [households(70, { unit: 'người' })]),
      practice(5, [households(20)], { ours: false }),
      practice(6, [households(1)]),
    ];
    const groups = [[2, 3, 1, 5, 4].map(id)];
    const { sums, leftOut } = sumFigures(all, period, groups);
    // The second's is not reached yet: the third's counts, not the first's; a unit of its own, and a peer's, are other sums.
    expect(sums.map(({ sum, practices, copies }) => [sum, practices, copies])).toEqual([
      [81, [id(3), id(6)], 1],
      [70, [id(4)], 0],
      [4, [id(1)], 0],
      [20, [id(5)], 0],
    ]);
    expect(leftOut.map(({ practice: of, value, reason }) => [of, value, reason])).toEqual([
      [id(2), 100, 'expected'],
      [id(1), 900, 'same-work'],
    ]);
    expect(sumFigures(all.toReversed(), period, groups)).toEqual({ sums, leftOut });
  });

  it('of ours and of peers stay apart', () => {
    const { sums } = sumFigures(
      [
        practice(1, [households(1)]),
        practice(2, [households(2)], { ours: false }),
        practice(3, [households(3)], { ours: false }),
      ],
      period,
    );
    expect(sums.map(({ ours, sum }) => [ours, sum])).toEqual([
      [false, 5],
      [true, 1],
    ]);
  });

  it.each<[string, Partial<Result>, Partial<ChosenPractice>]>([
    ['expected', { expected: true }, {}],
    ['cumulative', { after: undefined, cumulative: 900 }, {}],
    ['rate', { indicator: 'Tỷ lệ hồ sơ đúng hạn', unit: '%' }, {}],
    ['rate', { unit: 'hồ sơ/tháng' }, {}],
    ['rate', { indicator: 'Thời gian xử lý', unit: 'ngày' }, {}],
    ['rate', { indicator: 'Số hộ bình quân mỗi xã' }, {}],
    ['rate', { indicator: 'Mức hài lòng', unit: 'điểm' }, {}],
    ['other-period', {}, { period: '2026-Q2' }],
    ['other-period', {}, { period: null }],
    ['no-unit', { unit: ' ' }, {}],
    ['no-unit', { unit: undefined }, {}],
    ['no-figure', { after: undefined, before: 5, target: 8 }, {}],
  ])('leave out what is %s: %j %j', (reason, result, change) => {
    const whole = { ...households(10), ...result };
    const { sums, leftOut } = sumFigures(
      [practice(1, [households(1)]), practice(2, [whole], change)],
      period,
    );
    expect(sums.map(({ sum }) => sum)).toEqual([1]);
    expect(leftOut).toMatchObject([{ practice: id(2), title: 'Bài 2', reason }]);
  });

  it('count "số điểm" and "số lần", and quarters within the year', () => {
    const points = { indicator: 'Số điểm truy cập', unit: 'điểm', after: 2 };
    const practices = [practice(1, [points]), practice(2, [points], { period: '2026-Q1' })];
    expect(sumFigures(practices, '2026-Y').sums[0]?.sum).toBe(4);
    expect(sumFigures(practices, '2026-6M').sums[0]?.sum).toBe(2);
  });

  it('of one practice that gives the same twice are left out, both', () => {
    const { sums, leftOut } = sumFigures(
      [practice(1, [households(1), households(2, { asOf: '2026-08' })]), practice(2, [households(4)])],
      period,
    );
    expect(sums.map(({ sum }) => sum)).toEqual([4]);
    expect(leftOut.map(({ reason, value }) => [reason, value])).toEqual([
      ['repeated', 1],
      ['repeated', 2],
    ]);
  });

  it('have no tails of binary tenths', () => {
    const tenths = [0.1, 0.2, 0.3].map((after, at) => practice(at, [households(after)]));
    expect(sumFigures(tenths, period).sums[0]?.sum).toBe(0.6);
  });
});

const hostile = [
  'constructor',
  '__proto__',
  'Số hộ',
  'SỐ  HỘ.',
  'Hòa giải',
  'Hoà giải',
  'số km',
  'Tỷ lệ',
  '',
];
const results = fc.array(
  fc.record(
    {
      indicator: fc.constantFrom(...hostile),
      unit: fc.constantFrom('hộ', 'Hộ ', 'km', '%', '', 'hasOwnProperty'),
      after: fc.integer({ min: -1_000, max: 1_000_000 }),
      cumulative: fc.integer({ min: 0, max: 1_000_000 }),
      expected: fc.boolean(),
    },
    { requiredKeys: ['indicator'] },
  ),
  { maxLength: 5 },
);
const choices = fc
  .array(fc.record({ results, ours: fc.boolean(), period: fc.constantFrom(period, '2026-Q2', null) }), {
    maxLength: 30,
  })
  .map((all) => all.map(({ results: given, ...rest }, at) => practice(at, given as Result[], rest)));

describe('whatever is chosen', () => {
  it('the order of practices and results makes no difference', () => {
    fc.assert(
      fc.property(choices, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => [numbers.next().value, value] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, value]) => value);
        const other = shuffled(all).map((one) => ({ ...one, results: shuffled(one.results) }));
        expect(sumFigures(other, period)).toEqual(sumFigures(all, period));
      }),
    );
  });

  it('totals are those of a plain count, and every result is counted or named', () => {
    fc.assert(
      fc.property(choices, (all) => {
        const { sums, leftOut } = sumFigures(all, period);
        const counted = sums.reduce((sum, { practices }) => sum + practices.length, 0);
        expect(counted + leftOut.length).toBe(all.flatMap((one) => one.results).length);
        for (const { indicator, unit, ours, sum, practices } of sums) {
          const same = all.filter((one) => one.ours === ours && one.period === period);
          const values = same.flatMap((one) => {
            const agreeing = one.results.filter(
              (result) =>
                result.expected !== true &&
                result.after !== undefined &&
                comparableWords(result.indicator) === comparableWords(indicator) &&
                comparableWords(result.unit ?? '') === comparableWords(unit),
            );
            return agreeing.length === 1 ? [agreeing[0]?.after ?? 0] : [];
          });
          expect(sum).toBe(values.reduce((total, value) => total + value, 0));
          expect(practices).toHaveLength(values.length);
        }
      }),
    );
  });

  it('an expected figure or a running total never changes a sum', () => {
    fc.assert(
      fc.property(choices, fc.integer({ min: 1 }), (all, value) => {
        const plain = sumFigures(all, period).sums;
        const more = all.map((one) => ({
          ...one,
          results: [
            ...one.results,
            households(value, { expected: true }),
            { indicator: 'Số hộ', unit: 'hộ', cumulative: value },
          ],
        }));
        expect(sumFigures(more, period).sums).toEqual(plain);
      }),
    );
  });
});
