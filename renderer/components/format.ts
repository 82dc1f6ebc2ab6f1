import type { Language } from '#shared/model/practice';
import { formatNumber } from '#shared/model/number';

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
