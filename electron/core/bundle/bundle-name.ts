import type { Audience } from '#shared/model/bundle';
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

/** Which part of how many a bundle is: 1 of 1 where it was not cut. */
export interface BundlePart {
  readonly part: number;
  readonly parts: number;
}

/** The place of a part in a name, `_Phan02tren12` or nothing: all numbers of one length, so that names sort as parts do. */
function partWord({ part, parts }: BundlePart): string {
  const length = String(parts).length;
  return parts === 1 ? '' : `_Phan${String(part).padStart(length, '0')}tren${String(parts)}`;
}

/** Of a bundle that was made for certain offices only: `_GuiRieng-` and their name, or how many they are. */
function audienceWord(audience: Audience | null): string {
  const [only, ...others] = audience ?? [];
  if (!only) return '';
  return `_GuiRieng-${others.length === 0 ? fileWord(only.name, 30) : `${String(others.length + 1)}noi`}`;
}

/**
 * The name of a bundle without its ending, which is also the bag's folder: `CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02`.
 * ASCII letters and digits, so that mail and document systems pass it. An office without a symbol, and a commune's, whose
 * symbols are many a commune's, stand with their name. Parts and bundles for certain offices say so at the end.
 */
export function bundleName(
  issuer: Issuer,
  period: Period,
  number: number,
  place: BundlePart = { part: 1, parts: 1 },
  audience: Audience | null = null,
): string {
  const { year = 0, part = 'Y' } = periodParts(period) ?? {};
  const office = issuer.symbol === '' ? fileWord(issuer.name, 50) : fileWord(issuer.symbol, 15);
  const commune = issuer.level === 'commune' && issuer.symbol !== '' ? [fileWord(issuer.name, 50)] : [];
  const province = issuer.province ? [fileWord(issuer.province.name, 30)] : [];
  const who = [office, ...commune, ...province].filter((text) => text !== '').join('-');
  const issue = `CachLamHay_${romans[part]}-${String(year)}_${who}_So${String(number).padStart(2, '0')}`;
  return `${issue}${audienceWord(audience)}${partWord(place)}`;
}
