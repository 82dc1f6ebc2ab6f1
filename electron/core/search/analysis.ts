import { fold, normalise } from '#shared/model/text';

/** A word as it stands in a text: from `start` up to `end`, in UTF-16 units of that text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
}

/** Marks of decomposed letters, and what typesetting leaves inside words: zero-width marks and soft hyphens. */
const inside = '\\p{M}\\u200b-\\u200d\\u2060\\ufeff\\u00ad';
const letters = `[\\p{L}\\p{N}][\\p{L}\\p{N}${inside}]*`;
const words = new RegExp(letters, 'gu');
/** 1164/KH-UBND, 52-NQ/TW, 30/2020/NĐ-CP, 202/2025/QH15. */
const numbers = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d+(?:/\\d{4})?[-–/](?=\\p{L})${letters}(?:[-–/]${letters})*`,
  'gu',
);

/** Longer words count by their beginning: nobody types them, and an automaton of a megabyte helps nobody. */
const longest = 64;

/** The runs of letters and digits of a text, in order. */
export function wordsOf(text: string): Token[] {
  let end = 0;
  return wordStringsOf(text).map((raw) => {
    // Nothing before it can begin like it: what is left out between words are no letters.
    const start = text.indexOf(raw, end);
    end = start + raw.length;
    return { start, end, raw };
  });
}

/** The same words without their places: what most callers need, in a tenth of the time. */
export function wordStringsOf(text: string): readonly string[] {
  return text.match(words) ?? [];
}

/** The numbers of official documents in a text, which are found as one word beside their parts. */
export function documentNumbersOf(text: string): Token[] {
  return Array.from(text.matchAll(numbers), toToken);
}

function toToken({ 0: raw, index }: RegExpExecArray): Token {
  return { start: index, end: index + raw.length, raw };
}

const toned = {
  a: { à: '̀', á: '́', ả: '̉', ã: '̃', ạ: '̣' },
  e: { è: '̀', é: '́', ẻ: '̉', ẽ: '̃', ẹ: '̣' },
  y: { ỳ: '̀', ý: '́', ỷ: '̉', ỹ: '̃', ỵ: '̣' },
};
const tones = new Map(
  Object.entries(toned).flatMap(([vowel, marks]) =>
    Object.entries(marks).map(([letter, tone]) => [letter, { vowel, tone }]),
  ),
);
const lateTone = /(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$/;

/** hoà, khoẻ, thuỷ as hòa, khỏe, thủy; quý stays, because its u belongs to the q. */
function placeTone(syllable: string): string {
  if (!lateTone.test(syllable)) return syllable;
  const { vowel, tone } = tones.get(syllable.slice(-1)) ?? { vowel: '', tone: '' };
  return (syllable.slice(0, -1) + tone + vowel).normalize('NFC');
}

/** The form in which words typed with accents are compared: NFC, lower case, Eth as Đ, one way to place tones. */
export function exactForm(raw: string): string {
  // Joiners between a letter and its mark hide the composed letter until they are gone: composed twice.
  const lower = normalise(raw).normalize('NFC').toLowerCase().replace(/[ðɖ]/g, 'đ').replace(/–/g, '-');
  const cut = lower.length > longest ? lower.slice(0, longest).replace(/[\ud800-\udbff]$/, '') : lower;
  return placeTone(cut);
}

/** The form in which words typed without accents are compared; takes an exact form. */
export function foldedForm(exact: string): string {
  return fold(exact);
}
