import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListedPractices } from '#core/search/listed-practices';
import { listPractices } from '#core/search/listing';
import { createSearchReference } from '#core/search/search-document';
import type { FacetSelection } from '#shared/model/search';
import { query, reference, sample, searcherWith, summaryOf } from '#tests/core/search/samples';

const word = fc.constantFrom('ngầm', 'ngâm', 'hóa', 'hoa', 'cáp', 'cấp', 'đường');
const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
const sort = fc.constantFrom('relevance' as const, 'newest' as const, 'evidence' as const);
const documents = fc
  .array(fc.record({ title: text, sections: text, period: fc.nat(3), province: fc.constantFrom('a', 'b') }), {
    maxLength: 14,
  })
  .map((list) =>
    list.map(({ period, province, ...fields }, at) =>
      sample({
        ...fields,
        id: `d${String(at)}`,
        facets: { ...sample({}).facets, province: [province] },
        sortKeys: { period, changedAt: 0, evidence: period % 2 },
      }),
    ),
  );
const facets = fc.constantFrom<FacetSelection[]>({}, { province: ['a'] });

describe('a list in pieces', () => {
  it('is the list, whatever its order and filters, and each piece counts all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        text,
        sort,
        facets,
        fc.integer({ min: 1, max: 5 }),
        async (list, asked, order, chosen, limit) => {
          const engine = searcherWith(list, 4);
          const options = { sort: order, facets: chosen };
          const whole = await engine.query(query(asked, options));
          const pieces: string[] = [];
          for (let from = 0; from < list.length + limit; from += limit) {
            const piece = await engine.query(query(asked, { ...options, from, limit }));
            expect([piece.total, piece.facets]).toEqual([whole.total, whole.facets]);
            pieces.push(...piece.hits.map(({ id, tier }) => `${tier} ${id}`));
          }
          expect(pieces).toEqual(whole.hits.map(({ id, tier }) => `${tier} ${id}`));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is the list where no word was typed too', () => {
    const summaries = Array.from({ length: 25 }, (_, at) =>
      summaryOf(`p${String(at)}`, { changedAt: at % 7 }),
    );
    const listed = new ListedPractices(createSearchReference(reference));
    const ids = (from: number, limit: number): string[] =>
      listPractices(summaries, query('', { from, limit }), listed).hits.map(({ id }) => id);
    expect([...ids(0, 10), ...ids(10, 10), ...ids(20, 10)]).toEqual(ids(0, 200));
    expect(ids(25, 10)).toEqual([]);
  });
});

describe('what a question finds among some practices', () => {
  it('is what it finds with all words, as far as it is among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        text.filter((asked) => asked !== ''),
        facets,
        fc.array(fc.nat(16)),
        async (list, asked, chosen, some) => {
          const engine = searcherWith(list, 4);
          const ids = some.map((at) => `d${String(at)}`);
          const { hits } = await engine.query(query(asked, { facets: chosen }));
          const expected = hits.filter(({ id, tier }) => tier !== 'some' && ids.includes(id));
          expect(engine.matching(query(asked, { facets: chosen, limit: 1 }), ids).sort()).toEqual(
            expected.map(({ id }) => id).sort(),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
