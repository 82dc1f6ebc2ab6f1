import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Highlighter } from '#core/search/highlight';
import { parseQuery } from '#core/search/parsed-query';
import type { Segment } from '#shared/model/search';

const joined = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join('');
/** Hits in brackets. */
const shown = (segments: readonly Segment[]): string =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const highlight = (query: string, text: string): string =>
  shown(new Highlighter(parseQuery(query)).highlight(text));
const passage = (query: string, text: string): Segment[] => new Highlighter(parseQuery(query)).passage(text);

describe('highlighting', () => {
  it('marks words in the original spelling, neighbours together', () => {
    const title = 'Ngầm hóa, chỉnh trang cáp viễn thông';
    expect(highlight('ngam hoa cap vien thong', title)).toBe('[Ngầm hóa], chỉnh trang [cáp viễn thông]');
    expect(highlight('cáp vi', title)).toBe('Ngầm hóa, chỉnh trang [cáp viễn] thông');
    expect(highlight('thô ', title)).toBe(title);
    expect(highlight('', title)).toBe(title);
  });

  it('keeps decomposed text, ligatures and line breaks as they are', () => {
    const text = 'CÁP\r\nviễn\u200bthông eﬃcient hoà'.normalize('NFD');
    const segments = new Highlighter(parseQuery('cáp hòa ')).highlight(text);
    expect(joined(segments)).toBe(text);
    expect(segments.filter(({ hit }) => hit).map((segment) => segment.text.normalize('NFC'))).toEqual([
      'CÁP',
      'hoà',
    ]);
  });

  it('marks document numbers as one piece', () => {
    expect(highlight('1164/KH-UBND ', 'Kế hoạch 1164/KH-UBND (1164)')).toBe('Kế hoạch [1164/KH-UBND] (1164)');
  });

  it('gives back every text whole', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.stringMatching(/^(?:[a-cà \n-]|\u0301){0,400}$/),
    );
    const queries = fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[a-cà "-]{0,12}$/));
    fc.assert(
      fc.property(queries, texts, (query, text) => {
        expect(joined(new Highlighter(parseQuery(query)).highlight(text))).toBe(text);
        const cut = joined(passage(query, text)).replace(/^… /, '').replace(/ …$/, '');
        expect(text.includes(cut) || text.startsWith('… ') || text.endsWith(' …')).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(242);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the passage', () => {
  const filler = 'Nội dung khác không liên quan đến việc đang tìm. '.repeat(12);

  it('is the piece with the most different words, from the beginning of its sentence', () => {
    const text = `Cáp treo. ${filler}Tỉnh đã ngầm hóa cáp viễn thông trên 21 tuyến đường. ${filler}`;
    const segments = passage('ngầm hóa cáp viễn thông', text);
    expect(shown(segments)).toMatch(/^… Tỉnh đã \[ngầm hóa cáp viễn thông\] trên 21 tuyến đường\. Nội dung/);
    expect(shown(segments)).toMatch(/[\p{L}.] …$/u);
  });

  it('prefers words in the order of the query among equals', () => {
    const text = `Thông tin viễn cảnh. ${filler}Mạng viễn thông. ${filler}`;
    expect(shown(passage('viễn thông ', text))).toContain('[viễn thông]');
  });

  it('is the first of equal ones', () => {
    expect(shown(passage('cáp quang ', `Cáp quang một. ${filler}Cáp quang hai. ${filler}`))).toMatch(
      /^\[Cáp quang\] một/,
    );
  });

  it('is the beginning where no word stands in the text, and the whole of a short text', () => {
    expect(shown(passage('xyz', filler))).toMatch(/^Nội dung khác.* …$/);
    expect(shown(passage('xyz', 'Ngắn.'))).toBe('Ngắn.');
    expect(passage('xyz', '')).toEqual([]);
  });

  it('cuts between words, and inside one that has no end', () => {
    const [first] = passage('', 'từ '.repeat(200));
    expect(first?.text).toMatch(/^(?:từ )*từ$/);
    expect(joined(passage('', '𝒳'.repeat(500))).replace(' …', '')).toMatch(/^𝒳+$/u);
  });
});
