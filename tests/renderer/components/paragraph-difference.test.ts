import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareParagraphs, type ParagraphRow } from '#renderer/components/paragraph-difference';

const side = (rows: readonly ParagraphRow[], of: 'here' | 'there'): string =>
  rows
    .map((row) =>
      row.kind === 'same' ? row.paragraphs.join('\n') : row[of].map((piece) => piece.text).join(''),
    )
    .filter((text) => text !== '')
    .join('\n');
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');

describe('compareParagraphs', () => {
  it('marks syllables in what changed and gathers what did not', () => {
    const before = 'Một\n\nHai\n\nHạ ngầm 21 tuyến.\n\nBốn';
    const after = 'Một\n\nHai\n\nHạ ngầm 25 tuyến.\n\nBốn\n\nNăm';
    expect(compareParagraphs(before, after)).toEqual([
      { kind: 'same', paragraphs: ['Một', 'Hai'] },
      {
        kind: 'changed',
        here: [
          { text: 'Hạ ngầm ', changed: false },
          { text: '21', changed: true },
          { text: ' tuyến.', changed: false },
        ],
        there: [
          { text: 'Hạ ngầm ', changed: false },
          { text: '25', changed: true },
          { text: ' tuyến.', changed: false },
        ],
      },
      { kind: 'same', paragraphs: ['Bốn'] },
      { kind: 'changed', here: [], there: [{ text: 'Năm', changed: true }] },
    ]);
  });

  it('takes letters that are written in two ways for the same', () => {
    expect(compareParagraphs('Đề án', 'Đề án'.normalize('NFD'))).toEqual([
      { kind: 'same', paragraphs: ['Đề án'] },
    ]);
  });

  it('loses no word of either side', () => {
    const text = fc
      .array(fc.constantFrom('Một', 'Hai ba', 'Bốn  năm ', '', '- mục', 'constructor'), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = compareParagraphs(before, after);
        expect(side(rows, 'here')).toBe(plain(before));
        expect(side(rows, 'there')).toBe(plain(after));
      }),
    );
  });

  it.each([
    ['one line', ' '],
    ['many lines', '\n'],
  ])('is done in time with 60,000 characters that have nothing in common: %s', (_name, between) => {
    const long = (word: string): string =>
      Array.from({ length: 9_000 }, (_, index) => `${word}${String(index % 977)}`).join(between);
    const start = performance.now();
    const rows = compareParagraphs(long('cũ'), long('mới'));
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(side(rows, 'there')).toBe(long('mới'));
  });
});
