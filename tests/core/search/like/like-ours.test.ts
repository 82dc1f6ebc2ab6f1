import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { LibrarySearch } from '#core/search/library-search';
import { createSearchReference } from '#core/search/search-document';
import type { SearchDocument } from '#core/search/search-index';
import { type Likeness, likenesses } from '#shared/model/likeness';
import type { Office } from '#shared/model/office';
import type { PracticeSummary } from '#shared/model/practice';
import type { SearchAnswer } from '#shared/model/search';
import { query, reference, TestSource } from '#tests/core/search/samples';
import { ThreadlessIndex } from '#tests/core/search/threadless-index';

/** Counts what is indexed. */
class CountingIndex extends ThreadlessIndex {
  puts = 0;
  override put(documents: readonly SearchDocument[]): Promise<void> {
    this.puts += documents.length;
    return super.put(documents);
  }
}

async function searchIn(source: TestSource): Promise<{ search: LibrarySearch; index: CountingIndex }> {
  const index = new CountingIndex();
  const search = new LibrarySearch({
    source,
    reference: createSearchReference(reference),
    createIndex: () => index,
    changed: () => undefined,
  });
  onTestFinished(() => search.close());
  while (!search.state.ready) await new Promise((resolve) => setTimeout(resolve, 2));
  return { search, index };
}

/** Conditions as they are written, by what they mean. */
const conditionNames = {
  mountains: ['miền núi', 'Mountains', 'vùng cao'],
  border: ['biên giới', 'xã BIÊN GIỚI'],
  rice: ['vùng lúa', 'Vung lua'],
  constructor: ['constructor', 'Constructor'],
};
type Meaning = keyof typeof conditionNames;
const meanings = Object.keys(conditionNames) as Meaning[];
const spelled = fc
  .constantFrom(...meanings)
  .chain((meaning) => fc.constantFrom(...conditionNames[meaning]).map((text) => ({ meaning, text })));
/** Regions by province, of today and of before. */
const regionOf = new Map([
  ['31@2025-07-01', 'Đồng bằng sông Hồng'],
  ['30@2008-08-01', 'Đồng bằng sông Hồng'],
  ['62@2008-08-01', 'Nam Trung Bộ'],
  ['79@2025-07-01', 'Đông Nam Bộ'],
]);
const province = fc.option(fc.constantFrom(...regionOf.keys()));
const placeOf = fc.record({
  province,
  conditions: fc.array(spelled, { maxLength: 3 }),
  population: fc.option(fc.constantFrom(0, 49, 50, 51, 100, 199, 200, 201, 10_000_000_000)),
  level: fc.option(fc.constantFrom('national', 'province', 'commune', 'unit')),
});
const officeOf = fc.record({
  province,
  conditions: fc.array(spelled, { maxLength: 3 }),
  population: fc.option(fc.constantFrom(0, 100, 101)),
  level: fc.constantFrom('central', 'province', 'commune'),
});
type Place = typeof placeOf extends fc.Arbitrary<infer P> ? P : never;
type Ours = typeof officeOf extends fc.Arbitrary<infer O> ? O : never;

/** In what a place is like ours, told without the program. */
function alike(place: Place, ours: Ours): Likeness[] {
  const regions = [place.province, ours.province].map((id) => (id === null ? id : regionOf.get(id)));
  const told = new Set(place.conditions.map(({ meaning }) => meaning));
  const level = ours.level === 'central' ? 'national' : ours.level;
  const is: Record<Likeness, boolean> = {
    region: regions[0] !== null && regions[0] === regions[1],
    conditions: ours.conditions.some(({ meaning }) => told.has(meaning)),
    population:
      place.population !== null &&
      (ours.population ?? 0) > 0 &&
      place.population / (ours.population ?? 1) >= 0.5 &&
      place.population / (ours.population ?? 1) <= 2,
    level: place.level === level,
  };
  return likenesses.filter((likeness) => is[likeness]);
}

function toOffice({ province: of, conditions, population, level }: Ours): Office {
  return {
    format: '1.0',
    officeId: '0193e4a0-0000-7000-8000-0000000000cc',
    names: [{ name: 'Sở' }],
    level: level,
    keys: [],
    conditions: conditions.map(({ text }) => text),
    ...(of === null ? {} : { province: of }),
    ...(population === null ? {} : { population }),
  };
}

