import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from '#shared/model/number';

describe('reading a number', () => {
  it.each([
    ['116656', 116_656],
    ['116.656', 116_656],
    ['116 656', 116_656],
    ['1.234.567,89', 1_234_567.89],
    ['52,8', 52.8],
    ['52,8%', 52.8],
    [' 52,8 % ', 52.8],
    ['-3', -3],
    ['0', 0],
    ['007', 7],
  ])('%j is %d', (typed, value) => {
    expect(parseNumber(typed)).toEqual({ type: 'number', value });
  });

  it.each([
    ['52.8', 52.8],
    ['1.25', 1.25],
    ['1234.567', 1234.567],
    ['0.5%', 0.5],
  ])('%j is asked about', (typed, value) => {
    expect(parseNumber(typed)).toEqual({ type: 'ask', value });
  });

  it.each([
    'khoảng 50',
    '1,2,3',
    '1.23.456',
    '12.34,5',
    '1e9',
    '0x10',
    'Infinity',
    'NaN',
    '-',
    ',5',
    '5,',
    '١٢',
    '%',
  ])('%j is not read', (typed) => {
    expect(parseNumber(typed)).toMatchObject({ type: typed === '%' ? 'empty' : 'unreadable' });
  });

  it('is empty where nothing is typed', () => {
    expect(parseNumber('  ')).toEqual({ type: 'empty' });
  });
});

/** Figures as offices report them: up to six digits after the comma. */
const figure = fc
  .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, part]) => Number(`${String(whole)}.${String(part).padStart(6, '0')}`));

describe('writing a number', () => {
  it('is read back as the same number, without a question', () => {
    fc.assert(
      fc.property(fc.oneof(figure, fc.integer()), (value) => {
        expect(parseNumber(formatNumber(value, 'vi'))).toEqual({
          type: 'number',
          value: value === 0 ? 0 : value,
        });
      }),
    );
  });

  it('follows the language', () => {
    expect(formatNumber(116_656, 'vi')).toBe('116.656');
    expect(formatNumber(1_234.5, 'vi')).toBe('1.234,5');
    expect(formatNumber(1_234.5, 'en')).toBe('1,234.5');
  });
});
