import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import {
  decodeSketches,
  encodeSketches,
  type KeptSketch,
  readSketches,
  writeSketches,
} from '#core/near-duplicates/sketch-cache';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

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

const sketch = (word: string): Map<string, KeptSketch> =>
  new Map([[word, { fingerprint: word, whole: word, shingles: Uint32Array.of(1, 2, 3) }]]);

describe('the file of sketches', () => {
  it('is the old one or the new one, wherever the writing is killed', async () => {
    const [before, after] = [sketch('trước'), sketch('sau')];
    const original = temporaryFolder();
    await writeSketches(nodeFileSystem, join(original, 'sketches'), before);
    await killAtEachStep({
      folder: () => copyOf(original),
      run: (folder, fileSystem) => writeSketches(fileSystem, join(folder, 'sketches'), after),
      look: async (folder, at) => {
        expect([before, after], at).toContainEqual(
          await readSketches(nodeFileSystem, join(folder, 'sketches')),
        );
      },
    });
  });

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