function toSummary({ province: of, conditions, population, level }: Place): Partial<PracticeSummary> {
  return {
    province: of,
    ...(conditions.length === 0 ? {} : { conditions: conditions.map(({ text }) => text) }),
    ...(population === null ? {} : { population }),
    ...(level === null ? {} : { placeLevel: level }),
  };
}

function expectCounts(answer: SearchAnswer, found: readonly Likeness[][]): void {
  const counts = new Map((answer.facets.like ?? []).map(({ value, count }) => [value, count]));
  for (const likeness of likenesses)
    expect(counts.get(likeness) ?? 0, likeness).toBe(found.filter((one) => one.includes(likeness)).length);
}

it('what is like our place is counted and chosen as one by one, with words and without', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(placeOf, { maxLength: 12 }),
      officeOf,
      fc.subarray([...likenesses]),
      fc.boolean(),
      async (places, ours, wanted, worded) => {
        const source = new TestSource();
        places.forEach((place, at) => {
          source.set(`p${String(at)}`, 'Ngầm hóa cáp', '', toSummary(place));
        });
        source.ours = toOffice(ours);
        const { search } = await searchIn(source);
        const text = worded ? 'cap' : '';
        const all = places.map((place) => alike(place, ours));
        const answer = await search.query(query(text, { facets: { like: wanted } }));
        expectCounts(answer, all);
        const chosen = all.flatMap((one, at) =>
          wanted.length === 0 || wanted.some((likeness) => one.includes(likeness)) ? [`p${String(at)}`] : [],
        );
        expect(answer.hits.map(({ practice }) => practice.id).sort()).toEqual(chosen.sort());
        expect(answer.total).toBe(chosen.length);
        const saved = await search.matching({ text, facets: { like: wanted }, sort: 'newest' }, [
          ...source.practices.keys(),
        ]);
        expect([...saved].sort()).toEqual(chosen);
      },
    ),
    { numRuns: 120 },
  );
});

function threePlaces(): TestSource {
  const source = new TestSource();
  source.set('a', 'Cáp', '', { conditions: ['miền núi'], population: 900, placeLevel: 'province' });
  source.set('b', 'Cáp', '', { conditions: ['ven biển'], population: 400, placeLevel: 'commune' });
  source.set('c', 'Cáp');
  return source;
}
const ours = (said: Partial<Office>): Office => ({
  ...toOffice({ province: '31@2025-07-01', conditions: [], population: null, level: 'province' }),
  ...said,
});
const found = (answer: SearchAnswer): string[] => answer.hits.map(({ practice }) => practice.id).sort();

it('our office may say other things of its place without anything being indexed again', async () => {
  const source = threePlaces();
  const { search, index } = await searchIn(source);
  const indexed = index.puts;
  for (const [said, expected] of [
    [null, []],
    [ours({ conditions: ['mountainous'] }), ['a']],
    [ours({ conditions: ['coastal', 'miền núi'] }), ['a', 'b']],
    [ours({ conditions: ['đô thị'] }), []],
  ] as const) {
    source.ours = said;
    for (const text of ['cap', ''])
      expect(found(await search.query(query(text, { facets: { like: ['conditions'] } })))).toEqual(expected);
  }
  expect(index.puts).toBe(indexed);
});

it('is typed in both languages, and understood only where our office said something to compare', async () => {
  const source = threePlaces();
  source.ours = ours({ population: 500, conditions: ['miền núi'] });
  const { search } = await searchIn(source);
  for (const [typed, expected] of [
    ['cap điềukiện:"cùng điều kiện"', ['a']],
    ['cap like:conditions', ['a']],
    ['cap như-nơi-mình:"dân số tương đương"', ['a', 'b']],
    ['cap -like:"similar population"', ['c']],
    ['điềukiện:"cùng cấp áp dụng"', ['a']],
  ] as const) {
    const answer = await search.query(query(`${typed} `));
    expect(found(answer), typed).toEqual(expected);
    expect(answer.understood, typed).toHaveLength(1);
  }
  source.ours = ours({});
  const answer = await search.query(query('like:conditions '));
  expect(answer.understood).toBeUndefined();
  expect(answer.notUnderstood).toMatchObject([{ problem: 'value', facet: 'like' }]);
});
