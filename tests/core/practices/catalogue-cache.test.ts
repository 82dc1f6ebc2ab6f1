import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCatalogue, encodeCatalogue, type Entry } from '#core/practices/catalogue-cache';
import { summariseDamaged } from '#core/practices/summary';
import { Failure } from '#shared/failure';

const owner = { libraryId: 'kho', office: null };

function entryOf(title: string): Entry {
  const summary = summariseDamaged('x', new Failure('practice-damaged', { where: '3' }), 5);
  return { stamp: '1@2 3@4 - -', hash: 'a'.repeat(64), copies: 2, summary: { ...summary, title } };
}

describe('the cache of the catalogue', () => {
  it('gives back any titles under any ids (property)', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
          selector: ([id]) => id,
        }),
        (pairs) => {
          const entries = new Map(
            [...pairs, ['constructor', 'Dòng\nhai'], ['__proto__', '']].map(([id, title]) => [
              id ?? '',
              entryOf(title ?? ''),
            ]),
          );
          expect(decodeCatalogue(encodeCatalogue(owner, entries), owner)).toEqual(entries);
        },
      ),
    );
  });

  it('takes nothing that has another byte, or is cut off', () => {
    const bytes = encodeCatalogue(owner, new Map([['a', entryOf('Một')]]));
    for (let at = 0; at < bytes.length; at += 1) {
      const other = Uint8Array.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(decodeCatalogue(other, owner)).toBeUndefined();
      expect(decodeCatalogue(bytes.subarray(0, at), owner)).toBeUndefined();
    }
  });

  it.each([
    { libraryId: 'kho khác', office: null },
    { libraryId: 'kho', office: 'us' },
  ])('takes nothing of another owner: $libraryId $office', (other) => {
    expect(decodeCatalogue(encodeCatalogue(owner, new Map()), other)).toBeUndefined();
  });
});
