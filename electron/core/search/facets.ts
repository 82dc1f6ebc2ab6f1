import type { IndexAnswer } from '#core/search/search-index';
import { type FacetName, facetNames, type FacetSelection } from '#shared/model/search';

/**
 * The documents that agree with the selection, and counts by facet. A facet's own selection is left out of its counts:
 * each says how many hits there would be with that value alone. Selected values are listed even at 0. Documents with a
 * value in `without` are neither chosen nor counted.
 */
export function applyFacets<T>(
  found: readonly T[],
  valuesOf: (document: T, name: FacetName) => readonly string[],
  { selection, without = {} }: { selection: FacetSelection; without?: FacetSelection | undefined },
): { chosen: T[]; counts: IndexAnswer['facets'] } {
  const selected = namesIn(selection);
  const excluded = namesIn(without);
  const counts = facetNames.map((name) => new Map((selection[name] ?? []).map((value) => [value, 0])));
  const has = (document: T, name: FacetName, values: FacetSelection): boolean =>
    valuesOf(document, name).some((value) => values[name]?.includes(value) === true);
  const chosen: T[] = [];
  for (const document of found) {
    if (excluded.some((name) => has(document, name, without))) continue;
    const failing = selected.filter((name) => !has(document, name, selection));
    if (failing.length === 0) chosen.push(document);
    if (failing.length > 1) continue;
    const [only] = failing;
    counts.forEach((counted, at) => {
      const name = facetNames[at];
      if (name && (only === undefined || only === name)) count(valuesOf(document, name), counted);
    });
  }
  return { chosen, counts: Object.fromEntries(facetNames.map((name, at) => [name, sorted(counts[at])])) };
}

function namesIn(selection: FacetSelection): FacetName[] {
  return facetNames.filter((name) => (selection[name] ?? []).length > 0);
}

/** Each value once. */
function count(values: readonly string[], counted: Map<string, number>): void {
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as string;
    if (at > 0 && values.indexOf(value) < at) continue;
    counted.set(value, (counted.get(value) ?? 0) + 1);
  }
}

function sorted(counts: ReadonlyMap<string, number> | undefined): { value: string; count: number }[] {
  const list = Array.from(counts ?? [], ([value, count]) => ({ value, count }));
  return list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
