import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeAnswer, readRange } from '#core/hosting/byte-range';

describe('a part of a file', () => {
  test('never reaches beyond the file, and is announced as long as it is', () => {
    const number = fc.oneof(fc.constant(''), fc.nat(40).map(String), fc.constant('99999999999999999999'));
    fc.assert(
      fc.property(number, number, fc.nat(20), (from, to, size) => {
        const { status, headers, part } = rangeAnswer(readRange(`bytes=${from}-${to}`, size), size);
        expect([200, 206, 416]).toContain(status);
        const length = part ? part.end - part.start + 1 : 0;
        expect(headers['Content-Length']).toBe(String(length));
        if (status === 200) expect(length).toBe(size);
        if (!part) return;
        expect(part.start).toBeGreaterThanOrEqual(0);
        expect(part.end).toBeLessThan(size);
        expect(length).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    null,
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'items=0-1',
    'bytes=0-1, 3-4',
    'bytes=5-4',
    'bytes=0x1-',
  ])('%j is the whole file', (header) => {
    expect(readRange(header, 10)).toBeNull();
  });
});
