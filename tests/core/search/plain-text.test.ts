import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '#core/search/analysis';
import { plainText } from '#core/search/plain-text';

describe('plain text', () => {
  it('leaves the words of Markdown without its marks', () => {
    const markdown = [
      '## Kết quả',
      '',
      '**21 tuyến** đường, *40 km* và _100%_ [xã](https://a.vn/b_c) ![ảnh](x.png)',
      '> trích',
      '- [x] một',
      '1. hai',
      '',
      '| Chỉ tiêu | Số |',
      '|:---|---:|',
      '| Cáp | 40 |',
      '',
      '---',
      '`mã` ~~bỏ~~ a\\*b <br> <https://c.vn>',
    ].join('\n');
    expect(plainText(markdown)).toBe(
      'Kết quả\n21 tuyến đường, 40 km và 100% xã ảnh\ntrích\nmột\nhai\nChỉ tiêu · Số\nCáp · 40\nmã bỏ a*b https://c.vn',
    );
  });

  it('keeps what only looks like a mark', () => {
    expect(plainText('2 * 3 = 6; ten_tep_dai; a - b; 5 < 6 và 7 > 3; [ngoặc]')).toBe(
      '2 * 3 = 6; ten_tep_dai; a - b; 5 < 6 và 7 > 3; [ngoặc]',
    );
  });

  it('loses no word of a text without marks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ngầm', 'hóa', '40', 'km,', 'Đường.', '(cáp)'), { maxLength: 40 }),
        (words) => {
          const text = words.join(' ');
          expect(wordsOf(plainText(text)).map(({ raw }) => raw)).toEqual(wordsOf(text).map(({ raw }) => raw));
        },
      ),
    );
  });

  it.each([
    '*',
    '[',
    '![',
    '<',
    '<a ',
    '|',
    ' ',
    '\t ',
    '-',
    '- ',
    '_',
    '`',
    '>',
    '> ',
    '\\',
    '# ',
    '[a](',
    '\n',
    '~',
    '1. ',
    ':-',
    '<!--',
    '**_',
  ])('takes little time for a megabyte of %j', (piece) => {
    const began = performance.now();
    plainText(piece.repeat(1_000_000 / piece.length));
    plainText(`x${piece.repeat(1_000_000 / piece.length)}x`);
    // A pattern that goes back over it would take minutes; a busy machine some seconds.
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
