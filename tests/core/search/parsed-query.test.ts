import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presence } from '#core/search/lunr';
import { lunrQueryOf } from '#core/search/query/lunr-query';
import { isEmpty, parseQuery, wantedWords } from '#core/search/parsed-query';
import { searchFields } from '#shared/model/search';

/** Words as a short text: a star for one that is still being typed. */
function brief(text: string): { words: string[]; phrases: string[]; excluded: string[] } {
  const { words, phrases, excluded } = parseQuery(text);
  const join = (list: readonly { folded: string }[]): string => list.map(({ folded }) => folded).join(' ');
  return {
    words: words.map(({ folded, prefix }) => `${folded}${prefix ? '*' : ''}`),
    phrases: phrases.map(join),
    excluded: excluded.map(join),
  };
}

describe('parsing a query', () => {
  it('takes the last word as the beginning of one until something follows', () => {
    expect(brief('ngầm hóa').words).toEqual(['ngam', 'hoa*']);
    expect(brief('ngầm hóa ').words).toEqual(['ngam', 'hoa']);
    expect(brief('ngầm h').words).toEqual(['ngam', 'h']);
    expect(brief('ngầm hóa,').words).toEqual(['ngam', 'hoa']);
  });

  it('reads phrases and excluded words', () => {
    expect(brief('"ngầm hóa" cáp')).toEqual({ words: ['cap*'], phrases: ['ngam hoa'], excluded: [] });
    expect(brief('“viễn thông” -cáp -"điện lực"')).toEqual({
      words: [],
      phrases: ['vien thong'],
      excluded: ['cap', 'dien luc'],
    });
  });

  it('leaves what has no partner or meaning as text', () => {
    expect(brief('Đà Nẵng - Huế')).toEqual({ words: ['da', 'nang', 'hue*'], phrases: [], excluded: [] });
    expect(brief('"ngầm hóa')).toEqual({ words: ['ngam', 'hoa*'], phrases: [], excluded: [] });
    expect(brief('5G-ready thu-phí a:b').excluded).toEqual([]);
    expect(brief('ví dụ: hạ tầng 08:30').words).toEqual(['vi', 'du', 'ha', 'tang', '08', '30*']);
    for (const text of ['', '   ', '-', '"', '""', '- "', '~*^:+', '👍', '\u202e'])
      expect(isEmpty(parseQuery(text))).toBe(true);
  });

  it('keeps document numbers whole', () => {
    expect(brief('kế hoạch 1164/KH-UBND ').words).toEqual(['ke', 'hoach', '1164/kh-ubnd']);
    expect(brief('30/2020/nđ').words).toEqual(['30/2020/nd*']);
    expect(brief('52 -NQ').excluded).toEqual(['nq']);
  });

  it('builds clauses of Lunr’s', () => {
    const clauses = (text: string): unknown[] =>
      lunrQueryOf(parseQuery(text)).clauses.map(({ term, fields, boost, presence: wanted, editDistance }) => [
        term,
        fields.length === searchFields.length ? 'all' : fields.join(),
        wanted,
        ...(editDistance === undefined && boost === 1 ? [] : [editDistance, boost]),
      ]);
    const { optional, required, prohibited } = presence;
    expect(clauses('ngầm hóa ')).toEqual([
      ['ngam', 'all', optional],
      ['hoa', 'all', optional],
    ]);
    expect(clauses('+ngầm hóa -cáp ')).toEqual([
      ['ngam', 'all', required],
      ['hoa', 'all', required],
      ['cap', 'all', prohibited],
    ]);
    expect(clauses('tên:Cáp -TOM TAT:"hóa" ')).toEqual([
      ['cap', 'title', required],
      ['hoa', 'summary', prohibited],
    ]);
    expect(clauses('cáp* *óa (ng*m), nghầm~ hao~2 đường^3 ')).toEqual([
      ['cap*', 'all', optional],
      ['*oa', 'all', optional],
      ['ng*m', 'all', optional],
      ['ngham', 'all', optional, 1, 1],
      ['hao', 'all', optional, 2, 1],
      ['duong', 'all', optional, undefined, 3],
    ]);
    expect(clauses('"ngầm hóa" cáp ')).toEqual([
      ['cap', 'all', optional],
      ['ngam', 'all', required],
      ['hoa', 'all', required],
    ]);
    expect(clauses('-"điện lực" nội dung:"hạ tầng" ')).toEqual([
      ['ha', 'sections', required],
      ['tang', 'sections', required],
    ]);
  });

  it('knows where each word stands, and bounds the work', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.stringMatching(/^["\- a-dà]{0,60}$/),
        ),
        (text) => {
          const { words, phrases, excluded } = parseQuery(text);
          const all = [...words, ...phrases.flat(), ...excluded.flat()];
          const composed = text.normalize('NFC');
          for (const { start, end, typed } of all) expect(composed.slice(start, end)).toBe(typed);
          expect(new Set(all.map(({ exact, prefix }) => exact + String(prefix))).size).toBeLessThanOrEqual(
            30,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes the beginning of a pasted text', () => {
    const text = Array.from({ length: 400 }, (_, at) => `w${String(at)}`).join(',');
    expect(wantedWords(parseQuery(text)).map(({ folded }) => folded)).toEqual(
      Array.from({ length: 30 }, (_, at) => `w${String(at)}`),
    );
    expect(() => parseQuery('"'.repeat(1_000_000))).not.toThrow();
  });
});
