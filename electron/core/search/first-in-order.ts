/** The first `most` of the items in this order, without putting all the others in order. */
export function firstInOrder<T>(items: readonly T[], most: number, compare: (a: T, b: T) => number): T[] {
  const kept: T[] = [];
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(item, last) > 0) continue;
    kept.push(item);
    if (kept.length < most * 2) continue;
    kept.sort(compare).length = most;
    last = kept.at(-1);
  }
  return kept.sort(compare).slice(0, most);
}
