import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#core/search/parsed-query';
import { isQuestion } from '#core/search/ranking/questions';
import type { SearchDocument } from '#core/search/search-index';
import { Searcher } from '#core/search/searcher';
import { query, sample, searcherWith, segmentWith } from '#tests/core/search/samples';

const syllables = 'ngầm hóa cáp viễn thông đường phố trên địa bàn xã'.split(' ');
const word = fc.constantFrom(...syllables, 'ngâm', 'hoa', 'cấp', 'thôn', 'dương', 'phô');
const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
const documents = fc
  .array(fc.record({ title: text, sections: text }), { maxLength: 30 })
  .map((list) => list.map((one, at) => sample({ ...one, id: `d${String(at).padStart(2, '0')}` })));
const question = fc
  .shuffledSubarray(syllables, { minLength: 5, maxLength: 11 })
  .map((words) => `${words.join(' ')}?`);

async function listed(engine: Searcher, asked: string): Promise<string[]> {
  const { hits } = await engine.query(query(asked));
  return hits.map(({ id, tier }) => `${tier} ${id}`);
}

function wordsIn({ fields: { title, sections } }: SearchDocument): Set<string> {
  return new Set(`${title} ${sections}`.split(' '));
}

/** Whether some of the known words are most of them, in number or in what they say. */
function most(
  list: readonly SearchDocument[],
  known: readonly string[],
  has: (word: string) => boolean,
): boolean {
  const rarity = (one: string): number => {
    const held = list.filter((document) => holds(document, one)).length;
    return Math.log(1 + (list.length - held + 0.5) / (held + 0.5));
  };
  const say = (words: readonly string[]): number => words.reduce((sum, one) => sum + rarity(one), 0);
  const held = known.filter(has);
  return held.length * 2 > known.length || say(held) * 4 > say(known);
}

const bare = (one: string): string =>
  one
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd');

function holds(document: SearchDocument, one: string): boolean {
  return [...wordsIn(document)].some((other) => bare(other) === bare(one));
}

describe('a question', () => {
  it('is a long text or what ends with a question mark, unless it says how to search', () => {
    const asks = (asked: string): boolean => isQuestion(asked, parseQuery(asked));
    expect(asks('mức phạt khi chở quá số người quy định')).toBe(true);
    expect(asks('ngầm hóa ở đâu?')).toBe(true);
    expect(asks('ngầm hóa ở đâu ? ')).toBe(true);
    expect(asks('ngầm hóa cáp viễn thông')).toBe(false);
    expect(asks('Cao Bằng?')).toBe(false);
    expect(asks('ngầm hóa và ngầm hóa và ngầm hóa và ngầm hóa')).toBe(false);
    expect(asks('mức phạt khi chở quá số "người quy định"')).toBe(false);
    expect(asks('mức phạt khi chở quá số người +quy định')).toBe(false);
    expect(asks('mức phạt khi chở quá số người quy đ*nh')).toBe(false);
  });

  it('finds those with most of its words in one list, exact ones first', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        question,
        fc.integer({ min: 1, max: 30 }),
        async (list, asked, together) => {
          const words = asked.slice(0, -1).split(' ');
          const known = words.filter((one) => list.some((document) => holds(document, one)));
          const expected = list.flatMap((document) => {
            if (!most(list, known, (one) => holds(document, one))) return [];
            const exact = most(list, known, (one) =>
              one === bare(one) ? holds(document, one) : wordsIn(document).has(one),
            );
            return [`${exact ? 'exact' : 'folded'} ${document.id}`];
          });
          const found = await listed(searcherWith(list, together), asked);
          expect([...found].sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is answered the same however practices are spread over segments, and as if deleted ones had never been', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        documents,
        question,
        fc.integer({ min: 1, max: 12 }),
        async (list, gone, asked, together) => {
          const whole = await listed(searcherWith(list), asked);
          expect(await listed(searcherWith(list, together), asked)).toEqual(whole);
          const dead = segmentWith(gone.map((one) => ({ ...one, id: `gone ${one.id}` })));
          gone.forEach((_, at) => {
            dead.live.remove(at);
          });
          expect(await listed(new Searcher([dead, segmentWith(list)]), asked)).toEqual(whole);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('has the same order in pieces as in one, and counts all in each', async () => {
    const pieceSize = fc.integer({ min: 1, max: 40 });
    const many = fc
      .array(text, { minLength: 55, maxLength: 90 })
      .map((list) => list.map((sections, at) => sample({ sections, id: `d${String(at).padStart(2, '0')}` })));
    await fc.assert(
      fc.asyncProperty(many, question, pieceSize, async (list, asked, limit) => {
        const engine = searcherWith(list, 20);
        const whole = await engine.query(query(asked));
        const pieces: string[] = [];
        for (let from = 0; from < whole.hits.length + limit; from += limit) {
          const piece = await engine.query(query(asked, { from, limit }));
          expect([piece.total, piece.facets]).toEqual([whole.total, whole.facets]);
          pieces.push(...piece.hits.map(({ id }) => id));
        }
        expect(whole.total).toBe(whole.hits.length);
        expect(pieces).toEqual(whole.hits.map(({ id }) => id));
      }),
      { numRuns: 30 },
    );
  });

  it('is answered by what says it, not by what has all of its words somewhere', async () => {
    const chance = Array.from({ length: 6 }, (_, at) =>
      sample({
        id: `long${String(at)}`,
        sections: `${'mức thu phí x y z '.repeat(40)} phạt ${'a b c '.repeat(60)} xe máy ${'d e f '.repeat(60)} chở bao nhiêu người tiền`,
      }),
    );
    const answer = sample({ id: 'answer', sections: 'Phạt tiền xe máy chở quá số người quy định' });
    const engine = searcherWith([
      ...chance,
      answer,
      ...Array.from({ length: 20 }, () => sample({ title: 'khác' })),
    ]);
    const { hits } = await engine.query(query('xe máy chở quá người phạt bao nhiêu tiền?'));
    expect([hits[0]?.id, hits[0]?.tier]).toEqual(['answer', 'exact']);
    // As words that must be there, those with all of them come first.
    const words = await engine.query(query('xe máy chở người bao nhiêu '));
    expect(words.hits[0]?.id).toMatch(/^long/);
  });

  it('brings no more than fifty without all words, and with them all that have', async () => {
    const some = Array.from({ length: 80 }, (_, at) =>
      sample({ id: `some${String(at)}`, sections: `ngầm hóa cáp viễn thông ${'x '.repeat(at)}` }),
    );
    const all = Array.from({ length: 60 }, (_, at) =>
      sample({ id: `all${String(at)}`, sections: syllables.join(` ${'x '.repeat(90)}`) }),
    );
    const only = await searcherWith(some, 30).query(query(`${syllables.join(' ')}?`));
    expect(only.total).toBe(50);
    expect(only.hits.map(({ id }) => id)).toContain('some0');
    const both = await searcherWith([...some, ...all], 30).query(query(`${syllables.join(' ')}?`));
    expect(both.hits.filter(({ id }) => id.startsWith('all'))).toHaveLength(60);
  });
});
