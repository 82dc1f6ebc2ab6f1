import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryWords, recoveryLength, recoveryWordsOf } from '#core/seal/recovery-code';
import { recoveryNumbers, recoveryWords } from '#core/seal/recovery-words';
import { fold } from '#shared/model/text';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const anyWord = fc.constantFrom(...recoveryWords);
const position = fc.integer({ min: 0, max: recoveryLength - 1 });

describe('the list of words', () => {
  it('has 512 words of three letters and more that differ without their marks', () => {
    expect(recoveryWords).toHaveLength(512);
    expect(recoveryNumbers.size).toBe(512);
    for (const word of recoveryWords) expect(fold(word), word).toMatch(/^[a-z]{3,7}$/);
    expect(recoveryWords.map(fold)).toEqual(recoveryWords.map(fold).toSorted());
  });

  it('never changes: pages are printed with it', () => {
    const seed = Uint8Array.from({ length: 32 }, (_, at) => at * 7 + 3);
    expect(recoveryWordsOf(seed).join(' ')).toMatchInlineSnapshot(
      `"ảnh đun hạch hậu cây đất khoản thuế tối danh dịch chia sắc lần tòa thông tiêm chịu chấp trời hùng phủ khẩu thổ thu cải xanh soạn ươm lần pháo khuẩn"`,
    );
  });
});

describe('words of a recovery page', () => {
  it('give the seed again, however they are typed', () => {
    const styles: ((word: string, at: number) => string)[] = [
      (word) => word,
      (word) => fold(word),
      (word) => word.toUpperCase(),
      (word) => word.normalize('NFD'),
      (word, at) => `${String(at + 1)}. ${word},`,
    ];
    const joints = [' ', '\n', '\r\n  ', '\t', ' - '];
    fc.assert(
      fc.property(seeds, fc.constantFrom(...styles), fc.constantFrom(...joints), (seed, style, joint) => {
        const text = recoveryWordsOf(seed).map(style).join(joint);
        expect(readRecoveryWords(`  ${text}\n`)).toEqual({ type: 'seed', seed });
      }),
    );
  });

  it('name any single wrong word by its place, and say what stands on the page', () => {
    fc.assert(
      fc.property(
        seeds,
        position,
        fc.oneof(anyWord, fc.constantFrom('xyz', 'thuongx', 'a')),
        (seed, at, word) => {
          const words = recoveryWordsOf(seed);
          const rather = words[at] ?? '';
          fc.pre(rather !== word);
          expect(readRecoveryWords(words.with(at, word).join(' '))).toEqual({
            type: 'wrong',
            position: at + 1,
            word,
            rather,
          });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('two wrong words, and two that changed places, are never a seed', () => {
    fc.assert(
      fc.property(seeds, position, position, anyWord, anyWord, (seed, a, b, one, other) => {
        const words = recoveryWordsOf(seed);
        fc.pre(a !== b && words[a] !== one && words[b] !== other);
        expect(readRecoveryWords(words.with(a, one).with(b, other).join(' ')).type).not.toBe('seed');
        const swapped = words.with(a, words[b] ?? '').with(b, words[a] ?? '');
        if (words[a] !== words[b]) expect(readRecoveryWords(swapped.join(' ')).type).not.toBe('seed');
      }),
      { numRuns: 1_000 },
    );
  });

  it('too few, too many or other text say so and are no seed', () => {
    const words = recoveryWordsOf(new Uint8Array(32).fill(9));
    expect(readRecoveryWords('')).toEqual({ type: 'count', words: 0 });
    expect(readRecoveryWords(words.slice(1).join(' '))).toEqual({ type: 'count', words: 31 });
    expect(readRecoveryWords([...words, 'thêm'].join(' '))).toEqual({ type: 'count', words: 33 });
    expect(readRecoveryWords(words.with(3, 'abc').with(7, 'constructor').join(' '))).toEqual({
      type: 'unknown',
      wrong: [
        { position: 4, word: 'abc' },
        { position: 8, word: 'constructor' },
      ],
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(readRecoveryWords(text).type).not.toBe('seed');
      }),
    );
  });
});
