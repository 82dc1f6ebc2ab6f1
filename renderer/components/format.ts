import type { Language } from '#shared/model/practice';
import { formatNumber } from '#shared/model/number';

const pad = (value: number): string => String(value).padStart(2, '0');

/** A date as exact as it is known, `2024`, `2024-11` or `2024-11-28`: `28/11/2024`, `11/2024`, `2024`. */
export function formatPartialDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Milliseconds since 1970 as a day in local time, `28/11/2024`. */
export function formatDay(time: number): string {
  const date = new Date(time);
  return `${pad(date.getDate())}/${pad(date.getMonth() + 1)}/${String(date.getFullYear())}`;
}

/** Milliseconds since 1970 in local time, `09:12 28/11/2024`. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return `${pad(date.getHours())}:${pad(date.getMinutes())} ${formatDay(time)}`;
}

/** Bytes as people say them, one digit after the comma below 10: `640 byte`, `8,4 MB`, `120 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['byte', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const rounded = value < 10 && unit > 0 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${formatNumber(rounded, language)} ${units[unit] ?? ''}`;
}
