import { expect, it } from 'vitest';
import { formatBytes, formatDay, formatPartialDate, formatTime } from '#renderer/components/format';

it('writes dates as exactly as they are known', () => {
  expect(['2024', '2024-11', '2024-11-28'].map(formatPartialDate)).toEqual(['2024', '11/2024', '28/11/2024']);
});

it('writes times in local time with two digits', () => {
  const time = new Date(2026, 0, 5, 9, 2).getTime();
  expect(formatDay(time)).toBe('05/01/2026');
  expect(formatTime(time)).toBe('09:02 05/01/2026');
});

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [84_210, '84 kB'],
  [999_600, '1 MB'],
  [2_412_000, '2,4 MB'],
  [18_000_000, '18 MB'],
  [2_000_000_000, '2 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes, 'vi')).toBe(text);
});
