import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '#core/search/search-index';
import { fold } from '#shared/model/text';
import { found, query, sample, searcherWith } from '#tests/core/search/samples';

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
  it('finds just the documents with all words, whatever the accents, and without the excluded ones', async () => {
    const queries = fc.record({
      wanted: fc.array(word, { minLength: 1, maxLength: 3 }),
      excluded: fc.array(word, { maxLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(
        documents,
        queries,
        fc.integer({ min: 0, max: 12 }),
        async (list, { wanted, excluded }, mostBeside) => {
          const engine = searcherWith(list, mostBeside);
          const expected = list.filter((document) => {
            const held = new Set(wordsIn(document));
            return wanted.every((one) => held.has(fold(one))) && !excluded.some((one) => held.has(fold(one)));
          });
          const { exact, folded } = await found(
            engine,
            `${[...wanted, ...excluded.map((one) => `-${one}`)].join(' ')} `,
          );
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the beginning of the last word', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(word, { maxLength: 1 }),
        word,
        fc.integer({ min: 2, max: 6 }),
        async (list, before, last, length) => {
          const typed = last.slice(0, length);
          const expected = list.filter((document) => {
            const held = wordsIn(document);
            return (
              before.every((one) => held.includes(fold(one))) &&
              held.some((one) => one.startsWith(fold(typed)))
            );
          });
          const { exact, folded } = await found(searcherWith(list), [...before, typed].join(' '));
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds phrases in their order only, and never across fields', async () => {
    const inOrder = (one: string, phrase: string[]): boolean =>
      ` ${fold(one)} `.includes(` ${fold(phrase.join(' '))} `);
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (list, phrase, not) => {
          const expected = list.filter(
            ({ fields: { title, summary, sections } }) =>
              [title, summary, sections].some((one) => inOrder(one, phrase)) !== not,
          );
          const { exact, folded } = await found(searcherWith(list), `${not ? '-' : ''}"${phrase.join(' ')}"`);
          expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts those with the typed accents first: exact is just that', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.array(word, { minLength: 1, maxLength: 2 }), async (list, wanted) => {
        const { exact, folded } = await found(searcherWith(list), `${wanted.join(' ')} `);
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

  it('ranks đường before dương when it was typed so, and as one list when not', async () => {
    const engine = searcherWith([
      sample({ id: 'duong', title: 'Bình Dương, Bình Dương, Bình Dương' }),
      sample({ id: 'đường', sections: 'Sửa một con đường dài đi qua nhiều xã' }),
    ]);
    expect((await engine.query(query('đường'))).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['đường', 'exact'],
      ['duong', 'folded'],
    ]);
    expect((await engine.query(query('dương'))).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['duong', 'exact'],
      ['đường', 'folded'],
    ]);
    expect((await engine.query(query('duong'))).hits.map(({ id, tier }) => [id, tier])).toEqual([
      ['duong', 'exact'],
      ['đường', 'exact'],
    ]);
  });

  it('says where words were found, heaviest field first', async () => {
    const engine = searcherWith([sample({ id: 'a', sections: 'cáp', title: 'cáp', legal: '1164/KH-UBND' })]);
    expect((await engine.query(query('cap'))).hits[0]?.foundIn).toEqual(['title', 'sections']);
    expect((await engine.query(query('1164/kh-ubnd '))).hits[0]?.foundIn).toEqual(['legal']);
    expect((await engine.query(query(''))).hits[0]?.foundIn).toEqual([]);
  });

  it('adds those with most of the words when few have all, in a tier of their own', async () => {
    const engine = searcherWith([
      sample({ id: 'all', title: 'ngầm hóa cáp viễn thông' }),
      sample({ id: 'four', title: 'ngầm hóa cáp viễn', sections: 'x'.repeat(10) }),
      sample({ id: 'three', sections: 'ngầm hóa cáp' }),
      sample({ id: 'two', title: 'ngầm hóa' }),
    ]);
    expect(
      (await engine.query(query('ngầm hóa cáp viễn thông '))).hits.map(({ id, tier }) => [id, tier]),
    ).toEqual([
      ['all', 'exact'],
      ['four', 'some'],
      ['three', 'some'],
    ]);
    expect((await engine.query(query('"ngầm hóa cáp viễn thông"'))).hits.map(({ id }) => id)).toEqual([
      'all',
    ]);
    const many = searcherWith(
      Array.from({ length: 5 }, () => sample({ title: 'một hai ba' })).concat(sample({ title: 'một hai' })),
    );
    expect((await many.query(query('một hai ba '))).total).toBe(5);
  });

  it('names unknown words and suggests near ones of its own, as the library writes them', async () => {
    const engine = searcherWith([
      sample({ title: 'Ngầm hóa cáp viễn thông' }),
      sample({ title: 'Cấp nước' }),
      ...Array.from({ length: 9 }, () => sample({ title: 'thống kê cấp tỉnh' })),
    ]);
    const answer = await engine.query(query('vien thonng "ngầm hoaa"'));
    expect(answer).toMatchObject({ unknownWords: ['thonng', 'hoaa'], suggestion: 'vien thông "ngầm hóa"' });
    expect((await engine.query(query('Ngam hoa'))).suggestion).toBeNull();
    expect(await engine.query(query('qwertyuiop'))).toMatchObject({
      total: 0,
      unknownWords: ['qwertyuiop'],
      suggestion: null,
    });
    expect((await engine.query(query('cap thong '))).unknownWords).toEqual([]);
  });

  it('suggests only what finds something', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        text,
        word,
        fc.nat(5),
        fc.constantFrom('a', 'z', 'đ', ''),
        async (list, before, last, at, letter) => {
          const engine = searcherWith(list);
          const typed = `${before} ${last.slice(0, at)}${letter}${last.slice(at + 1)}`;
          const { suggestion } = await engine.query(query(typed));
          if (suggestion === null) return;
          const { exact, folded } = await found(engine, suggestion);
          expect([...exact, ...folded]).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lists everything for an empty text, newest first, and sorts within tiers', async () => {
    const engine = searcherWith([
      sample({ id: 'old', title: 'cáp', sortKeys: { period: 20241, changedAt: 9, evidence: 3 } }),
      sample({ id: 'new', title: 'cấp', sortKeys: { period: 20244, changedAt: 1, evidence: 1 } }),
      sample({ id: 'newer', sections: 'cáp', sortKeys: { period: 20244, changedAt: 2, evidence: 0 } }),
    ]);
    const order = async (text: string, sort: 'relevance' | 'newest' | 'evidence'): Promise<string[]> =>
      (await engine.query(query(text, { sort }))).hits.map(({ id }) => id);
    expect(await order('', 'relevance')).toEqual(['newer', 'new', 'old']);
    expect(await order('', 'evidence')).toEqual(['old', 'new', 'newer']);
    expect(await order('cap', 'newest')).toEqual(['newer', 'new', 'old']);
    expect(await order('cáp', 'relevance')).toEqual(['old', 'newer', 'new']);
    expect(await order('cáp', 'newest')).toEqual(['newer', 'old', 'new']);
    expect(await engine.query(query('', { limit: 2 }))).toMatchObject({
      total: 3,
      hits: [{ id: 'newer' }, { id: 'new' }],
    });
  });

  it('takes hostile words as words', async () => {
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
    const engine = searcherWith(
      [...hostile, endless].map((title) =>
        sample({ id: title.slice(0, 20), title, facets: { ...sample({}).facets, office: [title] } }),
      ),
      3,
    );
    for (const one of [...hostile, endless]) {
      for (const typed of [one, `${one} `, `"${one}"`, `-${one}`, `${one}:${one}`, `+${one}~`]) {
        expect((await engine.query(query(typed))).hits).toBeInstanceOf(Array);
      }
    }
    for (const name of names.slice(0, 5)) {
      expect((await engine.query(query(`${name} `))).hits.map(({ id }) => id)).toContain(name);
      expect(
        (await engine.query(query('', { facets: { office: [name] } }))).hits.map(({ id }) => id),
      ).toEqual([name]);
    }
    expect((await engine.query(query(endless))).hits.map(({ id }) => id)).toEqual(['đ'.repeat(20)]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (typed) => {
        expect((await engine.query(query(typed))).total).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
