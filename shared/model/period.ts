import * as z from 'zod';
import { fold } from '#shared/model/text';

const pattern = /^(?:19|20)\d{2}-(?:Q[1-4]|6M|9M|Y)$/;

/** A reporting period as it stands in files: a quarter, the first 6 or 9 months, or a year. */
export const periodSchema = z.string().regex(pattern, 'period: YYYY-Q1..Q4, YYYY-6M, YYYY-9M or YYYY-Y');
export type Period = z.infer<typeof periodSchema>;

export interface PeriodParts {
  readonly year: number;
  readonly part: 'Q1' | 'Q2' | 'Q3' | 'Q4' | '6M' | '9M' | 'Y';
}

const roman = { i: 1, ii: 2, iii: 3, iv: 4 } as const;
const fullYear = (digits: string): number => (digits.length === 2 ? 2000 : 0) + Number(digits);

/** Splits a period; `undefined` where the text is not one. */
export function periodParts(period: string): PeriodParts | undefined {
  // Thousands are sorted by it: the schema would take most of that time.
  if (!pattern.test(period)) return undefined;
  return { year: Number(period.slice(0, 4)), part: period.slice(5) as PeriodParts['part'] };
}

/**
 * Reads a period as people type it, in Vietnamese or English: `quý 4/2024`, `q4 24`, `quý IV năm 2024`,
 * `III/2026`, `2024-Q4`, `6 tháng 2025`, `9 tháng đầu năm 2025`, `first 6 months of 2025`, `năm 2024`, `2024`. Returns `undefined` when it is none of these.
 */
export function parsePeriod(typed: string): Period | undefined {
  const text = fold(typed)
    .replace(/[\s./,-]+/g, ' ')
    .trim();
  const canonical = /^((?:19|20)\d{2}) (q[1-4]|6m|9m|y)$/.exec(text);
  if (canonical) return `${canonical[1] ?? ''}-${(canonical[2] ?? '').toUpperCase()}`;
  const quarter = /^(?:quy|quarter|q) ?(1|2|3|4|i|ii|iii|iv) (?:nam |year |of )?(\d{2}|(?:19|20)\d{2})$/.exec(
    text,
  );
  if (quarter) {
    const [, number = '', year = ''] = quarter;
    const n = number in roman ? roman[number as keyof typeof roman] : Number(number);
    return `${String(fullYear(year))}-Q${String(n)}`;
  }
  const bare = /^(i|ii|iii|iv) ((?:19|20)\d{2})$/.exec(text);
  if (bare) return `${bare[2] ?? ''}-Q${String(roman[bare[1] as keyof typeof roman])}`;
  const months = /^(?:first )?(6|9) ?(?:thang|months?)(?: dau)?(?: nam| of)? (\d{2}|(?:19|20)\d{2})$/.exec(
    text,
  );
  if (months) return `${String(fullYear(months[2] ?? ''))}-${months[1] ?? ''}M`;
  const year = /^(?:nam |ca nam |year )?((?:19|20)\d{2})$/.exec(text);
  return year ? `${year[1] ?? ''}-Y` : undefined;
}

/** The quarter that `4/2024` probably means; to be asked about, since it may be a month. */
export function guessPeriod(typed: string): Period | undefined {
  const found = /^\s*([1-4])\s*[/.-]\s*((?:19|20)\d{2})\s*$/.exec(typed);
  return found ? `${found[2] ?? ''}-Q${found[1] ?? ''}` : undefined;
}

/** The calendar quarter that holds the given day (local time). */
export function quarterOf(date: Date): Period {
  return `${String(date.getFullYear())}-Q${String(Math.floor(date.getMonth() / 3) + 1)}`;
}

const order = { Q1: 1, Q2: 2, '6M': 2.5, Q3: 3, '9M': 3.5, Q4: 4, Y: 5 } as const;

/** A number that grows with the end of the period, so that many can be sorted; 0 for texts that are no periods. */
export function periodRank(text: string): number {
  const parts = periodParts(text);
  return parts ? parts.year * 10 + order[parts.part] : 0;
}

/** Sorts oldest first; texts that are no periods come before all periods. */
export function comparePeriods(a: string, b: string): number {
  return periodRank(a) - periodRank(b);
}

const romans = { Q1: 'I', Q2: 'II', Q3: 'III', Q4: 'IV' } as const;

/** "Quý IV/2024", "6 tháng đầu năm 2025", "Năm 2024"; English "Q4 2024", "First 6 months of 2025", "2024". */
export function formatPeriod(period: string, language: 'vi' | 'en'): string {
  const parts = periodParts(period);
  if (!parts) return period;
  const { year, part } = parts;
  if (part === 'Y') return language === 'vi' ? `Năm ${String(year)}` : String(year);
  if (part === '6M' || part === '9M') {
    const months = part[0] ?? '';
    return language === 'vi'
      ? `${months} tháng đầu năm ${String(year)}`
      : `First ${months} months of ${String(year)}`;
  }
  return language === 'vi' ? `Quý ${romans[part]}/${String(year)}` : `${part} ${String(year)}`;
}

/** As it stands within a sentence of an official paper: "quý IV/2024", "năm 2024"; English as it is, but "first 6 months". */
export function periodInSentence(period: string, language: 'vi' | 'en'): string {
  return formatPeriod(period, language).replace(/^(?:Quý|Năm|First)/, (word) => word.toLowerCase());
}
