import type { Node } from '@tiptap/pm/model';

/** Above this many pairs the middle is matched in one pass: typing changes one or two blocks at a time. */
const mostPairs = 40_000;

/** Lengths of the longest common subsequences of the tails of two lists. */
function tailLengths(before: readonly Node[], after: readonly Node[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (y: number, x: number): number => lengths[y]?.[x] ?? 0;
  for (let y = before.length - 1; y >= 0; y -= 1) {
    for (let x = after.length - 1; x >= 0; x -= 1) {
      const [left, right] = [before[y], after[x]];
      const row = lengths[y];
      if (!left || !right || !row) continue;
      row[x] = left.eq(right) ? at(y + 1, x + 1) + 1 : Math.max(at(y + 1, x), at(y, x + 1));
    }
  }
  return lengths;
}

function matchMiddle(before: readonly Node[], after: readonly Node[]): (number | null)[] {
  if (before.length * after.length > mostPairs) return after.map(() => null);
  const lengths = tailLengths(before, after);
  let y = 0;
  return after.map((node, x) => {
    while (y < before.length && (lengths[y + 1]?.[x] ?? 0) === (lengths[y]?.[x] ?? 0)) y += 1;
    if (y >= before.length || before[y]?.eq(node) !== true) return null;
    y += 1;
    return y - 1;
  });
}

/** For each node of `after` the index of the equal node of `before` that it is, in order; null for a new one. */
export function alignBlocks(before: readonly Node[], after: readonly Node[]): (number | null)[] {
  const most = Math.min(before.length, after.length);
  const same = (y: number, x: number): boolean => {
    const [left, right] = [before[y], after[x]];
    return left !== undefined && right !== undefined && left.eq(right);
  };
  let head = 0;
  while (head < most && same(head, head)) head += 1;
  let tail = 0;
  while (tail < most - head && same(before.length - 1 - tail, after.length - 1 - tail)) tail += 1;
  const middle = matchMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return after.map((_, x) => {
    if (x < head) return x;
    if (x >= after.length - tail) return before.length - after.length + x;
    const found = middle[x - head] ?? null;
    return found === null ? null : found + head;
  });
}

/**
 * Where the changed block `index` stood among the `count` blocks of before, as `alignBlocks` matched them: known where as
 * many blocks are new as went between the same neighbours; null otherwise.
 */
export function changedPlace(from: readonly (number | null)[], index: number, count: number): number | null {
  let above = index;
  while (above >= 0 && (from[above] ?? null) === null) above -= 1;
  let below = index;
  while (below < from.length && (from[below] ?? null) === null) below += 1;
  const start = (from[above] ?? -1) + 1;
  const end = from[below] ?? count;
  return end - start === below - above - 1 ? start + index - above - 1 : null;
}
