import { mostWords, type ParsedQuery, parseQuery } from '#core/search/parsed-query';
import type { FilterValues } from '#core/search/query/filter-values';
import { readFilters, withTyped } from '#core/search/query/typed-filters';
import { mostExpansions } from '#core/search/ranking/plan-clauses';
import type { IndexAnswer, IndexQuery } from '#core/search/search-index';
import type { NotUnderstood, SearchAnswer, SearchQuery, Understood } from '#shared/model/search';

/** A query as it was typed, taken apart once. */
export interface ReadQuery {
  /** What the index is asked: typed filters stand among the facets. */
  readonly index: IndexQuery;
  /** The words beside the filters. */
  readonly parsed: ParsedQuery;
  readonly understood: readonly Understood[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Plain words cost nothing here: filters are looked for only where there is a colon. */
export function readQuery(query: SearchQuery, values: FilterValues): ReadQuery {
  const filters = readFilters(query.text, values);
  const parsed = parseQuery(filters?.words ?? query.text);
  const notUnderstood: NotUnderstood[] = [...(filters?.notUnderstood ?? [])];
  if (parsed.cut) notUnderstood.push({ problem: 'many-words', most: mostWords });
  if (!filters) return { index: query, parsed, understood: [], notUnderstood };
  const { words, understood } = filters;
  const index = {
    ...query,
    words,
    facets: withTyped(query.facets, understood, false),
    without: withTyped({}, understood, true),
  };
  return { index, parsed, understood, notUnderstood };
}

/** What an answer says of how its query was read; nothing where all of it was plain. */
export function readingOf(
  { understood, notUnderstood }: ReadQuery,
  { cut = [] }: Pick<IndexAnswer, 'cut'>,
): Pick<SearchAnswer, 'understood' | 'notUnderstood'> {
  const wide = cut.map((typed): NotUnderstood => ({ problem: 'wide-word', typed, most: mostExpansions }));
  const all = [...notUnderstood, ...wide];
  return {
    ...(understood.length > 0 ? { understood: [...understood] } : {}),
    ...(all.length > 0 ? { notUnderstood: all } : {}),
  };
}
