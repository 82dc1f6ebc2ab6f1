import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boldWidth } from '#shared/paper/bold-width';
import { evenLines } from '#shared/paper/official-layout';

const words = fc.array(fc.stringMatching(/^[A-ZĐƠƯa-z]{1,9}$/), { minLength: 1, maxLength: 24 });
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => boldWidth(line, 12)));

/** All ways to break words into so many lines. */
function* broken(given: readonly string[], count: number): Generator<string[]> {
  if (count === 1) yield [given.join(' ')];
  else
    for (let at = 1; at <= given.length - count + 1; at += 1)
      for (const rest of broken(given.slice(at), count - 1)) yield [given.slice(0, at).join(' '), ...rest];
}

describe('lines of about one length', () => {
  it('are as few as fit, say the same, and none could be shorter that is the longest', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 120, max: 450 }), (given, room) => {
        const lines = evenLines(given.join(' '), 12, room);
        expect(lines.join(' ')).toBe(given.join(' '));
        expect(widest(lines)).toBeLessThanOrEqual(Math.max(room, widest(given)));
        if (lines.length > 4) return;
        for (let count = 1; count < lines.length; count += 1)
          for (const fewer of broken(given, count)) expect(widest(fewer)).toBeGreaterThan(room);
        const best = Math.min(...[...broken(given, lines.length)].map(widest));
        // Widths are tried in whole points.
        expect(widest(lines)).toBeLessThanOrEqual(Math.max(best, widest(given)) + 1);
      }),
    );
  });

  it('break names where offices break them', () => {
    expect(evenLines('ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG', 12, 181)).toEqual([
      'ỦY BAN NHÂN DÂN',
      'THÀNH PHỐ HẢI PHÒNG',
    ]);
    expect(evenLines('SỞ KHOA HỌC VÀ CÔNG NGHỆ', 12, 181)).toEqual(['SỞ KHOA HỌC', 'VÀ CÔNG NGHỆ']);
    expect(evenLines('SỞ NỘI VỤ', 12, 181)).toEqual(['SỞ NỘI VỤ']);
  });
});
