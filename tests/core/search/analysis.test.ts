import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumbersOf, exactForm, foldedForm, wordsOf } from '#core/search/analysis';

const exact = (text: string): string[] => wordsOf(text).map(({ raw }) => exactForm(raw));
const folded = (text: string): string[] => exact(text).map(foldedForm);

describe('analysis', () => {
  it('takes runs of letters and digits, lower case, NFC', () => {
    expect(exact('Ngầm hóa, 21 tuyến-đường (40km)!')).toEqual([
      'ngầm',
      'hóa',
      '21',
      'tuyến',
      'đường',
      '40km',
    ]);
    expect(exact('Ngầm hóa'.normalize('NFD'))).toEqual(['ngầm', 'hóa']);
    expect(exact('👍🏽 ~*^:+ "" \u202e\u0000 _ —')).toEqual([]);
  });

  it('drops zero-width marks and soft hyphens inside words', () => {
    expect(exact('vi\u200bễn thô\u00adng \ufeffcáp')).toEqual(['viễn', 'thông', 'cáp']);
    expect(exact('e\u200d\u0301')).toEqual(['é']);
  });

  it('reads Eth and African D as Đ', () => {
    expect(exact('\u00d0ường \u0189iện ðến')).toEqual(['đường', 'điện', 'đến']);
    expect(folded('Đường \u00d0ường')).toEqual(['duong', 'duong']);
  });

  it('places tones in one way, but not after q', () => {
    expect(exact('hoà khoẻ thuỷ loè uỷ TOẠ')).toEqual(['hòa', 'khỏe', 'thủy', 'lòe', 'ủy', 'tọa']);
    expect(exact('quý quỹ hoàn thuyền hóa')).toEqual(['quý', 'quỹ', 'hoàn', 'thuyền', 'hóa']);
  });

  it('knows numbers of official documents as one word', () => {
    const text =
      'Kế hoạch 1164/KH-UBND, Nghị quyết 52-NQ/TW; 30/2020/NĐ–CP và 202/2025/QH15, ngày 12/06/2018, 2022-2025.';
    const numbers = documentNumbersOf(text).map(({ raw }) => foldedForm(exactForm(raw)));
    expect(numbers).toEqual(['1164/kh-ubnd', '52-nq/tw', '30/2020/nd-cp', '202/2025/qh15']);
    expect(documentNumbersOf('30/2020/N\u00d0-CP'.normalize('NFD')).map(({ raw }) => exactForm(raw))).toEqual(
      ['30/2020/nđ-cp'],
    );
  });

  it('says where words stand in the text as it is, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { start, end, raw } of [...wordsOf(text), ...documentNumbersOf(text)]) {
          expect(text.slice(start, end)).toBe(raw);
          expect(exactForm(raw)).not.toBe('');
          expect(foldedForm(exactForm(raw))).not.toMatch(/[\p{Mn}đĐ\s*]/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same word for composed and decomposed text', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặềếểễệờớởỡợừứửữựỳýỷỹỵ ')),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, (text) => {
        expect(exact(text.normalize('NFD'))).toEqual(exact(text));
        expect(exact(text.toUpperCase())).toEqual(exact(text));
      }),
    );
  });

  it('knows where each word stands, also beside marks and halves of letters that are none', () => {
    const pieces = fc.constantFrom(
      'a',
      'an',
      'na',
      ' ',
      '\u0301',
      '\ud835',
      '𝒳',
      '😀',
      '-',
      'đ',
      '1',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
        const text = list.join('');
        let end = 0;
        for (const word of wordsOf(text)) {
          expect(text.slice(word.start, word.end)).toBe(word.raw);
          expect(text.slice(end, word.start)).not.toMatch(/[\p{L}\p{N}]/u);
          end = word.end;
        }
        expect(text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cuts endless words', () => {
    const [word = ''] = exact('x'.repeat(1_000_000));
    expect(word).toHaveLength(64);
    expect(exactForm(`${'x'.repeat(63)}𝒳𝒳`)).toBe('x'.repeat(63));
  });
});
