import * as fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, it } from 'vitest';
import { buildLunrIndex } from '#core/search/lunr-index-builder';
import type { LunrIndex } from '#core/search/lunr-index';
import { parseQuery } from '#core/search/parsed-query';
import { storeDocument } from '#core/search/stored-document';
import { Vocabulary } from '#core/search/vocabulary';
import { fold } from '#shared/model/text';
import { sample } from '#tests/core/search/samples';

const word = fc.constantFrom('ngầm', 'hóa', 'hoa', 'cáp', 'viễn', 'thông', 'thôn');
const texts = fc.array(
  fc.record({ title: fc.array(word, { maxLength: 5 }), sections: fc.array(word, { maxLength: 8 }) }),
  { maxLength: 10 },
);

function build(list: readonly { title: string[]; sections: string[] }[]): LunrIndex {
  const vocabulary = new Vocabulary();
  const stored = list.map(({ title, sections }, at) =>
    storeDocument(sample({ title: title.join(' '), sections: sections.join(' ') }), at, vocabulary),
  );
  const steps = buildLunrIndex(stored, vocabulary);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same documents in an index that Lunr's own builder made. */
function buildStock(list: readonly { title: string[]; sections: string[] }[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.ref('number');
  builder.field('title');
  builder.field('sections');
  builder.tokenizer = ((given: string[]) =>
    given.map((one) => new lunr.Token(one, {}))) as typeof lunr.tokenizer;
  list.forEach(({ title, sections }, number) => {
    builder.add({ number: String(number), title: title.map(fold), sections: sections.map(fold) });
  });
  return builder.build();
}

const numbers = (found: readonly { number: number }[]): number[] =>
  found.map(({ number }) => number).sort((a, b) => a - b);

describe('the Lunr index', () => {
  it('finds what an index of Lunr’s own builder finds', () => {
    const queries = fc.record({
      wanted: fc.array(word, { maxLength: 3 }),
      excluded: fc.array(word, { maxLength: 2 }),
      loose: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, queries, (list, { wanted, excluded, loose }) => {
        const text = [...wanted, ...excluded.map((one) => `-${one}`)].join(' ');
        const expected = buildStock(list).query((query) => {
          for (const one of wanted) query.term(fold(one), { presence: loose ? 1 : 2, usePipeline: false });
          for (const one of excluded) query.term(fold(one), { presence: 3, usePipeline: false });
        });
        const found = build(list).search(parseQuery(`${text} `), loose);
        expect(numbers(found)).toEqual(numbers(expected.map(({ ref }) => ({ number: Number(ref) }))));
        for (const { number, score, foundIn } of found) {
          const document = list[number];
          const held = (field: 'title' | 'sections'): boolean =>
            wanted.some((one) => document?.[field].map(fold).includes(fold(one)) === true);
          expect(foundIn()).toEqual([
            ...(held('title') ? ['title'] : []),
            ...(held('sections') ? ['sections'] : []),
          ]);
          expect(score).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('weighs rare words, short fields and heavy fields more', () => {
    const index = build([
      { title: ['cáp'], sections: [] },
      { title: [], sections: ['cáp', 'hóa'] },
      { title: [], sections: ['cáp', 'hóa', 'hóa', 'hóa', 'hóa', 'hóa'] },
      { title: ['viễn'], sections: [] },
      { title: [], sections: ['thông', 'hoa'] },
    ]);
    const ranked = (text: string): number[] =>
      index
        .search(parseQuery(text), true)
        .sort((a, b) => b.score - a.score)
        .map(({ number }) => number);
    expect(ranked('cáp ')).toEqual([0, 1, 2]);
    expect(ranked('cáp viễn ')[0]).toBe(3);
    expect(ranked('hóa thông ')[0]).toBe(4);
  });

  it('does not hold it against a practice that it has a field which few have', () => {
    const index = build([
      ...Array.from({ length: 20 }, () => ({ title: [], sections: ['hóa', 'viễn'] })),
      { title: [], sections: ['cáp', 'viễn'] },
      { title: ['cáp', 'viễn'], sections: [] },
    ]);
    const scores = new Map(
      index.search(parseQuery('cáp '), false).map(({ number, score }) => [number, score]),
    );
    expect((scores.get(21) ?? 0) / (scores.get(20) ?? 0)).toBeCloseTo(8, 1);
  });
});
