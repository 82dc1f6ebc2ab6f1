import type { Application } from '#renderer/state/application.svelte';
import { facetOrder, facetValueLabel } from '#renderer/views/search/facet-values';
import { formatPeriod } from '#shared/model/period';
import type { FacetName, Understood } from '#shared/model/search';

/** A filter that is on, however it was given. */
export interface FilterChip {
  readonly key: string;
  readonly facet: FacetName;
  /** What stands before it: the facet, or the word between alternatives. */
  readonly lead: string;
  readonly label: string;
  readonly remove: () => void;
}

type Words = Pick<Application, 'messages' | 'language' | 'reference' | 'provinces' | 'open' | 'search'>;

function labelOf({ facet, values, typed, year }: Understood, app: Words): string {
  if (year !== undefined) return formatPeriod(`${String(year)}-Y`, app.language);
  if (values.length > 3) return typed;
  return values.map((value) => facetValueLabel(facet, value, app)).join(` ${app.messages.search.or} `);
}

/** Filters that are on, in the order of the facets: chosen ones, typed ones, then what was excluded by typing. */
export function filterChips(app: Words): FilterChip[] {
  const { search } = app;
  const typed = search.understood;
  return facetOrder.flatMap((facet) => {
    const name = `${app.messages.reference.facet[facet]}:`;
    const chosen = (search.facets[facet] ?? []).map((value) => ({
      key: `${facet} ${value}`,
      facet,
      label: facetValueLabel(facet, value, app),
      remove: () => {
        search.toggle(facet, value);
      },
    }));
    const byTyping = (excluded: boolean) =>
      typed
        .filter((one) => one.facet === facet && one.excluded === excluded)
        .map((one, at) => ({
          key: `${facet} ${String(at)} ${one.typed}`,
          facet,
          label: labelOf(one, app),
          remove: () => {
            search.untype(one);
          },
        }));
    return [
      ...[...chosen, ...byTyping(false)].map((chip, at) => ({
        ...chip,
        lead: at === 0 ? name : app.messages.search.or,
      })),
      ...byTyping(true).map((chip) => ({ ...chip, lead: app.messages.query.notThis(name) })),
    ];
  });
}
