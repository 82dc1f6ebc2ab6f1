import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSketches, encodeSketches, type KeptSketch } from '#core/near-duplicates/sketch-cache';

const sketches = fc
  .array(
    fc.tuple(
      fc.oneof(fc.uuid(), fc.constantFrom('constructor', '__proto__', 'Đ')),
      fc.record({
        fingerprint: fc.string({ unit: 'grapheme' }),
        whole: fc.string(),
        shingles: fc.uint32Array({ maxLength: 40 }).map((shingles) => Uint32Array.from(shingles)),
      }),
    ),
  )
  .map((entries) => new Map<string, KeptSketch>(entries));

describe('the file of sketches', () => {
  it('says what was written', () => {
    fc.assert(
      fc.property(sketches, (kept) => {
        expect(decodeSketches(encodeSketches(kept))).toEqual(kept);
      }),
    );
  });

  it('says nothing once any byte of it was changed, or some are missing', () => {
    fc.assert(
      fc.property(sketches, fc.nat(), fc.integer({ min: 1, max: 255 }), (kept, place, change) => {
        const bytes = encodeSketches(kept);
        const at = place % bytes.length;
        const damaged = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ change : byte));
        expect(decodeSketches(damaged)).toEqual(new Map());
        expect(decodeSketches(bytes.subarray(0, at))).toEqual(new Map());
      }),
    );
  });
});
