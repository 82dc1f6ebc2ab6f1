import { guessPeriod, parsePeriod, periodParts } from '#shared/model/period';
import { fold } from '#shared/model/text';

/** What was typed after `kỳ:`, `quý:` or `năm:`. */
export type TypedPeriod =
  | { readonly type: 'period'; readonly period: string }
  /** Any period of a year. */
  | { readonly type: 'year'; readonly year: number }
  /** That quarter of any year. */
  | { readonly type: 'quarter'; readonly part: string };

const romans = ['i', 'ii', 'iii', 'iv'];

/** 4/2024, IV/2024, "quý 4 năm 2024", 2024, IV; nothing where it is none of these. */
export function readPeriod(typed: string): TypedPeriod | undefined {
  const text = fold(typed).trim();
  const bare = /^(?:quy |quarter |q)?([1-4]|i{1,3}|iv)$/.exec(text)?.[1];
  if (bare !== undefined) {
    const number = romans.includes(bare) ? romans.indexOf(bare) + 1 : Number(bare);
    return { type: 'quarter', part: `Q${String(number)}` };
  }
  const period = parsePeriod(typed) ?? parsePeriod(`quý ${typed}`) ?? guessPeriod(typed);
  const parts = periodParts(period ?? '');
  if (period === undefined || !parts) return undefined;
  return parts.part === 'Y' ? { type: 'year', year: parts.year } : { type: 'period', period };
}

/** Whether more letters may still make a period of it. */
export function mayBecomePeriod(typed: string): boolean {
  return /^(?:quy ?|quarter ?|q)?(?:[1-4]|i{0,3}|iv)[\s/.-]*(?:nam ?)?\d{0,3}$|^\d{0,3}$/.test(
    fold(typed).trim(),
  );
}

/**
 * The values of the facet that each of the typed periods chooses: a year all of its periods that the library has, a quarter
 * those of the years typed beside it, else of any year. A year beside a quarter says only which one.
 */
export function periodValues(
  typed: readonly TypedPeriod[],
  library: readonly string[],
): [TypedPeriod, string[]][] {
  const years = typed.flatMap((one) => (one.type === 'year' ? [one.year] : []));
  const quarters = typed.flatMap((one) => (one.type === 'quarter' ? [one.part] : []));
  const ofQuarters = (parts: readonly string[], of: readonly number[]): string[] => {
    const named = of.flatMap((year) => parts.map((part) => `${String(year)}-${part}`));
    return of.length > 0
      ? named
      : library.filter((period) => parts.includes(periodParts(period)?.part ?? ''));
  };
  const valuesOf = (one: TypedPeriod): string[] => {
    if (one.type === 'period') return [one.period];
    if (one.type === 'quarter') return ofQuarters([one.part], years);
    if (quarters.length > 0) return ofQuarters(quarters, [one.year]);
    const there = library.filter((period) => periodParts(period)?.year === one.year);
    return there.length > 0 ? there : [`${String(one.year)}-Y`];
  };
  return typed.map((one) => [one, valuesOf(one)]);
}
