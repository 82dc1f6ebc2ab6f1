import type { Office } from '#shared/model/office';
import { type Period, periodParts } from '#shared/model/period';
import { fileWord } from '#shared/model/text';

/** Who issues a bundle, in the words that its name, its bag-info.txt and its page need. */
export interface Issuer {
  readonly id: string;
  readonly name: string;
  /** As in document symbols (SKHCN); empty where the office gave none. */
  readonly symbol: string;
  readonly level: Office['level'];
  /** `code@validFrom` and today's short name; null for central offices. */
  readonly province: { readonly id: string; readonly name: string } | null;
}

const romans = {
  Q1: 'QuyI',
  Q2: 'QuyII',
  Q3: 'QuyIII',
  Q4: 'QuyIV',
  '6M': '6Thang',
  '9M': '9Thang',
  Y: 'Nam',
} as const;

/**
 * The name of a bundle without its ending, which is also the bag's folder: `CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02`.
 * ASCII letters and digits, so that mail and document systems pass it. An office without a symbol, and a commune's, whose
 * symbols are many a commune's, stand with their name.
 */
export function bundleName(issuer: Issuer, period: Period, number: number): string {
  const { year = 0, part = 'Y' } = periodParts(period) ?? {};
  const office = issuer.symbol === '' ? fileWord(issuer.name, 50) : fileWord(issuer.symbol, 15);
  const commune = issuer.level === 'commune' && issuer.symbol !== '' ? [fileWord(issuer.name, 50)] : [];
  const province = issuer.province ? [fileWord(issuer.province.name, 30)] : [];
  const who = [office, ...commune, ...province].filter((text) => text !== '').join('-');
  return `CachLamHay_${romans[part]}-${String(year)}_${who}_So${String(number).padStart(2, '0')}`;
}
