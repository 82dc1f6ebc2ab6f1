import { describe, expect, it } from 'vitest';
import { facetValueLabel, facetValues } from '#renderer/views/search/facet-values';
import { hitRows } from '#renderer/views/search/hit-rows';
import { mayDescribe } from '#renderer/views/search/likeness-words';
import { withoutWord } from '#renderer/views/search/without-word';
import { fakePractice, openLibrary } from '#tests/support/fake-backend';
import { vi } from '#shared/messages/vi';
import type { Province } from '#shared/model/province';
import type { Hit, SearchAnswer } from '#shared/model/search';

const hit = (id: string, tier: Hit['tier']): Hit => ({
  practice: fakePractice({ id, title: id }).summary,
  title: [],
  passage: [],
  foundIn: [],
  tier,
});

describe('rows', () => {
  const types = (...tiers: Hit['tier'][]): string[] =>
    hitRows(tiers.map((tier, index) => hit(String(index), tier))).map((row) =>
      row.type === 'divider' ? row.tier : row.hit.practice.id,
    );

  it('have a divider before each weaker kind of match', () => {
    expect(types('exact', 'folded', 'folded', 'some')).toEqual(['0', 'folded', '1', '2', 'some', '3']);
  });

  it('have none before exact matches, and one where there are no exact ones', () => {
    expect(types('exact', 'exact')).toEqual(['0', '1']);
    expect(types('folded')).toEqual(['folded', '0']);
    expect(types()).toEqual([]);
  });
});

describe('a query without a word', () => {
  it.each([
    ['ngầm hóa zzz', 'zzz', 'ngầm hóa'],
    ['ngầm hóa ZZZ, cáp', 'zzz', 'ngầm hóa cáp'],
    ['NGẦM "hoá"', 'hóa', 'NGẦM'],
    ['zzz', 'zzz', ''],
    ['a zzzz', 'zzz', 'a zzzz'],
  ])('%j without %j is %j', (text, word, rest) => {
    expect(withoutWord(text, word)).toBe(rest);
  });
});

const province = (
  id: string,
  name: string,
  successor: string | null,
  predecessors: string[] = [],
): Province => ({
  id,
  code: id.slice(0, 2),
  name,
  nameFull: name,
  nameEn: name,
  type: 'city',
  region: '',
  regionEn: '',
  validFrom: '2025-07-01',
  validTo: successor === null ? null : '2025-07-01',
  successor,
  predecessors,
  aliases: [],
  basis: '',
});
const provinces = new Map(
  [
    province('79@2025-07-01', 'Hồ Chí Minh', null, ['74@2008-08-01', '79@2008-08-01']),
    province('79@2008-08-01', 'Hồ Chí Minh', '79@2025-07-01'),
    province('74@2008-08-01', 'Bình Dương', '79@2025-07-01'),
  ].map((entry) => [entry.id, entry]),
);
const app = {
  messages: vi as never,
  open: null,
  language: 'vi' as const,
  provinces,
  reference: {
    provinces: [],
    fields: [{ key: 'ha-tang-so', vi: 'Hạ tầng số', en: 'x', group: '' }],
    topics: [],
    sources: [],
  },
};
const answer = (facets: SearchAnswer['facets']): SearchAnswer => ({
  total: 1,
  hits: [],
  facets,
  took: 1,
  unknownWords: [],
  suggestion: null,
});

describe('facets', () => {
  it('name provinces with those that were merged into them, but not with themselves', () => {
    const [line] = facetValues(
      'province',
      answer({ province: [{ value: '79@2025-07-01', count: 2 }] }),
      [],
      app,
    );
    expect(line).toMatchObject({ label: 'Hồ Chí Minh', note: 'gồm Bình Dương', count: 2, chosen: false });
  });

  it('keep what is chosen even where nothing is left of it', () => {
    const lines = facetValues('field', answer({}), ['ha-tang-so'], app);
    expect(lines).toMatchObject([{ label: 'Hạ tầng số', count: 0, chosen: true }]);
  });

  it('put the newest period and the strongest confirmation first', () => {
    const count = 1;
    const periods = ['2024-Q4', '2025-6M', '2025-Q3', '2025-Y'].map((value) => ({ value, count }));
    expect(facetValues('period', answer({ period: periods }), [], app).map(({ label }) => label)).toEqual([
      'Năm 2025',
      'Quý III/2025',
      '6 tháng đầu năm 2025',
      'Quý IV/2024',
    ]);
    const evidence = ['self-reported', 'applied-elsewhere'].map((value) => ({ value, count }));
    expect(facetValues('evidence', answer({ evidence }), [], app)[0]?.label).toBe('Đã áp dụng tại nơi khác');
  });

  describe('that compare with our place', () => {
    const office = {
      format: '1.0',
      officeId: '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
      names: [{ name: 'Sở' }],
      level: 'province' as const,
      keys: [],
    };
    const at = (said: object) => ({ ...app, open: { ...openLibrary, office: { ...office, ...said } } });
    const count = 1;
    const like = ['level', 'population', 'conditions'].map((value) => ({ value, count }));

    it('say in what, and with whom', () => {
      const said = { conditions: ['Miền Núi', 'vùng lúa'], population: 500_000 };
      const lines = facetValues('like', { ...answer({ like }), total: 2 }, [], at(said));
      expect(lines.map(({ label, note }) => [label, note])).toEqual([
        ['Cùng điều kiện (miền núi, vùng lúa)', 'ít nhất một điều kiện'],
        ['Dân số tương đương', 'từ 250.000 đến 1.000.000 người'],
        ['Cùng cấp áp dụng', 'Toàn tỉnh, thành phố'],
      ]);
    });

    it('name the level only where it tells some practices from others', () => {
      const only = answer({ like: [{ value: 'level', count }] });
      expect(facetValues('like', only, [], at({}))).toEqual([]);
      expect(facetValues('like', only, ['level'], at({}))).toHaveLength(1);
      expect(facetValues('like', { ...only, total: 2 }, [], at({}))).toHaveLength(1);
    });

    it('ask for a description only while there is none, and where one can be given', () => {
      expect(mayDescribe(at({}))).toBe(true);
      expect(mayDescribe(at({ conditions: ['đô thị'] }))).toBe(false);
      expect(mayDescribe(at({ population: 1 }))).toBe(false);
      expect(mayDescribe({ open: openLibrary }), 'no office yet').toBe(false);
      expect(mayDescribe({ open: { ...openLibrary, office, readOnly: true } })).toBe(false);
    });
  });

  it.each(['constructor', '__proto__', 'toString', '<b>'])('show an unknown value %j as it is', (value) => {
    for (const facet of [
      'like',
      'evidence',
      'has',
      'language',
      'field',
      'topic',
      'office',
      'province',
    ] as const) {
      expect(facetValueLabel(facet, value, app)).toBe(value);
    }
  });
});
