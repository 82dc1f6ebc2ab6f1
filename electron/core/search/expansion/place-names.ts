import { termWords } from '#core/search/expansion/alternative';
import type { Province } from '#shared/model/province';

/** All ways of writing the name of one province, over all its records; none where there is only one. */
export function placeNames(provinces: Iterable<Province>): string[][] {
  const byName = new Map<string, Map<string, string>>();
  for (const { name, aliases } of provinces) {
    const spellings = byName.get(name) ?? new Map<string, string>();
    byName.set(name, spellings);
    for (const spelling of [name, ...aliases]) {
      const key = keyOf(spelling);
      if (!spellings.has(key)) spellings.set(key, spelling);
    }
  }
  return [...byName.values()].map((spellings) => [...spellings.values()]).filter(({ length }) => length > 1);
}

/** By exact words: accents matter, marks between words do not. */
function keyOf(name: string): string {
  return termWords(name)
    .map(({ exact }) => exact)
    .join(' ');
}
