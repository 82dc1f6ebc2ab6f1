import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, alignResults, sameWords } from '#renderer/views/compare/align';

const names = fc.constantFrom(
  ...['Tỷ lệ hồ sơ', 'tỷ lệ  hồ sơ ', 'Tỷ lệ hồ sơ'.normalize('NFD'), 'Ty le ho so', 'Số tuyến đường', ''],
  ...['constructor', '__proto__', '["a","b"]'],
);
const units = fc.option(fc.constantFrom('%', ' %', 'km', 'KM', 'tuyến', ''), { nil: undefined });
const results = fc.record({ indicator: names, unit: units, after: fc.integer() });
const columns = fc.array(fc.array(results, { maxLength: 5 }), { minLength: 1, maxLength: 4 });

/** Straight from the promise: two results belong together when name and unit differ by spelling only. */
const together = (a: { indicator: string; unit: string | undefined }, b: typeof a): boolean =>
  sameWords(a.indicator) === sameWords(b.indicator) && sameWords(a.unit) === sameWords(b.unit);

describe('results side by side', () => {
  it('each stand in one row, in their own column and order, as they were written', () => {
    fc.assert(
      fc.property(columns, (given) => {
        const rows = alignResults(given);
        for (const [column, own] of given.entries()) {
          const placed = rows.flatMap(({ cells }) => cells[column] ?? []);
          expect(new Set(placed)).toEqual(new Set(own));
          expect(placed).toHaveLength(own.length);
          for (const { cells } of rows) {
            const places = (cells[column] ?? []).map((one) => own.indexOf(one));
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
        }
        for (const { cells } of rows) expect(cells).toHaveLength(given.length);
      }),
    );
  });

  it('share a row just when indicator and unit are the same', () => {
    fc.assert(
      fc.property(columns, (given) => {
        const rows = alignResults(given).map(({ cells }) => cells.flat());
        for (const [at, row] of rows.entries()) {
          for (const one of row) for (const other of row) expect(together(one, other)).toBe(true);
          for (const later of rows.slice(at + 1))
            for (const one of row) for (const other of later) expect(together(one, other)).toBe(false);
        }
      }),
    );
  });

  it('keep the units of one indicator next to each other, and no two rows have one key', () => {
    fc.assert(
      fc.property(columns, (given) => {
        const rows = alignResults(given);
        const order = rows.map(({ cells }) => sameWords(cells.flat()[0]?.indicator));
        const runs = order.filter((name, at) => name !== order[at - 1]);
        expect(runs).toHaveLength(new Set(order).size);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });

  it('do not take words without accents for the same', () => {
    expect(align([['Tỷ lệ'], ['Ty le']], sameWords)).toHaveLength(2);
  });
});
