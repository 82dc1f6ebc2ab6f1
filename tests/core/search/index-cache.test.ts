import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SearchEngine } from '#core/search/engine';
import { engineWith, finish, found, query, sample } from '#tests/core/search/samples';

const library = 'library-a';
const documents = [
  sample({
    id: 'a',
    fingerprint: 'fa',
    title: 'Ngầm hóa cáp viễn thông',
    sections: 'Trên 21 tuyến đường.\nKế hoạch 1164/KH-UBND',
  }),
  sample({ id: '__proto__', fingerprint: 'fp', title: 'constructor', sections: 'đường' }),
  sample({ id: 'rỗng', fingerprint: '' }),
];

function reopened(
  bytes: Uint8Array,
  libraryId = library,
): { engine: SearchEngine; known: [string, string][] } {
  const engine = new SearchEngine();
  const known = engine.load(bytes, libraryId);
  finish(engine.settle());
  return { engine, known };
}

describe('a saved index', () => {
  it('answers as before, and says what it holds', () => {
    const engine = engineWith(documents, 1);
    const { engine: again, known } = reopened(engine.save(library));
    expect(Object.fromEntries(known)).toEqual(
      Object.fromEntries(documents.map(({ id, fingerprint }) => [id, fingerprint])),
    );
    for (const text of [
      '',
      'duong',
      'đường',
      '"cáp viễn"',
      '1164/KH-UBND',
      'thon',
      'xyz -a',
      'tuyen duongg',
    ]) {
      expect(again.query(query(text))).toEqual(engineWith(documents).query(query(text)));
    }
  });

  it('goes on from there', () => {
    const { engine } = reopened(engineWith(documents).save(library));
    engine.put([sample({ id: 'a', title: 'Cấp nước' }), sample({ id: 'b', title: 'Cáp quang' })]);
    engine.remove(['rỗng']);
    const { engine: again } = reopened(engine.save(library));
    expect(found(again, 'cáp').exact).toEqual(['b']);
    expect(found(again, 'cap').exact).toEqual(['a', 'b']);
    expect(again.query(query('')).total).toBe(3);
  });

  it('keeps no words of texts that are gone', () => {
    const engine = engineWith([sample({ id: 'a', title: 'bimatcuatoi' })]);
    engine.put([sample({ id: 'a', title: 'khác' })]);
    finish(engine.settle());
    expect(Buffer.from(engine.save(library)).toString('latin1')).not.toContain('bimatcuatoi');
  });

  it('is taken for nothing where any byte is another one, where it was cut, or where it is of another library', () => {
    const bytes = engineWith(documents).save(library);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(reopened(damaged).known).toEqual([]);
        expect(reopened(bytes.slice(0, at)).known).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(reopened(bytes, 'library-b').known).toEqual([]);
    const strange = Buffer.from('\u0001\0\0\0{');
    const head = Buffer.from(bytes).subarray(0, bytes.indexOf(10) + 1);
    expect(
      reopened(Buffer.concat([head, createHash('sha256').update(strange).digest(), strange])).known,
    ).toEqual([]);
    expect(reopened(new Uint8Array(0)).known).toEqual([]);
    expect(reopened(Uint8Array.from([...bytes, 0])).known).toEqual([]);
  });

  it('is built anew from the practices then, with the same answers', () => {
    const { engine } = reopened(Uint8Array.from([1, 2, 3]));
    engine.put(documents);
    finish(engine.settle());
    expect(engine.query(query('duong'))).toEqual(engineWith(documents).query(query('duong')));
  });
});
