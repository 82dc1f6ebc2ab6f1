const two = (value: number | string): string => String(value).padStart(2, '0');

/** "31/12/2024", "12/2024" or "2024" for `2024-12-31`, `2024-12`, `2024`; any other text stays as it is. */
export function formatPartialDate(date: string): string {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date)) return date;
  return date.split('-').reverse().join('/');
}

function realDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Year, month and day of what was typed, as far as they are there; undefined where it is nothing like a date. */
function dateParts(typed: string): { year: string; month?: string; day?: string } | undefined {
  const text = typed.trim().normalize('NFC').toLowerCase();
  const bare = text.replace(/^(?:ngày|tháng|năm)\s+/, '').replace(/\s+(?:tháng|năm)\s+/g, '/');
  const parts = bare.split(/\s*[./-]\s*/).map((part) => (/^\d{1,4}$/.test(part) ? part : 'no'));
  const [year = '', month, day, more] = parts[0]?.length === 4 ? parts : parts.toReversed();
  if (more !== undefined || !/^(?:19|20|21)\d{2}$/.test(year)) return undefined;
  if (month === undefined) return { year };
  if (!/^(?:0?[1-9]|1[0-2])$/.test(month)) return undefined;
  if (day === undefined) return { year, month };
  return /^\d{1,2}$/.test(day) ? { year, month, day } : undefined;
}

/** The day and the month ("2/2026") of what reads as a date that no calendar has: "31/2/2026". */
export function impossibleDay(typed: string): { day: string; month: string } | undefined {
  const { year = '', month, day } = dateParts(typed) ?? {};
  if (month === undefined || day === undefined) return undefined;
  if (realDay(Number(year), Number(month), Number(day))) return undefined;
  return { day: String(Number(day)), month: `${String(Number(month))}/${year}` };
}

/**
 * Reads a year, a month or a day as people here type it: `31/12/2024`, `1-7-2025`, `12/2024`, `2024`, also
 * `2024-12-31`, `tháng 12/2024` and `năm 2024`. Returns `undefined` for what is no date of 1900 to 2199.
 */
export function parsePartialDate(typed: string): string | undefined {
  const parts = dateParts(typed);
  if (parts === undefined) return undefined;
  const { year, month, day } = parts;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${two(month)}`;
  return realDay(Number(year), Number(month), Number(day)) ? `${year}-${two(month)}-${two(day)}` : undefined;
}

/** A moment (milliseconds since 1970 or ISO 8601) as dd/mm/yyyy in local time. */
export function formatDate(moment: number | string): string {
  const date = new Date(moment);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${String(date.getFullYear())}`;
}

/** A moment as "14:20" in local time. */
export function formatTime(moment: number | string): string {
  const date = new Date(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The day of a moment (milliseconds since 1970) on this machine's calendar, as `YYYY-MM-DD`. */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
