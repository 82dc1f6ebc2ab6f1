import type { PracticeRow } from '#shared/contract/lists';

/** How many of the chosen practices name each field, most first; under `''` those that name none. */
export function countFields(
  items: readonly string[],
  practices: ReadonlyMap<string, PracticeRow>,
): [string, number][] {
  const counts = new Map<string, number>();
  for (const id of items) {
    const fields = practices.get(id)?.fields ?? [];
    for (const key of fields.length === 0 ? [''] : new Set(fields))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b));
}
