import type { PracticeRow } from '#shared/contract/lists';

type Compare = (a: PracticeRow, b: PracticeRow) => number;

export function rowsById(rows: readonly PracticeRow[]): ReadonlyMap<string, PracticeRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** The sorted rows once the named ones are as they are now; a named one that is not among `changed` is gone. */
export function withChanged(
  sorted: readonly PracticeRow[],
  ids: readonly string[],
  changed: readonly PracticeRow[],
  compare: Compare,
): readonly PracticeRow[] {
  const named = new Set(ids);
  const next = sorted.filter(({ id }) => !named.has(id));
  for (const row of changed) next.splice(placeFor(next, row, compare), 0, row);
  return next;
}

/** Each id once. */
export function joined(ids: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...ids, ...more])];
}

/** Where a row belongs in a sorted list: behind those that are equal. */
function placeFor(rows: readonly PracticeRow[], row: PracticeRow, compare: Compare): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = rows[middle];
    if (other && compare(row, other) < 0) to = middle;
    else from = middle + 1;
  }
  return from;
}
