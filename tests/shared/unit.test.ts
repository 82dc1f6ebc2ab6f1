import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameUnit, unitsFromLines, unitsIn } from '#shared/model/unit';

describe('units', () => {
  it('are known by their names however they are typed', () => {
    expect(sameUnit('Phòng  Chuyển đổi số ', 'phong chuyen doi so')).toBe(true);
    expect(sameUnit('Xã Tân Phú'.normalize('NFD'), 'XÃ TÂN PHÚ')).toBe(true);
    expect(sameUnit('Xã Tân Phú', 'Xã Tân Phước')).toBe(false);
    expect(sameUnit(' ', '')).toBe(false);
  });

  it('are communes also where their committee signs', () => {
    for (const signed of ['UBND xã Tân Phú', 'ubnd  XÃ TÂN PHÚ', 'Ủy ban nhân dân xã Tân Phú'])
      expect(sameUnit(signed, 'Xã Tân Phú'), signed).toBe(true);
    expect(sameUnit('UBND đặc khu Cát Hải', 'Đặc khu Cát Hải')).toBe(true);
    // A committee that is a unit of its own, and names that only begin alike.
    expect(sameUnit('UBND tỉnh', 'tỉnh')).toBe(false);
    expect(sameUnit('UBND xã', 'xã')).toBe(false);
    expect(sameUnit('UBND xã Tân Phú', 'UBND phường Tân Phú')).toBe(false);
  });

  it('report for a running sum if they report for its last quarter (property)', () => {
    const year = fc.integer({ min: 2020, max: 2030 });
    const quarter = fc
      .tuple(year, fc.integer({ min: 1, max: 4 }))
      .map(([y, q]) => `${String(y)}-Q${String(q)}`);
    const edge = fc.option(quarter, { nil: undefined });
    fc.assert(
      fc.property(edge, edge, year, (since, until, y) => {
        const unit = { ...(since ? { since } : {}), ...(until ? { until } : {}) };
        for (const [sum, last] of Object.entries({ '6M': 'Q2', '9M': 'Q3', Y: 'Q4' }))
          expect(unitsIn([unit], `${String(y)}-${sum}`)).toEqual(unitsIn([unit], `${String(y)}-${last}`));
      }),
    );
    expect(unitsIn([{ until: '2026-6M' }], '2026-Q2')).toHaveLength(1);
    expect(unitsIn([{ since: '2026-Y' }], '2026-Q1')).toHaveLength(1);
  });

  it('report from their first to their last period', () => {
    const units = [
      { name: 'always' },
      { name: 'new', since: '2026-Q3' },
      { name: 'ended', until: '2026-Q2' },
      { name: 'between', since: '2026-Q1', until: '2026-Q3' },
    ];
    const names = (period: string): string[] => unitsIn(units, period).map(({ name }) => name);
    expect(names('2026-Q2')).toEqual(['always', 'ended', 'between']);
    expect(names('2026-Q3')).toEqual(['always', 'new', 'between']);
    expect(names('2027-Q1')).toEqual(['always', 'new']);
  });

  it('are read from pasted lines, without list marks, once each', () => {
    const pasted =
      '1. Phòng Bưu chính;\r\n2) Xã Tân Phú\n- phường Hồng Bàng.\n\n3\tUBND xã An Bình\nXA TAN PHU\n• Trung tâm IOC 2';
    expect(unitsFromLines(pasted, ['Phòng  bưu chính'])).toEqual([
      { name: 'Xã Tân Phú', kind: 'commune' },
      { name: 'phường Hồng Bàng', kind: 'commune' },
      { name: 'UBND xã An Bình', kind: 'commune' },
      { name: 'Trung tâm IOC 2', kind: 'division' },
    ]);
  });

  it('that are pasted again add nothing (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const names = unitsFromLines(text, []).map(({ name }) => name);
        expect(unitsFromLines(text, names)).toEqual([]);
        for (const name of names) expect(name.trim()).toBe(name);
      }),
    );
  });
});
