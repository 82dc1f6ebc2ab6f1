import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHoliday, holidaysFromLines } from '#shared/model/holiday-lines';
import {
  builtFrom,
  deadlineOf,
  defaultCalendar,
  fixedHolidays,
  isWorkingDay,
  reminderDays,
  reportingCalendarSchema,
  reportingWindows,
  timeLeft,
  windowOf,
  workingDayBefore,
  workingDaysBetween,
} from '#shared/model/reporting-calendar';

const usual = defaultCalendar('1.0');
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const iso = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2031-12-31') }).map(iso);
const week = fc.record({
  holidays: fc.uniqueArray(day, { maxLength: 30 }),
  workdays: fc.uniqueArray(day, { maxLength: 30 }),
});
const year = fc.integer({ min: 2000, max: 2090 });

describe('what a period reports on', () => {
  it('is from the 15th of the month before to the 14th of its last month, or its own months', () => {
    const mid = { window: 'mid-month' } as const;
    expect(windowOf('2026-Q1', mid)).toEqual({ from: '2025-12-15', to: '2026-03-14' });
    expect(windowOf('2026-Q3', mid)).toEqual({ from: '2026-06-15', to: '2026-09-14' });
    expect(windowOf('2026-6M', mid)).toEqual({ from: '2025-12-15', to: '2026-06-14' });
    expect(windowOf('2026-9M', mid)).toEqual({ from: '2025-12-15', to: '2026-09-14' });
    expect(windowOf('2026-Y', mid)).toEqual({ from: '2025-12-15', to: '2026-12-14' });
    const own = { window: 'calendar' } as const;
    expect(windowOf('2028-Q1', own)).toEqual({ from: '2028-01-01', to: '2028-03-31' });
    expect(windowOf('2026-6M', own)).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(windowOf('2026-Y', own)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('leaves no day between quarters and counts none twice; a longer period is its quarters (property)', () => {
    fc.assert(
      fc.property(year, fc.constantFrom(...reportingWindows), (y, window) => {
        const of = (part: string) => windowOf(`${String(y)}-${part}`, { window });
        const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].map(of);
        const next = windowOf(`${String(y + 1)}-Q1`, { window });
        for (const [at, { to }] of quarters.entries())
          expect(dayNumber((quarters[at + 1] ?? next).from)).toBe(dayNumber(to) + 1);
        for (const [part, last] of [
          ['6M', 1],
          ['9M', 2],
          ['Y', 3],
        ] as const)
          expect(of(part)).toEqual({ from: quarters[0]?.from, to: quarters[last]?.to });
      }),
    );
  });

  it('says which issued quarters a longer one is built from', () => {
    const compilations = [
      { period: '2026-Q1', exports: 2 },
      { period: '2026-Q2', exports: 0 },
      { period: '2025-Q3', exports: 1 },
    ];
    expect(builtFrom('2026-9M', compilations)).toEqual({ issued: ['2026-Q1'], open: ['2026-Q2', '2026-Q3'] });
    expect(builtFrom('2026-Q1', compilations)).toEqual({ issued: [], open: [] });
  });
});

describe('a deadline', () => {
  it.each([
    ['2026-09-24', 'ahead', 2],
    ['2026-09-28', 'today', 0],
    ['2026-09-29', 'over', -1],
  ] as const)('on Monday 28 September stands to %s as %s, %d working days away', (today, standing, left) => {
    expect(timeLeft(today, '2026-09-28', usual)).toEqual({ standing, left });
  });

  it('is over on the weekend after it, when no working day has gone, and ahead on the one before', () => {
    expect(timeLeft('2026-09-26', '2026-09-25', usual)).toEqual({ standing: 'over', left: 0 });
    expect(timeLeft('2026-09-26', '2026-09-27', usual)).toEqual({ standing: 'ahead', left: 0 });
  });
});

describe('working days', () => {
  it('leave out weekends and days off, of one year or of all, and count days worked in exchange', () => {
    expect(isWorkingDay('2026-09-02', usual)).toBe(false);
    expect(isWorkingDay('2031-09-02', usual)).toBe(false);
    expect(isWorkingDay('2026-09-05', usual)).toBe(false);
    expect(isWorkingDay('2026-09-05', { ...usual, workdays: ['2026-09-05'] })).toBe(true);
    expect(isWorkingDay('2026-02-17', { holidays: ['2026-02-17'] })).toBe(false);
    expect(isWorkingDay('2027-02-17', { holidays: ['2026-02-17'] })).toBe(true);
    // Tuesday before, Wednesday 2 September off, Thursday after.
    expect(workingDaysBetween('2026-09-01', '2026-09-03', usual)).toBe(1);
    expect(workingDaysBetween('2026-09-03', '2026-09-01', usual)).toBe(-1);
    expect(workingDaysBetween('2026-09-04', '2026-09-07', usual)).toBe(1);
    expect(workingDayBefore('2026-09-07', 0, usual)).toBe('2026-09-07');
    expect(workingDayBefore('2026-09-06', 0, usual)).toBe('2026-09-04');
    expect(workingDayBefore('2026-09-03', 1, usual)).toBe('2026-09-01');
  });

  it('are those counted one by one (property)', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), week, (from, length, days) => {
        const to = iso(dayNumber(from) + length);
        const all = Array.from({ length }, (_, at) => iso(dayNumber(from) + at + 1));
        const expected = all.filter((one) => isWorkingDay(one, days)).length;
        expect(workingDaysBetween(from, to, days)).toBe(expected);
        expect(workingDaysBetween(to, from, days) + expected).toBe(0);
      }),
    );
  });

  it('add up, and going back so many leads to a working day that is so many away (property)', () => {
    fc.assert(
      fc.property(day, fc.nat(200), fc.nat(200), week, fc.nat(40), (from, one, two, days, count) => {
        const middle = iso(dayNumber(from) + one);
        const end = iso(dayNumber(middle) + two);
        expect(workingDaysBetween(from, end, days)).toBe(
          workingDaysBetween(from, middle, days) + workingDaysBetween(middle, end, days),
        );
        const back = workingDayBefore(end, count, days);
        expect(isWorkingDay(back, days)).toBe(true);
        expect(workingDaysBetween(back, end, days)).toBe(count);
      }),
    );
  });

  it('end where there are none', () => {
    const none = {
      holidays: Array.from({ length: 366 }, (_, at) => `--${iso(dayNumber('2024-01-01') + at).slice(5)}`),
    };
    expect(workingDayBefore('2026-09-07', 3, none)).toBe('2026-09-07');
    expect(workingDaysBetween('2026-01-01', '2026-12-31', none)).toBe(0);
  });
});

