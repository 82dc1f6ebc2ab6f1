import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/model/number';

describe('a sum of money', () => {
  it.each([
    ['1,2 tỷ', 1_200_000_000],
    ['1.250 tỷ đồng', 1_250_000_000_000],
    ['350 triệu đồng', 350_000_000],
    ['350tr', 350_000_000],
    ['1 tỷ 200 triệu', 1_200_000_000],
    ['2 tỉ 5 triệu 300 nghìn đồng', 2_005_300_000],
    ['500 nghìn', 500_000],
    ['1.500.000 đ', 1_500_000],
    ['1500000000 VND', 1_500_000_000],
    ['1,2 Tỷ'.normalize('NFD'), 1_200_000_000],
  ])('%j is %d', (typed, value) => {
    expect(parseMoney(typed)).toEqual({ type: 'number', value });
  });

  it('asks about a full stop before a word', () => {
    expect(parseMoney('1.2 tỷ')).toEqual({ type: 'ask', value: 1_200_000_000 });
  });

  it.each(['200 triệu 1 tỷ', 'tỷ', '1,2 tỷ khoảng', '1 tỷ 1 tỷ', 'khoảng 3 tỷ'])(
    '%j is not read',
    (typed) => {
      expect(parseMoney(typed).type).toBe('unreadable');
    },
  );

  it('is empty where nothing is typed', () => {
    expect(parseMoney(' ')).toEqual({ type: 'empty' });
  });
});
