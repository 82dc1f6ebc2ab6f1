import * as z from 'zod';
import { periodsWithin } from '#shared/model/coverage';
import { type Period, type PeriodParts, periodParts } from '#shared/model/period';
import { levelCountSchema } from '#shared/model/review';

/**
 * What a period reports on. `mid-month`: from the 15th of the month before it to the 14th of its last month; `calendar`:
 * its own months.
 */
export const reportingWindows = ['mid-month', 'calendar'] as const;

const day = 86_400_000;
const utc = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const isoOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const isReal = (iso: string): boolean => !Number.isNaN(utc(iso)) && isoOf(utc(iso)) === iso;

/** A day of the calendar, `YYYY-MM-DD`. */
export const isoDaySchema = z
  .string()
  .regex(/^(?:19|20)\d{2}-\d{2}-\d{2}$/)
  .refine(isReal, 'a day of the calendar');

/** A day off: of one year, or of every year as `--MM-DD` (ISO 8601). */
export const holidaySchema = z
  .string()
  .regex(/^(?:(?:19|20)\d{2}-|--)\d{2}-\d{2}$/)
  .refine((text) => isReal(text.startsWith('--') ? `2024-${text.slice(2)}` : text), 'a day of the calendar');

/** quarter.json: when the office reports, and how it reviews. */
export const reportingCalendarSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  window: z.enum(reportingWindows),
  /** Levels of review: the department's leader alone, or the division's before. */
  levels: levelCountSchema,
  /** Working days before the briefing by which units have to have sent. */
  beforeBriefing: z.number().int().min(0).max(60),
  /** Working days before the deadline on which those who have not sent are reminded. */
  reminders: z.array(z.number().int().min(0).max(60)).max(10),
  holidays: z.array(holidaySchema).max(500),
  /** Weekend days that are worked on in exchange for others. */
  workdays: z.array(isoDaySchema).max(100).optional(),
});
export type ReportingCalendar = z.infer<typeof reportingCalendarSchema>;
/** What days are worked on. */
export type WorkingWeek = Pick<ReportingCalendar, 'holidays' | 'workdays'>;

/**
 * Public holidays of a fixed date (Labour Code 45/2019/QH14, Article 112): New Year, 30 April, 1 May, 2 September. Tết, the
 * Hùng Kings' day, the day beside 2 September and days in lieu are told anew each year.
 */
export const fixedHolidays: readonly string[] = ['--01-01', '--04-30', '--05-01', '--09-02'];

/** How an office reports that has not said otherwise. */
export function defaultCalendar(format: string): ReportingCalendar {
  const usual = { window: 'mid-month', levels: 1, beforeBriefing: 5 } as const;
  return { format, ...usual, reminders: [5, 2], holidays: [...fixedHolidays] };
}

/** Days of both ends, `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const monthsOf: Record<PeriodParts['part'], readonly [number, number]> = {
  ...{ Q1: [1, 3], Q2: [4, 6], Q3: [7, 9], Q4: [10, 12] },
  ...{ '6M': [1, 6], '9M': [1, 9], Y: [1, 12] },
};

/** The days that a period reports on, both included. Periods of the same length follow each other without a gap. */
export function windowOf(period: Period, { window }: Pick<ReportingCalendar, 'window'>): DayRange {
  const { year, part } = periodParts(period) ?? { year: 0, part: 'Y' };
  const [first, last] = monthsOf[part];
  if (window === 'calendar')
    return { from: isoOf(Date.UTC(year, first - 1, 1)), to: isoOf(Date.UTC(year, last, 0)) };
  return { from: isoOf(Date.UTC(year, first - 2, 15)), to: isoOf(Date.UTC(year, last - 1, 14)) };
}

/** Of the quarters that a cumulative period is built from those that were issued, and those that were not; none of a quarter. */
export function builtFrom(
  period: Period,
  compilations: readonly { readonly period: Period; readonly exports: number }[],
): { issued: Period[]; open: Period[] } {
  const known = new Set(compilations.filter(({ exports }) => exports > 0).map((one) => one.period));
  const quarters = [...periodsWithin(period)].filter((quarter) => quarter !== period);
  return {
    issued: quarters.filter((quarter) => known.has(quarter)),
    open: quarters.filter((quarter) => !known.has(quarter)),
  };
}

/** Whether a day (`YYYY-MM-DD`) is worked on: no weekend unless it is worked on in exchange, no holiday. */
export function isWorkingDay(iso: string, { holidays, workdays = [] }: WorkingWeek): boolean {
  if (workdays.includes(iso)) return true;
  if (holidays.includes(iso) || holidays.includes(`-${iso.slice(4)}`)) return false;
  const weekday = new Date(utc(iso)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Longest way that is counted, in days: where every day were off no end would be found. */
const farthest = 4_000;

/** Working days after `from` up to and with `to`; below zero where `to` is earlier. */
export function workingDaysBetween(from: string, to: string, week: WorkingWeek): number {
  if (to < from) {
    const back = workingDaysBetween(to, from, week);
    return back === 0 ? 0 : -back;
  }
  let count = 0;
  const last = Math.min(utc(to), utc(from) + farthest * day);
  for (let time = utc(from) + day; time <= last; time += day) if (isWorkingDay(isoOf(time), week)) count += 1;
  return count;
}

/**
 * The working day so many working days before `from`; 0 is `from` itself or, where that is off, the last one before it.
 * Where nothing is worked on for years it is `from`.
 */
export function workingDayBefore(from: string, count: number, week: WorkingWeek): string {
  // From a day off on, the last working day before it is the one that counts as nought.
  let left = isWorkingDay(from, week) ? count : count + 1;
  let time = utc(from);
  for (let gone = 0; left > 0; gone += 1) {
    if (gone > farthest) return from;
    time -= day;
    if (isWorkingDay(isoOf(time), week)) left -= 1;
  }
  return isoOf(time);
}

/**
 * The day by which units have to have sent: what the call says, else so many working days before the briefing, else the
 * last working day of the window.
 */
export function deadlineOf(
  period: Period,
  calendar: Pick<ReportingCalendar, 'window' | 'beforeBriefing' | 'holidays' | 'workdays'>,
  call?: { readonly deadline: string | null; readonly briefing: string | null },
): string {
  if (call?.deadline != null) return call.deadline;
  if (call?.briefing != null) return workingDayBefore(call.briefing, calendar.beforeBriefing, calendar);
  return workingDayBefore(windowOf(period, calendar).to, 0, calendar);
}

/** How a deadline stands to a day. The working days between alone do not tell: over a weekend there are none. */
export const deadlineStandings = ['ahead', 'today', 'over'] as const;
export type DeadlineStanding = (typeof deadlineStandings)[number];

export interface TimeLeft {
  readonly standing: DeadlineStanding;
  /** Working days to the deadline; below zero those since. */
  readonly left: number;
}

export function timeLeft(today: string, deadline: string, week: WorkingWeek): TimeLeft {
  const left = workingDaysBetween(today, deadline, week);
  if (today === deadline) return { standing: 'today', left };
  return { standing: today < deadline ? 'ahead' : 'over', left };
}

/** The days on which those who have not sent are reminded, earliest first, each once. */
export function reminderDays(
  deadline: string,
  calendar: Pick<ReportingCalendar, 'reminders' | 'holidays' | 'workdays'>,
): string[] {
  return [
    ...new Set(calendar.reminders.map((count) => workingDayBefore(deadline, count, calendar))),
  ].toSorted();
}
