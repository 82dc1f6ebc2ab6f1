import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weights } from '#core/search/ranking/weights';
import type { SearchDocument, SimilarDocument } from '#core/search/search-index';
import { type SearchField, searchFields } from '#shared/model/search';
import { fold } from '#shared/model/text';
import { sample, searcherWith } from '#tests/core/search/samples';

const fields = ['title', 'summary', 'keywords', 'sections'] as const;
const word = fc.constantFrom(
  ...[
    'ngầm',
    'ngâm',
    'hóa',
    'hoa',
    'cáp',
    'cấp',
    'viễn',
    'thông',
    'đường',
    'dương',
    '21',
    'a',
    'constructor',
  ],
);
const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '));
const documents = fc
  .array(fc.record({ title: text, summary: text, keywords: text, sections: text, results: text }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((list) => list.map((one, at) => sample({ ...one, id: `d${String(at)}` })));

const wordsOf = (document: SearchDocument, field: SearchField): string[] =>
  document.fields[field] === '' ? [] : fold(document.fields[field]).split(' ');
const isWord = (one: string): boolean => one.length > 1 && /[a-z]/.test(one);
const boostOf = (field: SearchField): number => weights.boosts[searchFields.indexOf(field)] ?? 1;

/** How often a term, one word or two, stands in a field. */
function timesIn(document: SearchDocument, field: SearchField, term: string): number {
  const words = wordsOf(document, field);
  const [first, second] = term.split(' ');
  return words.filter((one, at) => one === first && (second === undefined || words[at + 1] === second))
    .length;
}

function termsOf(document: SearchDocument): string[] {
  const terms = fields.flatMap((field) => {
    const words = wordsOf(document, field);
    const pairs = words.flatMap((one, at) => {
      const next = words[at + 1];
      return next !== undefined && isWord(one) && isWord(next) ? [`${one} ${next}`] : [];
    });
    return [...words.filter(isWord), ...pairs];
  });
  return [...new Set(terms)];
}

/** The same by going through all texts, straight from what the words of the contract promise. */
function plainSimilar(list: readonly SearchDocument[], own: SearchDocument, most: number): string[] {
  const has = (document: SearchDocument, term: string): boolean =>
    searchFields.some((field) => timesIn(document, field, term) > 0);
  const telling = termsOf(own)
    .map((term) => {
      const said = fields.reduce((sum, field) => sum + boostOf(field) * timesIn(own, field, term), 0);
      const known = list.filter((document) => has(document, term)).length;
      const rarity = Math.log(1 + (list.length - known + 0.5) / (known + 0.5));
      const kind = term.includes(' ') ? 2 : 1;
      return { term, said, known, weight: ((kind * said) / (1.2 + said)) * rarity };
    })
    .filter(({ said, known }) => said >= 2 && known > 1)
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, 31);
  const kept = telling.filter(({ weight }) => weight >= (telling[0]?.weight ?? 0) * 0.1);
  const average = (field: SearchField): number => {
    const lengths = list.map((document) => wordsOf(document, field).length).filter((length) => length > 0);
    return lengths.length === 0 ? 1 : lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  };
  const frequency = (document: SearchDocument, term: string): number =>
    fields.reduce((sum, field) => {
      const norm = 1 / (1 - 0.75 + (0.75 * wordsOf(document, field).length) / average(field));
      return sum + boostOf(field) * timesIn(document, field, term) * norm;
    }, 0);
  const scoreOf = (document: SearchDocument): number =>
    kept.reduce((sum, { term, weight }) => {
      const count = frequency(document, term);
      return sum + (weight * count) / (1.2 + count);
    }, 0);
  const worth = (document: SearchDocument): number =>
    kept.reduce(
      (sum, { term }) => sum + (frequency(document, term) > 0 ? (term.includes(' ') ? 3 : 1) : 0),
      0,
    );
  return list
    .filter((document) => document !== own && worth(document) >= 3)
    .map((document) => ({ id: document.id, score: scoreOf(document) }))
    .filter(({ score }) => score >= scoreOf(own) * 0.15)
    .sort((a, b) => (Math.abs(b.score - a.score) > 1e-5 ? b.score - a.score : a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id);
}

const idsOf = (found: readonly SimilarDocument[]): string[] => found.map(({ id }) => id);

describe('similar practices', () => {
  it('are those that going through all texts finds, however these are spread over segments', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 9 }), async (list, together) => {
        for (const own of list) {
          const found = await searcherWith(list, together).similar(own.id, 5);
          expect(idsOf(found)).toEqual(plainSimilar(list, own, 5));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('name as a reason what really stands in both', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const engine = searcherWith(list, 3);
        const textsOf = (id: string): string[] =>
          fields.map((field) => ` ${fold(list.find((one) => one.id === id)?.fields[field] ?? '')} `);
        for (const own of list)
          for (const { id, shared } of await engine.similar(own.id, 5)) {
            expect(shared.length).toBeGreaterThan(0);
            for (const piece of shared)
              for (const one of [own.id, id])
                expect(textsOf(one).some((written) => written.includes(` ${fold(piece)} `))).toBe(true);
          }
      }),
      { numRuns: 80 },
    );
  });

  it('are found by their subject, with its words as the practice writes them', async () => {
    const others = Array.from({ length: 40 }, (_, at) =>
      sample({
        id: `other-${String(at)}`,
        title: `Chuyện khác số ${String(at)}`,
        sections: 'Việc thường ngày',
      }),
    );
    const own = sample({
      id: 'own',
      title: 'Ngầm hóa cáp viễn thông tại Hải Phòng',
      summary: 'Hải Phòng ngầm hóa cáp viễn thông.',
    });
    const peer = sample({
      id: 'peer',
      title: 'Hạ ngầm, chỉnh trang cáp viễn thông',
      sections: 'Như Hải Phòng.',
    });
    const engine = searcherWith([...others, own, peer], 7);
    expect(await engine.similar('own', 5)).toEqual([{ id: 'peer', shared: ['cáp viễn thông', 'Hải Phòng'] }]);
    expect(await engine.similar('constructor', 5)).toEqual([]);
  });

  it('are none where nothing but chance is shared', async () => {
    const list = [
      sample({ id: 'a', title: 'Một cửa năm 2024' }),
      sample({ id: 'b', title: 'Trồng cây năm 2024' }),
      sample({ id: 'c', title: 'Khác' }),
      sample({ id: 'd', title: 'Khác nữa' }),
    ];
    expect(await searcherWith(list).similar('a', 5)).toEqual([]);
  });
});
