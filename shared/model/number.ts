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

const scales: Readonly<Record<string, number>> = {
  nghìn: 1e3,
  ngàn: 1e3,
  triệu: 1e6,
  tr: 1e6,
  tỷ: 1e9,
  tỉ: 1e9,
};

/**
 * Reads a sum as an official types it: `1,2 tỷ`, `350 triệu đồng`, `1 tỷ 200 triệu`, `1.500.000 đ`. A full stop before
 * a word ("1.2 tỷ") is asked about, as in `parseNumber`.
 */
export function parseMoney(typed: string): TypedNumber {
  const text = typed.normalize('NFC').trim().toLowerCase();
  const bare = text.replace(/\s*(?:đồng|vnđ|vnd|đ|₫)$/, '');
  const parts = [...bare.matchAll(/([\d.,]+)\s*(nghìn|ngàn|triệu|tr|tỷ|tỉ)(?:\s+|$)/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== bare) return parseNumber(bare);
  let sum = 0;
  let smallest = Infinity;
  let asks = false;
  for (const [, figure = '', word = ''] of parts) {
    const scale = scales[word] ?? 1;
    const read = parseNumber(figure);
    if ((read.type !== 'number' && read.type !== 'ask') || scale >= smallest) return { type: 'unreadable' };
    asks ||= read.type === 'ask';
    smallest = scale;
    sum += read.value * scale;
  }
  return { type: asks ? 'ask' : 'number', value: Math.round(sum * 100) / 100 };
}

const formats = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }),
};

/** `116.656` and `52,8` in Vietnamese, `116,656` and `52.8` in English. */
export function formatNumber(value: number, language: 'vi' | 'en'): string {
  return formats[language].format(value);
}

/** A figure with its unit as it is written in a sentence: `52,8%`, `21 tuyến đường`. */
export function formatQuantity(value: number, unit: string | undefined, language: 'vi' | 'en'): string {
  const number = formatNumber(value, language);
  if (unit === undefined || unit === '') return number;
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}
