import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '#core/search/search-index';
import { SearchEngine } from '#core/search/engine';
import { fold } from '#shared/model/text';
import { engineWith, finish, found, query, sample } from '#tests/core/search/samples';

const syllables = [
  'ngầm',
  'ngâm',
  'hóa',
  'hoa',
  'hoàn',
  'cáp',
  'cấp',
  'viễn',
  'thông',
  'thôn',
  'đường',
  'dương',
  '21',
  'km',
];
const word = fc.constantFrom(...syllables);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const fields = fc.record({ title: text, summary: text, sections: text });
const documents = fc
  .array(fields, { maxLength: 12 })
  .map((list) => list.map((one, at) => sample({ ...one, id: `d${String(at).padStart(2, '0')}` })));

/** Folded words of a document, found by other means than the engine's. */
function wordsIn({ fields: { title, summary, sections } }: SearchDocument): string[] {
  return fold(`${title} ${summary} ${sections}`).split(/[^\p{L}\p{N}]+/u);
}

describe('the engine', () => {
  it('finds just the documents with all words, whatever the accents, and without the excluded ones', () => {
    const queries = fc.record({
      wanted: fc.array(word, { minLength: 1, maxLength: 3 }),
      excluded: fc.array(word, { maxLength: 1 }),
    });
    fc.assert(
      fc.property(
        documents,
        queries,
        fc.integer({ min: 0, max: 12 }),
        (list, { wanted, excluded }, mostBeside) => {
          const engine = engineWith(list, mostBeside);
          const expected = list.filter((document) => {
            const held = new Set(wordsIn(document));
            return wanted.every((one) => held.has(fold(one))) && !excluded.some((one) => held.has(fold(one)));
          });
          const { exact, folded } = found(
            engine,
            `${[...wanted, ...excluded.map((one) => `-${one}`)].join(' ')} `,
          );
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the beginning of the last word', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(word, { maxLength: 1 }),
        word,
        fc.integer({ min: 2, max: 6 }),
        (list, before, last, length) => {
          const typed = last.slice(0, length);
          const expected = list.filter((document) => {
            const held = wordsIn(document);
            return (
              before.every((one) => held.includes(fold(one))) &&
              held.some((one) => one.startsWith(fold(typed)))
            );
          });
          const { exact, folded } = found(engineWith(list), [...before, typed].join(' '));
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds phrases in their order only, and never across fields', () => {
    const inOrder = (one: string, phrase: string[]): boolean =>
      ` ${fold(one)} `.includes(` ${fold(phrase.join(' '))} `);
    fc.assert(
      fc.property(
        documents,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (list, phrase, not) => {
          const expected = list.filter(
            ({ fields: { title, summary, sections } }) =>
              [title, summary, sections].some((one) => inOrder(one, phrase)) !== not,
          );
          const { exact, folded } = found(engineWith(list), `${not ? '-' : ''}"${phrase.join(' ')}"`);
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts those with the typed accents first: exact is just that', () => {
    fc.assert(
      fc.property(documents, fc.array(word, { minLength: 1, maxLength: 2 }), (list, wanted) => {
        const { exact, folded } = found(engineWith(list), `${wanted.join(' ')} `);
        const isExact = ({ fields: { title, summary, sections } }: SearchDocument): boolean => {
          const held = `${title} ${summary} ${sections}`.split(' ');
          return wanted.every((one) => one === fold(one) || held.includes(one));
        };
        expect(list.filter(({ id }) => exact.includes(id)).every(isExact)).toBe(true);
        expect(list.filter(({ id }) => folded.includes(id)).some(isExact)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('ranks đường before dương when it was typed so, and as one list when not', () => {
    const engine = engineWith([
      sample({ id: 'duong', title: 'Bình Dương, Bình Dương, Bình Dương' }),
      sample({ id: 'đường', sections: 'Sửa một con đường dài đi qua nhiều xã' }),
    ]);
    expect(engine.query(query('đường')).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['đường', 'exact'],
      ['duong', 'folded'],
    ]);
    expect(engine.query(query('dương')).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['duong', 'exact'],
      ['đường', 'folded'],
    ]);
    expect(engine.query(query('duong')).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['duong', 'exact'],
      ['đường', 'exact'],
    ]);
  });

  it('says where words were found, heaviest field first', () => {
    const engine = engineWith([sample({ id: 'a', sections: 'cáp', title: 'cáp', legal: '1164/KH-UBND' })]);
    expect(engine.query(query('cap')).hits[0]?.foundIn).toEqual(['title', 'sections']);
    expect(engine.query(query('1164/kh-ubnd ')).hits[0]?.foundIn).toEqual(['legal']);
    expect(engine.query(query('')).hits[0]?.foundIn).toEqual([]);
  });

  it('adds those with most of the words when few have all, in a tier of their own', () => {
    const engine = engineWith([
      sample({ id: 'all', title: 'ngầm hóa cáp viễn thông' }),
      sample({ id: 'four', title: 'ngầm hóa cáp viễn', sections: 'x'.repeat(10) }),
      sample({ id: 'three', sections: 'ngầm hóa cáp' }),
      sample({ id: 'two', title: 'ngầm hóa' }),
    ]);
    expect(engine.query(query('ngầm hóa cáp viễn thông ')).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['all', 'exact'],
      ['four', 'some'],
      ['three', 'some'],
    ]);
    expect(engine.query(query('"ngầm hóa cáp viễn thông"')).hits.map(({ id }) => id)).toEqual(['all']);
    const many = engineWith(
      Array.from({ length: 5 }, () => sample({ title: 'một hai ba' })).concat(sample({ title: 'một hai' })),
    );
    expect(many.query(query('một hai ba ')).total).toBe(5);
  });

  it('names unknown words and suggests near ones of its own, as the library writes them', () => {
    const engine = engineWith([
      sample({ title: 'Ngầm hóa cáp viễn thông' }),
      sample({ title: 'Cấp nước' }),
      ...Array.from({ length: 9 }, () => sample({ title: 'thống kê cấp tỉnh' })),
    ]);
    const answer = engine.query(query('vien thonng "ngầm hoaa"'));
    expect(answer).toMatchObject({ unknownWords: ['thonng', 'hoaa'], suggestion: 'vien thông "ngầm hóa"' });
    expect(engine.query(query('Ngam hoa')).suggestion).toBeNull();
    expect(engine.query(query('qwertyuiop'))).toMatchObject({
      total: 0,
      unknownWords: ['qwertyuiop'],
      suggestion: null,
    });
    expect(engine.query(query('cap thong ')).unknownWords).toEqual([]);
  });

  it('suggests only what finds something', () => {
    fc.assert(
      fc.property(
        documents,
        text,
        word,
        fc.nat(5),
        fc.constantFrom('a', 'z', 'đ', ''),
        (list, before, last, at, letter) => {
          const engine = engineWith(list);
          const typed = `${before} ${last.slice(0, at)}${letter}${last.slice(at + 1)}`;
          const { suggestion } = engine.query(query(typed));
          if (suggestion === null) return;
          const { exact, folded } = found(engine, suggestion);
          expect([...exact, ...folded]).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lists everything for an empty text, newest first, and sorts within tiers', () => {
    const engine = engineWith([
      sample({ id: 'old', title: 'cáp', sortKeys: { period: 20241, changedAt: 9, evidence: 3 } }),
      sample({ id: 'new', title: 'cấp', sortKeys: { period: 20244, changedAt: 1, evidence: 1 } }),
      sample({ id: 'newer', sections: 'cáp', sortKeys: { period: 20244, changedAt: 2, evidence: 0 } }),
    ]);
    const order = (text: string, sort: 'relevance' | 'newest' | 'evidence'): string[] =>
      engine.query(query(text, { sort })).hits.map(({ id }) => id);
    expect(order('', 'relevance')).toEqual(['newer', 'new', 'old']);
    expect(order('', 'evidence')).toEqual(['old', 'new', 'newer']);
    expect(order('cap', 'newest')).toEqual(['newer', 'new', 'old']);
    expect(order('cáp', 'relevance')).toEqual(['old', 'newer', 'new']);
    expect(order('cáp', 'newest')).toEqual(['newer', 'old', 'new']);
    expect(engine.query(query('', { limit: 2 }))).toMatchObject({
      total: 3,
      hits: [{ id: 'newer' }, { id: 'new' }],
    });
  });

  it('takes hostile words as words', () => {
    const names = [
      'constructor',
      '__proto__',
      'prototype',
      'hasOwnProperty',
      'toString',
      '_index',
      'title',
      'null',
      'NaN',
      '-1',
      '0',
    ];
    const hostile = [
      ...names,
      '👍🏽',
      '\u202eabc\u202c',
      '~*^:+',
      '"',
      '\\',
      '\u0000',
      'title:cáp',
      '*',
      'ca*',
      'a~2',
      'x^9',
      '\ud800',
      'שלום',
      'ﷺ',
      '𝒳',
    ];
    const endless = 'đ'.repeat(1_000_000);
    const engine = engineWith(
      [...hostile, endless].map((title) =>
        sample({ id: title.slice(0, 20), title, facets: { ...sample({}).facets, office: [title] } }),
      ),
      3,
    );
    for (const one of [...hostile, endless]) {
      for (const typed of [one, `${one} `, `"${one}"`, `-${one}`, `${one}:${one}`, `+${one}~`]) {
        expect(engine.query(query(typed)).hits).toBeInstanceOf(Array);
      }
    }
    for (const name of names.slice(0, 5)) {
      expect(engine.query(query(`${name} `)).hits.map(({ id }) => id)).toContain(name);
      expect(engine.query(query('', { facets: { office: [name] } })).hits.map(({ id }) => id)).toEqual([
        name,
      ]);
    }
    expect(engine.query(query(endless)).hits.map(({ id }) => id)).toEqual(['đ'.repeat(20)]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        expect(engine.query(query(typed)).total).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the engine while it changes', () => {
  const change = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        put: fc.array(fc.record({ id: fc.nat(9), fields }), { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ remove: fc.array(fc.nat(9), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ steps: fc.nat(4) }) },
  );

  it('answers as one that was built afresh: same documents, same tiers, same counts', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), text, fc.nat(5), (changes, typed, mostBeside) => {
        const engine = new SearchEngine(mostBeside);
        const expected = new Map<string, SearchDocument>();
        let settling = engine.settle();
        for (const one of changes) {
          if ('put' in one) {
            const put = one.put.map((given) => sample({ ...given.fields, id: `d${String(given.id)}` }));
            engine.put(put);
            for (const document of put) expected.set(document.id, document);
          } else if ('remove' in one) {
            engine.remove(one.remove.map((id) => `d${String(id)}`));
            for (const id of one.remove) expected.delete(`d${String(id)}`);
          } else {
            for (let step = 0; step < one.steps; step += 1)
              if (settling.next().done === true) settling = engine.settle();
          }
        }
        finish(settling);
        finish(engine.settle());
        const fresh = engineWith([...expected.values()]);
        for (const asked of [typed, `${typed} `, '']) {
          expect(found(engine, asked)).toEqual(found(fresh, asked));
          expect(engine.query(query(asked)).unknownWords).toEqual(fresh.query(query(asked)).unknownWords);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('shows the old text of a practice until the new one can be found, and never both', () => {
    const engine = engineWith(
      [sample({ id: 'a', title: 'cũ' }), ...Array.from({ length: 30 }, () => sample({ title: 'khác' }))],
      0,
    );
    engine.put([sample({ id: 'a', title: 'mới' })]);
    const settling = engine.settle();
    do {
      expect(engine.query(query('')).total).toBe(31);
      expect(engine.query(query('"cũ"')).total + engine.query(query('"mới"')).total).toBe(1);
    } while (settling.next().done !== true);
    expect(engine.query(query('"mới"')).total).toBe(1);
  });

  it('weighs what came later like what was there', () => {
    const words = Array.from(
      { length: 60 },
      (_, at) => `ng${String.fromCharCode(97 + (at % 26))}${String(at)}`,
    );
    const engine = engineWith(
      [
        ...words.map((one) => sample({ title: one, sections: 'tuyến số một '.repeat(5) })),
        ...Array.from({ length: 3 }, () => sample({ sections: 'cáp cáp cáp cáp' })),
        sample({ id: 'first', summary: 'ngầm', sections: 'tuyến' }),
      ],
      5,
    );
    engine.put([sample({ id: 'later', title: 'cáp' }), sample({ id: 'weak', sections: 'ngầm' })]);
    finish(engine.settle());
    const order = (text: string): string[] => engine.query(query(text)).hits.map(({ id }) => id);
    // A word that is rare in the library is rare in the small index too, where half of the documents hold it.
    expect(order('cáp ')[0]).toBe('later');
    // A beginning with sixty continuations in the large index, and one in the small one.
    expect(order('ng').indexOf('first')).toBeLessThan(order('ng').indexOf('weak'));
  });
});
