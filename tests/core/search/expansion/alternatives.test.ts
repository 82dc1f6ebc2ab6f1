import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Expander } from '#core/search/expansion/expander';
import { parseQuery } from '#core/search/parsed-query';
import type { IndexHit } from '#core/search/search-index';
import type { SearchDocument } from '#core/search/search-index';
import type { Searcher } from '#core/search/searcher';
import { fold } from '#shared/model/text';
import { query, sample, searcherWith } from '#tests/core/search/samples';

const syllables = [
  'cđs',
  'csdl',
  'số',
  'sở',
  'đổi',
  'đội',
  'chuyển',
  'kỹ',
  'kĩ',
  'ki',
  'lý',
  'hóa',
  'hạ',
  'ngầm',
  'ai',
  'ái',
];
const word = fc.constantFrom(...syllables);
const text = (most: number): fc.Arbitrary<string> =>
  fc.array(word, { maxLength: most }).map((words) => words.join(' '));
const documents = fc
  .array(fc.record({ title: text(3), summary: text(4), sections: text(9) }), { maxLength: 12 })
  .map((list) => list.map((one, at) => sample({ ...one, id: `d${String(at).padStart(2, '0')}` })));
const term = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const lines = fc.array(
  fc.record({
    terms: fc.array(term, { minLength: 2, maxLength: 3 }),
    capitals: fc.constant(false),
    off: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 4 },
);
type Lines = readonly { terms: string[]; capitals: boolean; off: boolean }[];

async function ask(
  engine: Searcher,
  list: Lines,
  text: string,
): Promise<Record<IndexHit['tier'], string[]> & { all: string[]; hits: readonly IndexHit[] }> {
  const alternatives = new Expander(list, []).expand(parseQuery(text));
  const { hits } = await engine.query({ ...query(text), alternatives });
  const of = (tier: IndexHit['tier']): string[] =>
    hits.filter((hit) => hit.tier === tier).map(({ id }) => id);
  return {
    exact: of('exact'),
    folded: of('folded'),
    some: of('some'),
    all: [...of('exact'), ...of('folded')].sort(),
    hits,
  };
}

/** What a run of typed words may stand as, by definition and by other means than the program's. */
function meanings(list: Lines, run: readonly string[]): string[][] {
  const typed = run.join(' ');
  const same = (a: string, b: string): boolean => sameSpelling(a) === sameSpelling(b);
  const others = list
    .filter(({ off }) => !off)
    .flatMap(({ terms }) => (terms.some((one) => meant(typed, one, same)) ? terms : []));
  return [...others, ...(run.length === 1 ? [otherLetter(typed)] : [])].map((one) => fold(one).split(' '));
}

/** Typed accents must be those of the list. */
function meant(typed: string, listed: string, same: (a: string, b: string) => boolean): boolean {
  const [some, all] = [typed.split(' '), listed.split(' ')];
  return (
    some.length === all.length &&
    some.every((one, at) => same(one === fold(one) ? fold(all[at] ?? '') : (all[at] ?? ''), one))
  );
}

/** By y: the same letter as i. */
const pairs = new Map([
  ['ỹ', 'ĩ'],
  ['ý', 'í'],
  ['y', 'i'],
]);
function sameSpelling(words: string): string {
  return words.replace(/(?<=(?:^|\s)(?:qu|[hklmst]))[yỹý](?=$|\s)/g, (letter) => pairs.get(letter) ?? letter);
}
function otherLetter(one: string): string {
  const back = new Map([...pairs].map(([y, i]) => [i, y]));
  return one.replace(
    /(?<=^(?:qu|[hklmst]))[yỹýiĩí]$/,
    (letter) => pairs.get(letter) ?? back.get(letter) ?? letter,
  );
}

function fieldsOf({ fields: { title, summary, sections } }: SearchDocument): string[][] {
  return [title, summary, sections].map((one) => fold(one).split(' ').filter(Boolean));
}

function stands(fields: readonly string[][], run: readonly string[]): boolean {
  return fields.some((held) => held.some((_, from) => run.every((one, at) => held[from + at] === one)));
}

/** All words must be found: each where it stands itself, or where a run that it belongs to stands as something else. */
function answers(document: SearchDocument, list: Lines, words: readonly string[]): boolean {
  const fields = fieldsOf(document);
  const found = new Set(words.filter((one) => stands(fields, [fold(one)])));
  for (let from = 0; from < words.length; from += 1)
    for (let to = from + 1; to <= words.length; to += 1) {
      const run = words.slice(from, to);
      if (meanings(list, run).some((other) => stands(fields, other))) for (const one of run) found.add(one);
    }
  return words.every((one) => found.has(one));
}

const opposite = new Map([
  ['cđs', 'chuyển đổi số'],
  ['chuyển đổi số', 'cđs'],
  ['kỹ', 'kĩ'],
  ['sở chuyển', 'ngầm hóa'],
]);

describe('a query with alternatives', () => {
  it('finds just the documents in which each word or something that it stands for is there', async () => {
    const queries = fc.array(word, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        documents,
        lines,
        queries,
        fc.integer({ min: 0, max: 12 }),
        async (all, list, words, together) => {
          const expected = all.filter((document) => answers(document, list, words)).map(({ id }) => id);
          const found = await ask(searcherWith(all, together), list, `${words.join(' ')} `);
          expect(found.all).toEqual(expected.sort());
        },
      ),
      { numRuns: 400 },
    );
  });

  it('scores and orders alike, however documents are spread over segments', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        lines,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        async (all, list, words) => {
          const text = `${words.join(' ')} `;
          const together = await ask(searcherWith(all), list, text);
          const apart = await ask(searcherWith(all, 3), list, text);
          expect(apart.hits.map(({ id, tier }) => [id, tier])).toEqual(
            together.hits.map(({ id, tier }) => [id, tier]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ranks what was typed before its alternative, in documents that are equal otherwise', async () => {
    const about = fc.array(fc.constantFrom('bưu', 'chính', 'xã'), { minLength: 2, maxLength: 6 });
    const typedTerm = fc.constantFrom(...opposite.keys());
    await fc.assert(
      fc.asyncProperty(documents, about, typedTerm, fc.nat(5), async (others, rest, typed, place) => {
        const list = [
          { terms: ['cđs', 'chuyển đổi số'], capitals: false, off: false },
          { terms: ['sở chuyển', 'ngầm hóa'], capitals: false, off: false },
        ];
        const other = opposite.get(typed) ?? '';
        // As many words in both.
        const filled = (one: string): string => {
          const words = one.split(' ');
          const at = Math.min(place, rest.length);
          return [
            ...rest.slice(0, at),
            ...words,
            ...rest.slice(at),
            ...Array<string>(4 - words.length).fill('z'),
          ].join(' ');
        };
        const engine = searcherWith([
          sample({ id: 'other', title: filled(other) }),
          sample({ id: 'typed', title: filled(typed) }),
          ...others,
        ]);
        const order = (await ask(engine, list, `${typed} `)).hits.map(({ id }) => id);
        expect(order.indexOf('other')).not.toBe(-1);
        expect(order.indexOf('typed')).toBeLessThan(order.indexOf('other'));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves quoted, excluded and wildcard words as they were typed', () => {
    const expander = new Expander([{ terms: ['CĐS', 'chuyển đổi số'], capitals: false, off: false }], []);
    const shown = (text: string): string[] => expander.expand(parseQuery(text)).map((one) => one.shown);
    expect(shown('cđs')).toEqual(['chuyển đổi số']);
    expect(shown('cds 2025')).toEqual(['chuyển đổi số']);
    expect(shown('"cđs" ')).toEqual([]);
    expect(shown('xã -cđs')).toEqual([]);
    expect(shown('c*s')).toEqual([]);
    expect(shown('chuyển "xã" đổi số')).toEqual([]);
    // Accents that were typed are those of the list.
    expect(shown('chuyền đổi số')).toEqual([]);
    expect(shown('chuyen doi so')).toEqual(['CĐS']);
  });

  it('takes AI for an abbreviation only in capitals, and finds it with no other accents', async () => {
    const list = [{ terms: ['AI', 'trí tuệ nhân tạo'], capitals: true, off: false }];
    const engine = searcherWith([
      sample({ id: 'love', title: 'ái quốc' }),
      sample({ id: 'long', title: 'Trí tuệ nhân tạo' }),
      sample({ id: 'short', title: 'Trợ lý AI' }),
    ]);
    expect((await ask(engine, list, 'AI ')).all).toEqual(['long', 'love', 'short']);
    expect((await ask(engine, list, 'ai ')).all).toEqual(['love', 'short']);
    expect((await ask(engine, list, 'trí tuệ nhân tạo ')).all).toEqual(['long', 'short']);
  });

  it('puts documents with typed accents first, and tells which of the others stand there as they should', async () => {
    const list = [{ terms: ['CĐS', 'chuyển đổi số'], capitals: false, off: false }];
    const engine = searcherWith([
      sample({ id: 'right', title: 'chuyển đổi số' }),
      sample({ id: 'plain', title: 'chuyen doi so' }),
    ]);
    expect(await ask(engine, list, 'cđs ')).toMatchObject({ exact: ['right'], folded: ['plain'] });
    expect((await ask(engine, list, 'cds ')).exact.sort()).toEqual(['plain', 'right']);
  });

  it('highlights an alternative in the original spelling and names the field that has it', async () => {
    const list = [{ terms: ['CĐS', 'chuyển đổi số'], capitals: false, off: false }];
    const engine = searcherWith([
      sample({ id: 'a', title: 'Kế hoạch', sections: 'Nội dung CHUYỂN\nĐỔI số của xã' }),
    ]);
    const [hit] = (await ask(engine, list, 'CĐS xã ')).hits;
    expect(hit?.foundIn).toEqual(['sections']);
    expect(hit?.passage.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual([
      'CHUYỂN\nĐỔI số',
      'xã',
    ]);
  });

  it('knows a word that only its alternative has, and corrects nothing then', async () => {
    const list = [{ terms: ['TSLCD', 'truyền số liệu chuyên dùng'], capitals: false, off: false }];
    const engine = searcherWith([sample({ id: 'a', title: 'Mạng truyền số liệu chuyên dùng' })]);
    const alternatives = new Expander(list, []).expand(parseQuery('tslcd '));
    const answer = await engine.query({ ...query('tslcd '), alternatives });
    expect(answer).toMatchObject({ total: 1, unknownWords: [], suggestion: null });
  });
});
