import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstInOrder } from '#core/search/first-in-order';
import { ListedPractices } from '#core/search/listed-practices';
import { listPractices } from '#core/search/listing';
import { createSearchReference } from '#core/search/search-document';
import { facetNames, type FacetSelection } from '#shared/model/search';
import type { PracticeSummary } from '#shared/model/practice';
import { query, reference, summaryOf } from '#tests/core/search/samples';

const names = createSearchReference(reference);
const value = fc.constantFrom<string[]>('a', 'b', 'a\nb', 'constructor', '__proto__');
const values = fc.array(value, { maxLength: 3 });
const library = fc
  .array(fc.record({ fields: values, topics: values, office: value, changedAt: fc.nat(3) }), {
    maxLength: 20,
  })
  .map((list) => list.map((said, at) => summaryOf(`p${String(at).padStart(2, '0')}`, said)));
const chosen = fc.record(
  { field: fc.uniqueArray(value), office: fc.uniqueArray(value) },
  { requiredKeys: [] },
);

function agrees({ fields, office }: PracticeSummary, selection: FacetSelection): boolean {
  const { field = [], office: offices = [] } = selection;
  const has = (wanted: readonly string[], there: readonly string[]): boolean =>
    wanted.length === 0 || there.some((one) => wanted.includes(one));
  return has(field, fields) && has(offices, [office]);
}

describe('a list without words', () => {
  it('has what agrees with the filters, and counts what each value alone would bring', () => {
    const listed = new ListedPractices(names);
    fc.assert(
      fc.property(library, chosen, chosen, (summaries, facets, without) => {
        const isOut = ({ fields, office }: PracticeSummary): boolean =>
          fields.some((one) => without.field?.includes(one)) || (without.office?.includes(office) ?? false);
        const all = summaries.filter((summary) => !isOut(summary));
        const list = (selection: FacetSelection): string[] =>
          listPractices(summaries, { ...query('', { facets: selection }), without }, listed).hits.map(
            ({ id }) => id,
          );
        const answer = listPractices(summaries, { ...query('', { facets }), without }, listed);
        expect(list(facets).sort()).toEqual(
          all.filter((summary) => agrees(summary, facets)).map(({ id }) => id),
        );
        for (const name of facetNames)
          for (const { value: one, count } of answer.facets[name] ?? [])
            if (name === 'field' || name === 'office')
              expect(count).toBe(list({ ...facets, [name]: [one] }).length);
      }),
      { numRuns: 200 },
    );
  });

  it('says of a practice what its last summary says', () => {
    const listed = new ListedPractices(names);
    const officesOf = (summary: PracticeSummary): unknown =>
      listPractices([summary], query('', {}), listed).facets.office;
    expect(officesOf(summaryOf('p', { office: 'Sở A' }))).toEqual([{ value: 'Sở A', count: 1 }]);
    expect(officesOf(summaryOf('p', { office: 'Sở B' }))).toEqual([{ value: 'Sở B', count: 1 }]);
  });
});

describe('the first in order', () => {
  it('are those of all in order', () => {
    const item = fc.record({ rank: fc.nat(5), place: fc.nat() });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ place }) => place }), fc.nat(12), (items, most) => {
        const order = (a: (typeof items)[number], b: (typeof items)[number]): number =>
          a.rank - b.rank || a.place - b.place;
        expect(firstInOrder(items, most, order)).toEqual(items.toSorted(order).slice(0, most));
      }),
    );
  });
});
