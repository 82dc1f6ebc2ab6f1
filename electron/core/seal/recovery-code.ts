import { recoveryNumbers, recoveryWords } from '#core/seal/recovery-words';
import { fold } from '#shared/model/text';

/** How the words of a recovery page were read. Positions count from 1, as on the page. */
export type RecoveryReading =
  | { readonly type: 'seed'; readonly seed: Uint8Array }
  /** So many words, where there should be `recoveryLength`. */
  | { readonly type: 'count'; readonly words: number }
  /** This word is wrong, and all others are right; `rather` is what stands on the page. */
  | { readonly type: 'wrong'; readonly position: number; readonly word: string; readonly rather: string }
  /** These are no words of the list. */
  | { readonly type: 'unknown'; readonly wrong: readonly { position: number; word: string }[] }
  /** More than one word is wrong or out of its place. */
  | { readonly type: 'several' };

const seedBytes = 32;
const bitsOfWord = 9;
const checkWords = 3;
/** 29 words hold the seed after five bits of version (0), three check them. */
export const recoveryLength = Math.ceil((seedBytes * 8) / bitsOfWord) + checkWords;

/**
 * Arithmetic of GF(512) over x^9 + x^4 + 1, in which words are digits of a Reed-Solomon code: the three check words make the
 * sums of all words times 1, a^k and a^2k zero. One wrong word is therefore found and corrected, two are always noticed.
 */
const powers: number[] = [1];
for (let power = 1; power < 511; power += 1) {
  const twice = (powers[power - 1] ?? 0) << 1;
  powers.push(twice >= 512 ? twice ^ 0x211 : twice);
}
const logs = new Map(powers.map((value, power) => [value, power]));
const power = (exponent: number): number => powers[exponent % 511] ?? 0;
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : power((logs.get(a) ?? 0) + (logs.get(b) ?? 0));

/** Of (x - 1)(x - a)(x - a^2), without the leading one. */
const generator = [1, power(1), power(2)].reduce<number[]>(
  (product, root) => [...product, 0].map((value, at) => value ^ times(product[at - 1] ?? 0, root)),
  [1],
);

/** The words of a seed of 32 bytes. */
export function recoveryWordsOf(seed: Uint8Array): string[] {
  const numbers = digits(seed);
  const rest = [0, 0, 0];
  for (const number of numbers) {
    const factor = number ^ (rest.shift() ?? 0);
    rest.push(0);
    for (let at = 0; at < checkWords; at += 1)
      rest[at] = (rest[at] ?? 0) ^ times(factor, generator[at + 1] ?? 0);
  }
  return [...numbers, ...rest].map((number) => recoveryWords[number] ?? '');
}

/** Reads what somebody typed or pasted: case, accents, line breaks, punctuation and numbers between the words do not count. */
export function readRecoveryWords(text: string): RecoveryReading {
  const typed = text.normalize('NFC').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (typed.length !== recoveryLength) return { type: 'count', words: typed.length };
  const numbers = typed.map((word) => recoveryNumbers.get(fold(word)));
  const wrong = typed.flatMap((word, at) => (numbers[at] === undefined ? [{ position: at + 1, word }] : []));
  const known = numbers.map((number) => number ?? 0);
  const error = wrongWord(known);
  if (wrong.length > 1) return { type: 'unknown', wrong };
  const [first] = wrong;
  if (error === 'none' && !first) return seedOf(known);
  if (error === 'several') return first ? { type: 'unknown', wrong } : { type: 'several' };
  const at = error === 'none' ? (first?.position ?? 1) - 1 : error.at;
  // A word that is no word is wrong for sure: where the sums point elsewhere there is a second one.
  if (first && at !== first.position - 1) return { type: 'unknown', wrong };
  const right = (known[at] ?? 0) ^ (error === 'none' ? 0 : error.by);
  return { type: 'wrong', position: at + 1, word: typed[at] ?? '', rather: recoveryWords[right] ?? '' };
}

/** Which one of the words is wrong, and by what. */
function wrongWord(numbers: readonly number[]): 'none' | 'several' | { at: number; by: number } {
  const [by = 0, next = 0, last = 0] = [0, 1, 2].map((exponent) =>
    numbers.reduce((sum, number) => times(sum, power(exponent)) ^ number, 0),
  );
  if (by === 0 && next === 0 && last === 0) return 'none';
  if (by === 0 || next === 0 || times(next, next) !== times(by, last)) return 'several';
  const place = ((logs.get(next) ?? 0) - (logs.get(by) ?? 0) + 511) % 511;
  return place < numbers.length ? { at: numbers.length - 1 - place, by } : 'several';
}

function digits(seed: Uint8Array): number[] {
  let value = BigInt(`0x${Buffer.from(seed).toString('hex')}`);
  const numbers: number[] = [];
  for (let at = 0; at < recoveryLength - checkWords; at += 1) {
    numbers.unshift(Number(value % 512n));
    value /= 512n;
  }
  return numbers;
}

function seedOf(numbers: readonly number[]): RecoveryReading {
  const value = numbers
    .slice(0, recoveryLength - checkWords)
    .reduce((sum, number) => sum * 512n + BigInt(number), 0n);
  const hex = value.toString(16).padStart(seedBytes * 2, '0');
  // Of a later version of the page, or many wrong words that happen to agree.
  if (hex.length > seedBytes * 2) return { type: 'several' };
  return { type: 'seed', seed: new Uint8Array(Buffer.from(hex, 'hex')) };
}