describe('the deadline', () => {
  it('is what the call says, else counted back from the briefing, else the last working day of the window', () => {
    expect(deadlineOf('2026-Q3', usual, { deadline: '2026-09-20', briefing: '2026-10-05' })).toBe(
      '2026-09-20',
    );
    expect(deadlineOf('2026-Q3', usual, { deadline: null, briefing: '2026-10-05' })).toBe('2026-09-28');
    expect(deadlineOf('2026-Q3', usual)).toBe('2026-09-14');
    // 14 June 2026 is a Sunday.
    expect(deadlineOf('2026-Q2', usual)).toBe('2026-06-12');
  });

  it('is reminded of on working days before it, each once', () => {
    expect(reminderDays('2026-09-14', { ...usual, reminders: [0, 5, 2, 5] })).toEqual([
      '2026-09-07',
      '2026-09-10',
      '2026-09-14',
    ]);
  });
});

describe('days off', () => {
  it('are typed as they are shown (property)', () => {
    const holiday = fc.oneof(
      day,
      day.map((text) => `-${text.slice(4)}`),
    );
    fc.assert(
      fc.property(fc.uniqueArray(holiday, { maxLength: 20 }), (days) => {
        expect(holidaysFromLines(days.map(formatHoliday).join('\n'))).toEqual({ days: days.toSorted() });
      }),
    );
  });

  it('name the line that is none', () => {
    expect(holidaysFromLines('30/4\n\n 1-5 \n17/02/2026')).toEqual({
      days: ['--04-30', '--05-01', '2026-02-17'],
    });
    for (const wrong of ['31/02/2026', '30/2', '2026', 'Tết', '13/13'])
      expect(holidaysFromLines(`01/01\n${wrong}`)).toEqual({ wrong });
    expect(reportingCalendarSchema.safeParse({ ...usual, holidays: ['--02-30'] }).success).toBe(false);
    expect(
      reportingCalendarSchema.safeParse({ ...usual, holidays: ['--02-29', ...fixedHolidays] }).success,
    ).toBe(true);
  });
});
