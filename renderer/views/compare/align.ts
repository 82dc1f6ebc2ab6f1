import { normalise } from '#shared/model/text';

/** What stands in one row: for each column its own entries, in their order. */
interface Aligned<T> {
  readonly key: string;
  readonly cells: readonly (readonly T[])[];
}

/**
 * Entries of several columns with those of the same key in one row. Rows stand where their key comes first, reading column by
 * column; every entry stands in exactly one row, and in its own column.
 */
export function align<T>(columns: readonly (readonly T[])[], keyOf: (entry: T) => string): Aligned<T>[] {
  const rows = new Map<string, T[][]>();
  for (const [column, entries] of columns.entries())
    for (const entry of entries) {
      const key = keyOf(entry);
      const row = rows.get(key) ?? columns.map(() => []);
      row[column]?.push(entry);
      rows.set(key, row);
    }
  return Array.from(rows, ([key, cells]) => ({ key, cells }));
}

/** Spelling that makes no difference: case, spaces, composed or not. Accents do: they are other words. */
export function sameWords(text: string | undefined): string {
  return normalise(text ?? '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

interface Measured {
  readonly indicator: string;
  readonly unit?: string | undefined;
}

/** Results with one row for each indicator and unit; the units of one indicator stand below one another, never mixed. */
export function alignResults<T extends Measured>(columns: readonly (readonly T[])[]): Aligned<T>[] {
  return align(columns, ({ indicator }) => sameWords(indicator)).flatMap((row) =>
    align(row.cells, ({ unit }) => sameWords(unit)).map(({ key, cells }) => ({
      key: JSON.stringify([row.key, key]),
      cells,
    })),
  );
}
