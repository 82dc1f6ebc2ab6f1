import type { OwnFacet, SearchDocument } from '#core/search/search-index';
import { numbersIn, type Sections, textsIn } from '#core/search/store/section-file';
import { type FacetName, facetNames } from '#shared/model/search';

/** What a segment knows of its documents beside their words. */
export type DocumentRow = Pick<
  SearchDocument,
  'id' | 'fingerprint' | 'facets' | 'circumstances' | 'sortKeys'
>;

const ownFacets = facetNames.filter((name): name is OwnFacet => name !== 'like');

const sortKeys = ['period', 'changedAt', 'evidence'] as const;
export type SortKey = (typeof sortKeys)[number];

/** The values of one facet: each document's are `value[start[document]]` up to `value[start[document + 1]]`. */
export interface FacetColumn {
  readonly values: readonly string[];
  readonly start: Uint32Array;
  readonly value: Uint32Array;
}

/** Rows turned into columns: one array for each thing known, by document. */
export interface DocumentColumns {
  readonly ids: readonly string[];
  readonly fingerprints: readonly string[];
  readonly sortKeys: Readonly<Record<SortKey, Float64Array>>;
  /** `like` has no values here: see `LikeColumns`. */
  readonly facets: Readonly<Record<FacetName, FacetColumn>>;
  readonly circumstances: FacetColumn;
}

export function columnsOf(rows: readonly DocumentRow[]): DocumentColumns {
  return {
    ids: rows.map(({ id }) => id),
    fingerprints: rows.map(({ fingerprint }) => fingerprint),
    sortKeys: record(sortKeys, (key) => Float64Array.from(rows, (row) => row.sortKeys[key])),
    facets: withoutLike(
      rows.length,
      record(ownFacets, (name) => facetColumn(rows.map(({ facets }) => facets[name]))),
    ),
    circumstances: facetColumn(rows.map(({ circumstances = [] }) => circumstances)),
  };
}

export function rowOfDocument(columns: DocumentColumns, document: number): DocumentRow {
  return {
    id: columns.ids[document] ?? '',
    fingerprint: columns.fingerprints[document] ?? '',
    sortKeys: record(sortKeys, (key) => columns.sortKeys[key][document] ?? 0),
    facets: record(ownFacets, (name) => valuesIn(columns.facets[name], document)),
    circumstances: valuesIn(columns.circumstances, document),
  };
}

function valuesIn({ values, start, value }: FacetColumn, document: number): string[] {
  const numbers = value.subarray(start[document], start[document + 1]);
  return Array.from(numbers, (number) => values[number] ?? '');
}

export function columnSections({
  ids,
  fingerprints,
  sortKeys: keys,
  facets,
  circumstances,
}: DocumentColumns): Sections {
  const columns = [
    ...ownFacets.map((name) => [name, facets[name]] as const),
    ['place', circumstances] as const,
  ];
  return {
    ids,
    fingerprints,
    ...Object.fromEntries(sortKeys.map((key) => [`sort.${key}`, keys[key]])),
    ...Object.fromEntries(
      columns.flatMap(([name, { values, start, value }]): [string, Sections[string]][] => [
        [`facet.${name}.values`, values],
        [`facet.${name}.start`, start],
        [`facet.${name}.value`, value],
      ]),
    ),
  };
}

/** The columns in these sections. Fails with `DamagedFile` where one is missing. */
export function columnsIn(sections: Sections): DocumentColumns {
  const ids = textsIn(sections, 'ids');
  const column = (name: string): FacetColumn => ({
    values: textsIn(sections, `facet.${name}.values`),
    start: numbersIn(sections, `facet.${name}.start`, 'u32'),
    value: numbersIn(sections, `facet.${name}.value`, 'u32'),
  });
  return {
    ids,
    fingerprints: textsIn(sections, 'fingerprints'),
    sortKeys: record(sortKeys, (key) => numbersIn(sections, `sort.${key}`, 'f64')),
    facets: withoutLike(ids.length, record(ownFacets, column)),
    circumstances: column('place'),
  };
}

function withoutLike(
  documents: number,
  facets: Record<OwnFacet, FacetColumn>,
): Record<FacetName, FacetColumn> {
  return { ...facets, like: { values: [], start: new Uint32Array(documents + 1), value: new Uint32Array() } };
}

function facetColumn(lists: readonly (readonly string[])[]): FacetColumn {
  const numbers = new Map<string, number>();
  const start = new Uint32Array(lists.length + 1);
  const value: number[] = [];
  lists.forEach((list, document) => {
    for (const one of new Set(list)) {
      const number = numbers.get(one) ?? numbers.size;
      numbers.set(one, number);
      value.push(number);
    }
    start[document + 1] = value.length;
  });
  return { values: [...numbers.keys()], start, value: Uint32Array.from(value) };
}

function record<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;
}
