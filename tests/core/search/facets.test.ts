import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetNames, type FacetSelection } from '#shared/model/search';
import { query, sample, searcherWith } from '#tests/core/search/samples';

const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'constructor', '__proto__'), { maxLength: 2 });
const facets = fc.record({ province: values, field: values, has: values });
const none = sample({}).facets;

describe('facets', () => {
  it('count what choosing the value alone would find, other facets staying as they are', async () => {
    const documents = fc.array(facets, { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        documents,
        facets,
        fc.constantFrom('', 'cáp'),
        async (list, selection: FacetSelection, text) => {
          const engine = searcherWith(
            list.map((given, at) =>
              sample({ title: at % 3 === 0 ? 'khác' : 'cáp', facets: { ...none, ...given } }),
            ),
            3,
          );
          const total = async (one: FacetSelection): Promise<number> =>
            (await engine.query(query(text, { facets: one }))).total;
          const answer = await engine.query(query(text, { facets: selection }));
          for (const name of facetNames) {
            for (const { value, count } of answer.facets[name] ?? []) {
              expect(await total({ ...selection, [name]: [value] })).toBe(count);
            }
            for (const value of selection[name] ?? [])
              expect(answer.facets[name]?.map((one) => one.value)).toContain(value);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('take several values of one facet as alternatives', async () => {
    const of = (province: string, field: string) =>
      sample({ facets: { ...none, province: [province], field: [field] } });
    const engine = searcherWith([of('1', 'x'), of('2', 'x'), of('2', 'y'), of('3', 'x')]);
    const answer = await engine.query(query('', { facets: { province: ['1', '2'], field: ['x'] } }));
    expect(answer.total).toBe(2);
    expect(answer.facets.province).toEqual([
      { value: '1', count: 1 },
      { value: '2', count: 1 },
      { value: '3', count: 1 },
    ]);
    expect(answer.facets.field).toEqual([
      { value: 'x', count: 2 },
      { value: 'y', count: 1 },
    ]);
  });
});
