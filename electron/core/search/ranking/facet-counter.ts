import type { DocumentColumns } from '#core/search/store/document-columns';
import { type FacetName, facetNames, type FacetSelection, type SearchAnswer } from '#shared/model/search';

/** Values of one facet, as numbers of a segment. */
interface Chosen {
  readonly facet: number;
  readonly numbers: ReadonlySet<number>;
}

/**
 * Counts the values of all facets over the documents that answer, and says which of these agree with the selection.
 * Within a facet the selected values are alternatives, facets restrict each other, and a facet's counts leave its own
 * selection out: each says how many hits there would be with that value alone.
 */
export class FacetCounter {
  readonly #columns: DocumentColumns;
  readonly #selected: readonly Chosen[];
  readonly #excluded: readonly Chosen[];
  /** Facets of which any document has a value: the others need not be counted. */
  readonly #filled: readonly number[];
  readonly #counts: readonly Uint32Array[];

  constructor(columns: DocumentColumns, selection: FacetSelection, without: FacetSelection = {}) {
    this.#columns = columns;
    this.#counts = facetNames.map((name) => new Uint32Array(columns.facets[name].values.length));
    this.#filled = this.#counts.flatMap(({ length }, facet) => (length > 0 ? [facet] : []));
    this.#selected = chosenIn(columns, selection);
    this.#excluded = chosenIn(columns, without);
  }

  /** Counts a document that answers; true when it agrees with the whole selection. One that is excluded counts nowhere. */
  count(document: number): boolean {
    let failing = -1;
    for (const excluded of this.#excluded) if (this.#hasAny(excluded, document)) return false;
    for (const selected of this.#selected) {
      if (this.#hasAny(selected, document)) continue;
      // Two facets fail: it counts nowhere.
      if (failing !== -1) return false;
      failing = selected.facet;
    }
    for (const facet of this.#filled) if (failing === -1 || failing === facet) this.#add(facet, document);
    return failing === -1;
  }

  /** What was counted so far, by facet and value. */
  counts(): Map<FacetName, Map<string, number>> {
    return new Map(
      facetNames.map((name, facet) => {
        const { values } = this.#columns.facets[name];
        const counted = values.map((value, at): [string, number] => [value, this.#counts[facet]?.[at] ?? 0]);
        return [name, new Map(counted.filter(([, count]) => count > 0))];
      }),
    );
  }

  #hasAny({ facet, numbers }: Chosen, document: number): boolean {
    const { start, value } = this.#column(facet);
    for (let at = start[document] ?? 0; at < (start[document + 1] ?? 0); at += 1)
      if (numbers.has(value[at] ?? -1)) return true;
    return false;
  }

  #add(facet: number, document: number): void {
    const { start, value } = this.#column(facet);
    const counts = this.#counts[facet];
    for (let at = start[document] ?? 0; counts && at < (start[document + 1] ?? 0); at += 1) {
      const number = value[at] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }

  #column(facet: number): DocumentColumns['facets'][FacetName] {
    return this.#columns.facets[facetNames[facet] ?? 'province'];
  }
}

function chosenIn(columns: DocumentColumns, selection: FacetSelection): Chosen[] {
  return facetNames.flatMap((name, facet) => {
    const { values } = columns.facets[name];
    const chosen = selection[name] ?? [];
    return chosen.length === 0
      ? []
      : [{ facet, numbers: new Set(chosen.map((value) => values.indexOf(value))) }];
  });
}

/** The counts of all segments, most first; selected values are listed even at 0. */
export function sumCounts(
  counters: readonly FacetCounter[],
  selection: FacetSelection,
): SearchAnswer['facets'] {
  const counted = counters.map((counter) => counter.counts());
  return Object.fromEntries(
    facetNames.map((name) => {
      const sums = new Map((selection[name] ?? []).map((value) => [value, 0]));
      for (const counts of counted)
        for (const [value, count] of counts.get(name) ?? []) sums.set(value, (sums.get(value) ?? 0) + count);
      const list = Array.from(sums, ([value, count]) => ({ value, count }));
      return [name, list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
    }),
  );
}
