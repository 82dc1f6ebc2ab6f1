/** One line of the list of chosen practices. */
export type ChosenLine =
  | { readonly type: 'group'; readonly key: string; readonly place: number; readonly count: number }
  | { readonly type: 'item'; readonly key: string; readonly index: number; readonly group: string };

/** The chosen practices with the names of their groups between them, where they are grouped. */
export function chosenLines(
  ordered: readonly string[],
  groupKeys: readonly string[] | null,
  fieldOf: (id: string) => string,
): ChosenLine[] {
  const counts = new Map<string, number>();
  for (const id of ordered) counts.set(fieldOf(id), (counts.get(fieldOf(id)) ?? 0) + 1);
  const places = new Map(groupKeys?.map((key, place) => [key, place]));
  let last: string | undefined;
  return ordered.flatMap((id, index): ChosenLine[] => {
    const group = fieldOf(id);
    const item: ChosenLine = { type: 'item', key: id, index, group };
    if (groupKeys === null || group === last) return [item];
    last = group;
    const heading = { key: group, place: places.get(group) ?? 0, count: counts.get(group) ?? 0 };
    return [{ type: 'group', ...heading }, item];
  });
}

/** True where an item would leave its group by moving one place up (-1) or down (1). */
export function isAtEdge(
  ordered: readonly string[],
  index: number,
  by: -1 | 1,
  fieldOf: ((id: string) => string) | null,
): boolean {
  const here = ordered[index];
  const next = ordered[index + by];
  if (here === undefined || next === undefined) return true;
  return fieldOf !== null && fieldOf(here) !== fieldOf(next);
}
