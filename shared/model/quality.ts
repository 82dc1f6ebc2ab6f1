import { type Check, checkCompleteness, saysNotReported } from '#shared/model/completeness';
import { hasGuidance } from '#shared/model/guidance';
import type { FrontMatter, Result } from '#shared/model/practice';
import type { SectionKey } from '#shared/model/section';
import { fold } from '#shared/model/text';

/** Why a reader elsewhere could not use a practice that has all it must have. */
export const weaknessReasons = [
  /** "Chưa có thông tin", or nothing where something would help. */
  'no-answer',
  'no-indicator',
  'no-unit',
  'no-figure',
  'no-date',
  'no-method',
  /** A figure after without one before, or the other way round. */
  'one-sided',
  'expected-only',
  'no-phone',
  'no-post',
  'summary-repeats-title',
  'steps-unnumbered',
  'no-conditions',
  'limitations-short',
  'no-costs',
  'costs-unexplained',
  'review-past',
  'guidance-left',
] as const;
export type WeaknessReason = (typeof weaknessReasons)[number];

export interface Weakness extends Check {
  readonly reason: WeaknessReason;
}

/** Something required is missing, or no figure was reached: what is expected only, or without a date, helps nobody elsewhere. */
export function isWeak(frontMatter: FrontMatter, sections: Sections): boolean {
  const { missing } = checkCompleteness(frontMatter, sections);
  return missing.length > 0 || !(frontMatter.results ?? []).some(isReached);
}

function isReached({ before, after, cumulative, expected, asOf }: Result): boolean {
  const figure = after ?? cumulative ?? before;
  return figure !== undefined && expected !== true && asOf !== undefined;
}

type Sections = readonly { readonly key: SectionKey | null; readonly body: string }[];

/** Fewer words than this say too little of what went wrong and how it was mended. */
const fewestWords = 20;

const reasons: Partial<Record<Check['key'], WeaknessReason>> = {
  resultIndicator: 'no-indicator',
  resultUnit: 'no-unit',
  resultFigure: 'no-figure',
  resultDate: 'no-date',
  resultMethod: 'no-method',
  resultsExpected: 'expected-only',
  contactPhone: 'no-phone',
  contactPost: 'no-post',
  placeConditions: 'no-conditions',
  costs: 'no-costs',
  costsSource: 'costs-unexplained',
  costsEffort: 'costs-unexplained',
};

/**
 * What should be mended although nothing required is missing, in the order of the form and each place once; what is
 * missing is left to `checkCompleteness`. `today` is YYYY-MM-DD.
 */
export function weaknesses(frontMatter: FrontMatter, sections: Sections, today: string): Weakness[] {
  const { missing, weak } = checkCompleteness(frontMatter, sections);
  const found = [
    ...weak.map((check): Weakness => ({ ...check, reason: reasons[check.key] ?? 'no-answer' })),
    ...ofSummary(frontMatter),
    ...(frontMatter.results ?? []).flatMap(ofResult),
    ...ofReview(frontMatter, today),
    ...ofSections(sections),
  ];
  const places = new Set(missing.map(({ at }) => at));
  return found.filter(({ at }) => !places.has(at) && places.add(at));
}

function ofSummary({ title = '', summary = '' }: FrontMatter): Weakness[] {
  const plain = (text: string): string =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  if (plain(summary) === '' || plain(summary) !== plain(title)) return [];
  return [{ key: 'summary', at: 'summary', row: null, reason: 'summary-repeats-title' }];
}

function ofResult({ before, after }: Result, row: number): Weakness[] {
  if ((before === undefined) === (after === undefined)) return [];
  const part = before === undefined ? 'before' : 'after';
  return [{ key: 'resultFigure', at: `results.${String(row)}.${part}`, row, reason: 'one-sided' }];
}

/** Past when the whole day, month or year named is over. */
function ofReview({ reviewBy }: FrontMatter, today: string): Weakness[] {
  if (reviewBy === undefined || reviewBy >= today.slice(0, reviewBy.length)) return [];
  return [{ key: 'reviewBy', at: 'reviewBy', row: null, reason: 'review-past' }];
}

function ofSections(sections: Sections): Weakness[] {
  const found: Weakness[] = [];
  for (const { key, body } of sections) {
    if (key === null) continue;
    const reason = reasonOf(key, body);
    if (reason) found.push({ key: `section:${key}`, at: `section.${key}`, row: null, reason });
  }
  return found;
}

function reasonOf(key: SectionKey, body: string): WeaknessReason | undefined {
  if (hasGuidance(body)) return 'guidance-left';
  const text = body.trim();
  if (text === '' || saysNotReported(text)) return undefined;
  if (key === 'steps' && !/^ {0,3}(?:\d+[.)]|(?:bước|step)\s+\d+)/imu.test(text.normalize('NFC')))
    return 'steps-unnumbered';
  if (key === 'limitations' && text.split(/\s+/).length < fewestWords) return 'limitations-short';
  return undefined;
}
