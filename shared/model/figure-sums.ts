import * as z from 'zod';
import { type ChosenPractice, comparableWords, isOfPeriod } from '#shared/model/choice';
import { idSchema, type Result } from '#shared/model/practice';
import { fold } from '#shared/model/text';

/** Why a figure is not added up. */
export const leftOutReasons = [
  /** Not reached yet. */
  'expected',
  /** A running total, which other periods hold too. */
  'cumulative',
  /** Rates, averages, times, ranks: their sum means nothing. */
  'rate',
  'other-period',
  'no-unit',
  'no-figure',
  /** The practice gives the same indicator more than once: which of them holds is not for a program to say. */
  'repeated',
  /** Somebody said that it tells of the same work as a practice whose figure is counted. */
  'same-work',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

const sumSchema = z.object({
  /** As most of them write it. */
  indicator: z.string(),
  unit: z.string(),
  /** Our practices' figures and peers' are never put together. */
  ours: z.boolean(),
  sum: z.number(),
  /** Whose figures: so many that the sum is one of several, or one alone. */
  practices: z.array(idSchema),
  /** Figures that were left out as `same-work` beside these. */
  copies: z.number().int().nonnegative(),
});
export type FigureSum = z.infer<typeof sumSchema>;

const leftOutSchema = z.object({
  practice: idSchema,
  title: z.string(),
  indicator: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  reason: z.enum(leftOutReasons),
});
export type LeftOutFigure = z.infer<typeof leftOutSchema>;

export const figureSumsSchema = z.object({
  /** Those of several practices first, then by indicator. */
  sums: z.array(sumSchema),
  leftOut: z.array(leftOutSchema),
});
export type FigureSums = z.infer<typeof figureSumsSchema>;

interface Figure {
  readonly practice: ChosenPractice;
  readonly result: Result;
  readonly key: string;
  readonly value: number;
}

/**
 * Adds up what the practices reached (`after`), where the words of indicator and unit agree, ours and peers' apart. Never
 * counts what is expected, a running total, a rate, or a figure of another period; each figure that is left out is named
 * with its reason. The order of the practices and of their results makes no difference. `sameWork` are groups of practices that
 * tell of one work: of each group the figure of the first one that gives it is counted.
 */
export function sumFigures(
  practices: readonly ChosenPractice[],
  period: string,
  sameWork: readonly (readonly string[])[] = [],
): FigureSums {
  const counted: Figure[] = [];
  const leftOut: LeftOutFigure[] = [];
  for (const practice of practices) {
    const usable = practice.results.flatMap((result): Figure[] => {
      const reason = reasonAgainst(practice, result, period);
      if (reason !== undefined) leftOut.push(named(practice, result, reason));
      if (reason !== undefined || result.after === undefined) return [];
      return [{ practice, result, key: keyOf(practice, result), value: result.after }];
    });
    const times = new Map<string, number>();
    for (const { key } of usable) times.set(key, (times.get(key) ?? 0) + 1);
    for (const figure of usable) {
      if (times.get(figure.key) === 1) counted.push(figure);
      else leftOut.push(named(practice, figure.result, 'repeated'));
    }
  }
  const sums = [...groupedByKey(counted).values()].map((figures) => {
    const copies = copiesAmong(figures, sameWork);
    leftOut.push(...[...copies].map(({ practice, result }) => named(practice, result, 'same-work')));
    return sumOf(
      figures.filter((figure) => !copies.has(figure)),
      copies.size,
    );
  });
  return { sums: sums.toSorted(compareSums), leftOut: leftOut.toSorted(compareLeftOut) };
}

function groupedByKey(figures: readonly Figure[]): Map<string, Figure[]> {
  const byKey = new Map<string, Figure[]>();
  for (const figure of figures) byKey.set(figure.key, [...(byKey.get(figure.key) ?? []), figure]);
  return byKey;
}

/** Of each group all but the first that is among them. */
function copiesAmong(figures: readonly Figure[], groups: readonly (readonly string[])[]): Set<Figure> {
  const byPractice = new Map(figures.map((figure) => [figure.practice.id, figure]));
  return new Set(groups.flatMap((group) => group.flatMap((id) => byPractice.get(id) ?? []).slice(1)));
}

function reasonAgainst(practice: ChosenPractice, result: Result, period: string): LeftOutReason | undefined {
  if (result.expected === true) return 'expected';
  if (result.after === undefined) return result.cumulative === undefined ? 'no-figure' : 'cumulative';
  if (comparableWords(result.unit ?? '') === '') return 'no-unit';
  if (isRate(result)) return 'rate';
  return isOfPeriod(practice.period, period) ? undefined : 'other-period';
}

const rateBeginnings =
  /^(?:ty le|ti le|ty trong|phan tram|muc do|chi so|toc do|mat do|he so|thoi gian|thoi han|xep hang|thu hang|rate|ratio|share|percentage|average|mean|index|time|duration|rank|score)(?![a-z])/;
const rateWords = /(?<![a-z])(?:binh quan|trung binh|average|per)(?![a-z])/;
const rateUnits = /[%‰/]|^(?:phan tram|percent|per cent|percentage points?)$/;
/** Units that are counted after "số" and measure otherwise. */
const ambiguousUnits = /^(?:diem|lan|bac|hang|sao|points?|times|stars?)$/;

/** True for figures whose sum means nothing: rates, averages, times, ranks. Told by the words. */
function isRate({ indicator, unit = '' }: Result): boolean {
  const name = fold(comparableWords(indicator));
  const measure = fold(comparableWords(unit));
  if (rateBeginnings.test(name) || rateWords.test(name) || rateUnits.test(measure)) return true;
  return ambiguousUnits.test(measure) && !/^(?:so|tong so|number of|total)(?![a-z])/.test(name);
}

function keyOf({ ours }: ChosenPractice, { indicator, unit = '' }: Result): string {
  return JSON.stringify([ours, comparableWords(indicator), comparableWords(unit)]);
}

function named(practice: ChosenPractice, result: Result, reason: LeftOutReason): LeftOutFigure {
  const { indicator, unit = '', after, cumulative } = result;
  const value = after ?? cumulative ?? null;
  return { practice: practice.id, title: practice.title, indicator, unit, value, reason };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareLeftOut(a: LeftOutFigure, b: LeftOutFigure): number {
  return (
    leftOutReasons.indexOf(a.reason) - leftOutReasons.indexOf(b.reason) ||
    compareText(a.title, b.title) ||
    compareText(a.practice, b.practice) ||
    compareText(a.indicator, b.indicator) ||
    compareText(a.unit, b.unit) ||
    (a.value ?? 0) - (b.value ?? 0)
  );
}

function sumOf(figures: readonly Figure[], copies: number): FigureSum {
  const values = figures.map(({ value }) => value).toSorted((a, b) => a - b);
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    indicator: mostWritten(figures.map(({ result }) => result.indicator)),
    unit: mostWritten(figures.map(({ result }) => result.unit ?? '')),
    ours: figures[0]?.practice.ours ?? false,
    // Tenths have no exact form in binary; nobody writes more than fifteen digits.
    sum: Number(sum.toPrecision(15)),
    practices: figures.map(({ practice }) => practice.id).toSorted(),
    copies,
  };
}

function compareSums(a: FigureSum, b: FigureSum): number {
  return (
    b.practices.length - a.practices.length ||
    Number(b.ours) - Number(a.ours) ||
    compareText(comparableWords(a.indicator), comparableWords(b.indicator)) ||
    compareText(comparableWords(a.unit), comparableWords(b.unit))
  );
}

/** The spelling that occurs most often, the first in order of code points among equals. */
function mostWritten(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts.map((one) => one.normalize('NFC').trim()))
    counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, x], [b, y]) => y - x || compareText(a, b));
  return first?.[0] ?? '';
}
