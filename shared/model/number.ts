/** What was understood of a typed number, with a quiet question where it can be read two ways. */
export type TypedNumber =
  | { readonly type: 'empty' }
  | { readonly type: 'number'; readonly value: number }
  /** "52.8": a full stop where Vietnamese has a comma. */
  | { readonly type: 'ask'; readonly value: number }
  | { readonly type: 'unreadable' };

const vietnamese = /^-?\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?$|^-?\d+(?:,\d+)?$/;
const englishDecimal = /^-?\d+\.\d+$/;

/**
 * Reads a number as an official types it: `116656`, `116.656`, `52,8`. A full stop that cannot be a
 * thousands mark ("52.8", "1.25") is asked about rather than guessed.
 */
export function parseNumber(typed: string): TypedNumber {
  const text = typed.trim().replace(/%$/, '').trim();
  if (text === '') return { type: 'empty' };
  if (vietnamese.test(text)) {
    return { type: 'number', value: Number(text.replace(/[. \u00a0]/g, '').replace(',', '.')) };
  }
  if (englishDecimal.test(text)) return { type: 'ask', value: Number(text) };
  return { type: 'unreadable' };
}

const formats = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }),
};

/** `116.656` and `52,8` in Vietnamese, `116,656` and `52.8` in English. */
export function formatNumber(value: number, language: 'vi' | 'en'): string {
  return formats[language].format(value);
}
