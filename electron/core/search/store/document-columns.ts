import type { SearchDocument } from '#core/search/search-index';
import { numbersIn, type Sections, textsIn } from '#core/search/store/section-file';
import { type FacetName, facetNames } from '#shared/model/search';

/** What a segment knows of its documents beside their words. */
export type DocumentRow = Pick<SearchDocument, 'id' | 'fingerprint' | 'facets' | 'sortKeys'>;

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
  readonly facets: Readonly<Record<FacetName, FacetColumn>>;
}

export function columnsOf(rows: readonly DocumentRow[]): DocumentColumns {
  return {
    ids: rows.map(({ id }) => id),
    fingerprints: rows.map(({ fingerprint }) => fingerprint),
    sortKeys: record(sortKeys, (key) => Float64Array.from(rows, (row) => row.sortKeys[key])),
    facets: record(facetNames, (name) => facetColumn(rows.map(({ facets }) => facets[name]))),
  };
}

export function rowOfDocument(columns: DocumentColumns, document: number): DocumentRow {
  return {
    id: columns.ids[document] ?? '',
    fingerprint: columns.fingerprints[document] ?? '',
    sortKeys: record(sortKeys, (key) => columns.sortKeys[key][document] ?? 0),
    facets: record(facetNames, (name) => {
      const { values, start, value } = columns.facets[name];
      const numbers = value.subarray(start[document], start[document + 1]);
      return Array.from(numbers, (number) => values[number] ?? '');
    }),
  };
}

export function columnSections({ ids, fingerprints, sortKeys: keys, facets }: DocumentColumns): Sections {
  return {
    ids,
    fingerprints,
    ...Object.fromEntries(sortKeys.map((key) => [`sort.${key}`, keys[key]])),
    ...Object.fromEntries(
      facetNames.flatMap((name): [string, Sections[string]][] => [
        [`facet.${name}.values`, facets[name].values],
        [`facet.${name}.start`, facets[name].start],
        [`facet.${name}.value`, facets[name].value],
      ]),
    ),
  };
}

/** The columns in these sections. Fails with `DamagedFile` where one is missing. */
export function columnsIn(sections: Sections): DocumentColumns {
  return {
    ids: textsIn(sections, 'ids'),
    fingerprints: textsIn(sections, 'fingerprints'),
    sortKeys: record(sortKeys, (key) => numbersIn(sections, `sort.${key}`, 'f64')),
    facets: record(facetNames, (name) => ({
      values: textsIn(sections, `facet.${name}.values`),
      start: numbersIn(sections, `facet.${name}.start`, 'u32'),
      value: numbersIn(sections, `facet.${name}.value`, 'u32'),
    })),
  };
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
