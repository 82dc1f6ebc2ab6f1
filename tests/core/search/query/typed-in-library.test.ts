import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LibrarySearch } from '#core/search/library-search';
import { createSearchReference } from '#core/search/search-document';
import type { FacetSelection, SearchAnswer } from '#shared/model/search';
import { query, reference, TestSource } from '#tests/core/search/samples';
import { ThreadlessIndex } from '#tests/core/search/threadless-index';

const places = ['31@2025-07-01', '31@2008-08-01', '74@2008-08-01', '79@2025-07-01', '42@2008-08-01', null];
const periods = ['2024-Q3', '2024-Q4', '2025-Q4', '2024-Y', null];

/** Words that are there while the name of a filter is typed and still a word like any other. */
const firstLetters = 'c q t n l quý tên năm lĩnh v vực có';

async function searchIn(source: TestSource): Promise<LibrarySearch> {
  const search = new LibrarySearch({
    source,
    reference: createSearchReference(reference),
    createIndex: () => new ThreadlessIndex(),
    changed: () => undefined,
  });
  onTestFinished(() => search.close());
  while (!search.state.ready) await new Promise((resolve) => setTimeout(resolve, 2));
  return search;
}

function library(): Promise<LibrarySearch> {
  const source = new TestSource();
  for (let at = 0; at < 30; at += 1)
    source.set(
      `p${String(at).padStart(2, '0')}`,
      at % 3 === 0 ? 'Ngầm hóa cáp' : 'Cấp nước',
      `Bước ${String(at)}. ${firstLetters}`,
      {
        province: places[at % places.length] ?? null,
        period: periods[at % periods.length] ?? null,
        office: at % 2 === 0 ? 'Sở Khoa học và Công nghệ' : 'UBND xã',
        fields: at % 4 === 0 ? ['ha-tang-so'] : [],
        hasFigures: at % 5 === 0,
        status: at % 7 === 0 ? 'approved' : 'draft',
      },
    );
  return searchIn(source);
}

const ids = ({ hits }: SearchAnswer): string[] => hits.map(({ practice }) => practice.id);

/** A filter as it is typed, and what to choose among the facets instead. */
const filters = fc.constantFrom<{ typed: string; facets: FacetSelection }>(
  { typed: 'tỉnh:"Hải Phòng"', facets: { province: ['31@2025-07-01'] } },
  { typed: 'province:"binh duong"', facets: { province: ['74@2008-08-01'] } },
  { typed: 'vùng:"Bắc Trung Bộ"', facets: { region: ['Bắc Trung Bộ'] } },
  { typed: 'quý:IV/2024', facets: { period: ['2024-Q4'] } },
  { typed: 'năm:2024', facets: { period: ['2024-Q3', '2024-Q4', '2024-Y'] } },
  { typed: 'lĩnh vực:hạ tầng số', facets: { field: ['ha-tang-so'] } },
  { typed: 'office:ubnd', facets: { office: ['UBND xã'] } },
  { typed: 'có:"số liệu"', facets: { has: ['figures'] } },
  { typed: 'status:approved', facets: { status: ['approved'] } },
);

describe('a typed filter', () => {
  it('is the same as the value chosen among the facets, with words and without', async () => {
    const search = await library();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(filters, { maxLength: 3, selector: ({ typed }) => typed }),
        fc.nat(3),
        fc.constantFrom('', 'cap', '"ngầm hóa"', 'xyz'),
        async (list, byHand, words) => {
          const joined = (some: typeof list): FacetSelection => {
            const all = new Map<string, string[]>();
            for (const { facets } of some)
              for (const [facet, values] of Object.entries(facets))
                all.set(facet, [...(all.get(facet) ?? []), ...values]);
            return Object.fromEntries(all);
          };
          const chosen = await search.query(query(`${words} `, { facets: joined(list) }));
          const typed = await search.query(
            query(
              `${list
                .slice(byHand)
                .map((one) => one.typed)
                .join(' ')} ${words} `,
              {
                facets: joined(list.slice(0, byHand)),
              },
            ),
          );
          expect(ids(typed)).toEqual(ids(chosen));
          expect([typed.total, typed.facets]).toEqual([chosen.total, chosen.facets]);
          expect(typed.understood ?? []).toHaveLength(Math.max(0, list.length - byHand));
          expect([chosen.understood, chosen.notUnderstood, typed.notUnderstood]).toEqual([
            undefined,
            undefined,
            undefined,
          ]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('after a minus sign leaves out just what it would have found', async () => {
    const search = await library();
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom('', 'cap '), async ({ typed }, words) => {
        const all = await search.query(query(words));
        const chosen = new Set(ids(await search.query(query(`${typed} ${words}`))));
        const others = await search.query(query(`-${typed} ${words}`));
        expect(ids(others)).toEqual(ids(all).filter((id) => !chosen.has(id)));
        expect(others.total).toBe(all.total - chosen.size);
        expect(others.understood?.[0]?.excluded).toBe(true);
        for (const { value, count } of others.facets.office ?? [])
          expect(count).toBe(
            ids(await search.query(query(`-${typed} ${words}`, { facets: { office: [value] } }))).length,
          );
      }),
      { numRuns: 60 },
    );
  });

  it('counts for questions about some practices as well', async () => {
    const search = await library();
    const some = ['p00', 'p01', 'p02', 'p03', 'p04', 'p05'];
    const found = await search.matching(
      { text: 'tỉnh:"Hải Phòng" cap ', facets: {}, sort: 'relevance' },
      some,
    );
    expect(found).toEqual(['p00', 'p01']);
    expect(
      await search.matching({ text: '-tỉnh:"Hải Phòng"', facets: {}, sort: 'newest' }, some),
    ).toHaveLength(4);
  });

  it('that is not understood is said, and its words are searched', async () => {
    const search = await library();
    const answer = await search.query(query('tỉnh:"Hải Phongg" cap '));
    expect(answer.notUnderstood).toEqual([
      {
        problem: 'value',
        facet: 'province',
        typed: 'tỉnh:"Hải Phongg"',
        pending: false,
        corrections: [{ label: 'Hải Phòng', typed: 'tỉnh:"Hải Phòng"' }],
      },
    ]);
    expect((await search.query(query('tỉnh:"hóa ngầm" '))).total).toBe(10);
    expect((await search.query(query('*a* cap '))).notUnderstood).toBeUndefined();
  });
});

it('a status that changed is found, though the text is the same', async () => {
  const source = new TestSource();
  source.set('a', 'Ngầm hóa cáp', '', { status: 'draft' });
  const search = await searchIn(source);
  const approved = async (): Promise<string[]> =>
    ids(await search.query(query('trạng thái:"đã duyệt" cáp ')));
  expect(await approved()).toEqual([]);
  source.set('a', 'Ngầm hóa cáp', '', { status: 'approved' });
  source.announce('a');
  await expect.poll(approved).toEqual(['a']);
});

describe('what is typed letter by letter', () => {
  it.each([
    'cáp tỉnh:"Hải Phòng" quý:4/2024',
    'quý:4/2024 +cáp',
    'tên:"ngầm hóa" -"cấp nước"',
    'cap -tỉnh:"Hà Tĩnh" có:"số liệu"',
    'năm:2024 ng*m',
    'tên:ngầm~ lĩnh vực:"hạ tầng số"',
  ])('never empties the page: %s', async (whole) => {
    const search = await library();
    for (let length = 0; length <= whole.length; length += 1) {
      const text = whole.slice(0, length);
      expect([text, (await search.query(query(text))).total > 0]).toEqual([text, true]);
    }
  });
});
