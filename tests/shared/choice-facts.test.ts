import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceFacts, type ChosenPractice, comparableWords, isOfPeriod } from '#shared/model/choice';
import { arranged, groupKeys, withGroupMoved } from '#shared/model/field-groups';

function practice(number: number, change: Partial<ChosenPractice> = {}): ChosenPractice {
  const id = `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
  return {
    ...{ id, title: 'Bài', summary: '', office: 'Sở A', unit: '', ours: true, period: '2026-Q3' },
    ...{ fields: [], evidence: null, results: [], proposal: { why: '', whom: '' }, ...change },
  };
}

describe('the facts of a cover', () => {
  it('count units and offices by name, fields, levels, and what is of another period', () => {
    const facts = choiceFacts(
      [
        practice(1, { unit: 'Xã An Hòa', fields: ['a', 'b', 'a'], evidence: 'self-reported' }),
        practice(2, { unit: ' xã  an hoà', fields: ['b'], evidence: 'applied-elsewhere' }),
        practice(3, { unit: 'Phòng Bưu chính', period: '2026-Q2' }),
        practice(4, {
          ours: false,
          office: 'Sở B',
          unit: 'Xã khác',
          evidence: 'self-reported',
          period: null,
        }),
      ],
      '2026-Q3',
    );
    expect(facts).toEqual({
      ...{ practices: 4, ours: 3, peers: 1, units: 2, offices: 1, otherPeriods: 2 },
      fields: [
        { key: 'b', count: 2 },
        { key: '', count: 2 },
        { key: 'a', count: 1 },
      ],
      evidence: [
        { level: 'applied-elsewhere', count: 1 },
        { level: 'self-reported', count: 2 },
        { level: null, count: 1 },
      ],
    });
  });

  it.each([
    ['2026-Q2', '2026-6M', true],
    ['2026-Q3', '2026-6M', false],
    ['2026-6M', '2026-9M', true],
    ['2025-Q2', '2026-Y', false],
    ['2026-9M', '2026-Y', true],
    ['2026-Y', '2026-Q1', false],
    ['constructor', '2026-Y', false],
  ])('%s is of %s: %s', (part, whole, expected) => {
    expect(isOfPeriod(part, whole)).toBe(expected);
  });

  it('take both ways of placing a tone mark for one, and no other mark', () => {
    expect(comparableWords('Hoà giải, thuỷ lợi, khoẻ')).toBe(comparableWords('hòa giải, thủy lợi, khỏe'));
    expect(comparableWords('Quý – III')).toBe('quý - iii');
    expect(comparableWords('hoàn')).toBe('hoàn');
    expect(comparableWords('số hộ')).not.toBe(comparableWords('số họ'));
  });
});

describe('groups by field', () => {
  const fieldOf = (id: string): string => id.replace(/\d+$/, '');
  const items = fc.uniqueArray(fc.stringMatching(/^(?:a|b|constructor|)\d{1,2}$/), { maxLength: 25 });
  const groups = fc.array(fc.constantFrom('a', 'b', 'constructor', '', 'gone'), { maxLength: 6 });

  it('keep every item once, each group in one piece and in its own order', () => {
    fc.assert(
      fc.property(items, groups, (all, order) => {
        const shown = arranged(all, fieldOf, order);
        expect([...shown].toSorted()).toEqual([...all].toSorted());
        const runs = shown.map(fieldOf).filter((key, at, keys) => key !== keys[at - 1]);
        expect(runs).toEqual(groupKeys(all, fieldOf, order));
        for (const key of runs)
          expect(shown.filter((id) => fieldOf(id) === key)).toEqual(all.filter((id) => fieldOf(id) === key));
        expect(arranged(shown, fieldOf, order)).toEqual(shown);
        expect(arranged(all, fieldOf, null)).toBe(all);
      }),
    );
  });

  it('move to their place, and groups that are not there keep theirs behind', () => {
    expect(withGroupMoved(['a', 'b', 'c'], ['gone', 'a'], 'c', 0)).toEqual(['c', 'a', 'b', 'gone']);
    expect(withGroupMoved(['a', 'b', 'c'], [], 'a', 2)).toEqual(['b', 'a', 'c']);
    expect(withGroupMoved(['a', 'b'], [], 'constructor', 0)).toEqual(['a', 'b']);
  });
});
