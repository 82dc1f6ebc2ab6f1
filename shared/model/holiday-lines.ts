import { parsePartialDate } from '#shared/model/partial-date';
import { holidaySchema } from '#shared/model/reporting-calendar';

const everyYear = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/;

/** "30/04" for a day of every year, else "17/02/2026". */
export function formatHoliday(day: string): string {
  return day.replace(/^-/, '').split('-').filter(Boolean).reverse().join('/');
}

/** Days off as they are typed, one a line; `wrong` is the first line that is none. */
export function holidaysFromLines(text: string): { days: string[] } | { wrong: string } {
  const days: string[] = [];
  for (const line of text.split(/[\r\n;]+/).map((one) => one.trim())) {
    if (line === '') continue;
    const day = holidayOf(line);
    if (day === undefined) return { wrong: line };
    days.push(day);
  }
  return { days: [...new Set(days)].toSorted() };
}

function holidayOf(line: string): string | undefined {
  const [, day = '', month = ''] = everyYear.exec(line) ?? [];
  const found = day === '' ? parsePartialDate(line) : `--${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return holidaySchema.safeParse(found).success ? found : undefined;
}
