/** The field under which each item stands: the first one that it names, or `''`. */
type FieldOf = (id: string) => string;

/**
 * The groups that occur, in their order: first those of `groups`, then others as their first item comes; what names no
 * field is last unless `groups` says otherwise.
 */
export function groupKeys(items: readonly string[], fieldOf: FieldOf, groups: readonly string[]): string[] {
  const found = new Set(items.map(fieldOf));
  const listed = [...new Set(groups)].filter((key) => found.has(key));
  const others = [...found].filter((key) => !listed.includes(key));
  return [...listed, ...others.filter((key) => key !== ''), ...others.filter((key) => key === '')];
}

/** The items group by group; within a group they keep their order. All as they are where `groups` is null. */
export function arranged(
  items: readonly string[],
  fieldOf: FieldOf,
  groups: readonly string[] | null,
): readonly string[] {
  if (groups === null) return items;
  const byKey = new Map<string, string[]>(groupKeys(items, fieldOf, groups).map((key) => [key, []]));
  for (const id of items) byKey.get(fieldOf(id))?.push(id);
  return [...byKey.values()].flat();
}

/** The order of groups once `key` stands before the group that is at `to` now; groups that do not occur stay behind. */
export function withGroupMoved(
  keys: readonly string[],
  groups: readonly string[],
  key: string,
  to: number,
): string[] {
  const from = keys.indexOf(key);
  const absent = groups.filter((other) => !keys.includes(other));
  if (from < 0) return [...keys, ...absent];
  const place = Math.max(0, Math.min(keys.length, to)) - (from < to ? 1 : 0);
  return [...keys.toSpliced(from, 1).toSpliced(place, 0, key), ...absent];
}
