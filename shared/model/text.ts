/** One code point per letter, as everything here is stored: NFC, without zero-width marks and soft hyphens. */
export function normalise(text: string): string {
  return text.normalize('NFC').replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '');
}

/**
 * Lower case without marks, đ as d: the form in which text typed without accents is compared.
 * U+00D0 (Eth) and U+0189 stand for Đ in much government text and are read so.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{Mn}\u200b-\u200d\u2060\ufeff\u00ad]/gu, '')
    .replace(/[đĐðÐɖƉ]/g, 'd')
    .toLowerCase();
}

/** Vietnamese alphabetical order, numbers by value. */
export const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** "Sở Khoa học" as `SoKhoaHoc`, for file names: marks folded, words joined with a capital letter each. */
export function fileWord(text: string, longest: number): string {
  const ascii = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đð]/g, 'd')
    .replace(/[ĐÐƉ]/g, 'D');
  const words = ascii.match(/[A-Za-z0-9]+/g) ?? [];
  return words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, longest);
}
