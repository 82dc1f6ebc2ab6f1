import type { IndexAnswer } from '#core/search/search-index';
import { type FacetName, facetNames, type FacetSelection } from '#shared/model/search';

/**
 * The documents that agree with the selection, and counts by facet. A facet's own selection is left out of its counts:
 * each says how many hits there would be with that value alone. Selected values are listed even at 0. Documents with a
 * value in `without` are neither chosen nor counted.
 */
export function applyFacets<T extends { readonly facets: Readonly<Record<FacetName, readonly string[]>> }>(
  found: readonly T[],
  selection: FacetSelection,
  without: FacetSelection = {},
): { chosen: T[]; counts: IndexAnswer['facets'] } {
  const selected = facetNames.map((name) => new Set(selection[name]));
  const counts = selected.map((values) => new Map([...values].map((value) => [value, 0])));
  const excluded = facetNames.filter((name) => (without[name] ?? []).length > 0);
  const chosen = found.filter(({ facets }) => {
    if (excluded.some((name) => facets[name].some((value) => without[name]?.includes(value)))) return false;
    const failing = facetNames.filter((name, at) => !agrees(facets[name], selected[at]));
    facetNames.forEach((name, at) => {
      const counted = counts[at];
      if (!counted || failing.some((other) => other !== name)) return;
      for (const value of new Set(facets[name])) counted.set(value, (counted.get(value) ?? 0) + 1);
    });
    return failing.length === 0;
  });
  return { chosen, counts: Object.fromEntries(facetNames.map((name, at) => [name, sorted(counts[at])])) };
}

function agrees(values: readonly string[], selected: ReadonlySet<string> | undefined): boolean {
  return selected === undefined || selected.size === 0 || values.some((value) => selected.has(value));
}

function sorted(counts: ReadonlyMap<string, number> | undefined): { value: string; count: number }[] {
  const list = Array.from(counts ?? [], ([value, count]) => ({ value, count }));
  return list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
