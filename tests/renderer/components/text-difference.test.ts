import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, type DifferencePiece } from '#renderer/components/text-difference';
import { differenceLabel } from '#renderer/components/difference-label';
import { vi } from '#shared/messages/vi';

const text = (pieces: readonly DifferencePiece[]): string => pieces.map((piece) => piece.text).join('');
const marked = (pieces: readonly DifferencePiece[]): string[] =>
  pieces.filter((piece) => piece.changed).map((piece) => piece.text);

describe('compareTexts', () => {
  it('marks whole syllables and runs of them', () => {
    const found = compareTexts(
      'Hạ ngầm 21 tuyến, do doanh nghiệp góp vốn',
      'Hạ ngầm 25 tuyến, do doanh nghiệp và tỉnh góp vốn',
    );
    expect(marked(found.here)).toEqual(['21']);
    expect(marked(found.there)).toEqual(['25', 'và tỉnh']);
  });

  it('marks nothing where only the spelling of the same letters differs', () => {
    const found = compareTexts('Ngầm hóa'.normalize('NFD'), 'Ngầm hóa');
    expect([...marked(found.here), ...marked(found.there)]).toEqual([]);
  });

  it('marks all of what stands on one side only', () => {
    expect(marked(compareTexts('', 'một hai').there)).toEqual(['một hai']);
    expect(compareTexts('', '')).toEqual({ here: [], there: [] });
  });

  it('gives both texts back, whatever they are', () => {
    const any = fc
      .array(fc.constantFrom('đường', 'dương', ' ', '\n', '  ', 'constructor', '__proto__', '.'))
      .map((words) => words.join(''));
    fc.assert(
      fc.property(any, any, (here, there) => {
        const found = compareTexts(here, there);
        expect(text(found.here)).toBe(here);
        expect(text(found.there)).toBe(there);
      }),
    );
  });

  it('ends soon on long texts that have nothing in common', () => {
    const words = (letter: string): string =>
      Array.from({ length: 5_000 }, (_, n) => letter + String(n)).join(' ');
    const began = performance.now();
    const found = compareTexts(words('a'), words('b'));
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(text(found.here)).toBe(words('a'));
    expect(marked(found.there)).toEqual([words('b')]);
  });
});

describe('differenceLabel', () => {
  it.each([
    ['costs', 'Kinh phí'],
    ['province', 'Tỉnh, thành phố'],
    ['section:steps', 'Các bước thực hiện'],
    ['section:Phụ lục: bảng', 'Phụ lục: bảng'],
    ['section:preamble', 'Phần mở đầu'],
    ['attachment:mau.docx', 'Tài liệu kèm theo: mau.docx'],
    ['constructor', 'constructor'],
    ['unknown', 'unknown'],
  ])('%s', (field, label) => {
    expect(differenceLabel(field, vi, 'vi')).toBe(label);
  });
});
