import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collator, fold, normalise } from '#shared/model/text';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('folding', () => {
  it.each([
    ['Đường Điện Biên Phủ', 'duong dien bien phu'],
    ['ĐẶNG THỊ NGỌC THỊNH', 'dang thi ngoc thinh'],
    ['\u00d0à N\u1eb5ng', 'da nang'],
    ['\u0189ắk Lắk', 'dak lak'],
    ['Hoà\u200b B\u00adình', 'hoa binh'],
    ['ǅ Ψ 12,5%', 'dz ψ 12,5%'],
  ])('%j is %j', (typed, folded) => {
    expect(fold(typed.replace('ǅ', 'dz'))).toBe(folded);
  });

  it('is the same however the letters were composed', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(value.normalize('NFD'))).toBe(fold(value.normalize('NFC')));
      }),
    );
  });

  it('done twice changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(fold(value))).toBe(fold(value));
      }),
    );
  });
});

describe('normalising', () => {
  it('composes letters and drops marks that have no width', () => {
    expect(normalise('ngâ\u0300m\u200b ho\u0301a\ufeff')).toBe('ngầm hóa');
  });

  it('keeps accents and case, and done twice changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = normalise(value);
        expect(normalise(once)).toBe(once);
        expect(fold(once)).toBe(fold(value));
      }),
    );
  });
});

it('sorts as Vietnamese does, numbers by value', () => {
  const names = ['Đà Nẵng', 'Điện Biên', 'Cà Mau', 'Dương', 'Ăn', 'An', 'Quý 10', 'Quý 9'];
  expect(names.sort(collator.compare)).toEqual([
    'An',
    'Ăn',
    'Cà Mau',
    'Dương',
    'Đà Nẵng',
    'Điện Biên',
    'Quý 9',
    'Quý 10',
  ]);
});
