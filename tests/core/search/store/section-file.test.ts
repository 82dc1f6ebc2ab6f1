import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DamagedFile, decodeSections, encodeSections, type Sections } from '#core/search/store/section-file';
import { xxhash32 } from '#core/search/store/xxhash32';

const bytesOf = (sections: Sections, owner = 'mine'): Uint8Array =>
  new Uint8Array(Buffer.concat(encodeSections(owner, sections)));

test('checksums are those of the XXH32 specification', () => {
  const of = (text: string): number => xxhash32(new TextEncoder().encode(text));
  expect(of('')).toBe(0x02cc5d05);
  expect(of('a')).toBe(0x550d7456);
  expect(of('abc')).toBe(0x32d153ff);
  expect(of('Nobody inspects the spammish repetition')).toBe(0xe2293b2f);
});

test('sections come back as they were', () => {
  const section = fc.oneof(
    fc.uint8Array(),
    fc.uint16Array(),
    fc.uint32Array(),
    fc.float64Array(),
    fc.array(fc.string({ unit: 'grapheme' })),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), section), (sections) => {
      expect(decodeSections(bytesOf(sections), 'mine')).toEqual(sections);
    }),
  );
});

test('no damaged byte, cut or foreign file passes', () => {
  const whole = bytesOf({
    numbers: Uint32Array.of(1, 2, 3),
    texts: ['ngầm', '', 'hóa'],
    more: new Uint8Array(99),
  });
  const used = whole.length;
  for (let at = 0; at < used; at += 1) {
    const damaged = whole.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    let decoded: Sections | undefined;
    try {
      decoded = decodeSections(damaged, 'mine');
    } catch (error) {
      expect(error).toBeInstanceOf(DamagedFile);
    }
    // Only what lies between sections may differ.
    if (decoded) expect(decoded).toEqual(decodeSections(whole, 'mine'));
    if (at < used - 8) expect(() => decodeSections(whole.subarray(0, at), 'mine')).toThrow(DamagedFile);
  }
  expect(() => decodeSections(bytesOf({}, 'theirs'), 'mine')).toThrow(DamagedFile);
});
