import { expect, it } from 'vitest';
import { formatBytes } from '#renderer/components/format';

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
