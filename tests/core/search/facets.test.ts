import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetNames, type FacetSelection } from '#shared/model/search';
import { engineWith, query, sample } from '#tests/core/search/samples';

const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'constructor', '__proto__'), { maxLength: 2 });
const facets = fc.record({ province: values, field: values, has: values });
const none = sample({}).facets;

describe('facets', () => {
  it('count what choosing the value alone would find, other facets staying as they are', () => {
    const documents = fc.array(facets, { maxLength: 10 });
    fc.assert(
      fc.property(documents, facets, fc.constantFrom('', 'cáp'), (list, selection: FacetSelection, text) => {
        const engine = engineWith(
          list.map((given, at) =>
            sample({ title: at % 3 === 0 ? 'khác' : 'cáp', facets: { ...none, ...given } }),
          ),
        );
        const answer = engine.query(query(text, { facets: selection }));
        for (const name of facetNames) {
          for (const { value, count } of answer.facets[name] ?? []) {
            expect(engine.query(query(text, { facets: { ...selection, [name]: [value] } })).total).toBe(
              count,
            );
          }
          for (const value of selection[name] ?? [])
            expect(answer.facets[name]?.map((one) => one.value)).toContain(value);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take several values of one facet as alternatives', () => {
    const of = (province: string, field: string) =>
      sample({ facets: { ...none, province: [province], field: [field] } });
    const engine = engineWith([of('1', 'x'), of('2', 'x'), of('2', 'y'), of('3', 'x')]);
    const answer = engine.query(query('', { facets: { province: ['1', '2'], field: ['x'] } }));
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
