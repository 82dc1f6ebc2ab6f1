import { conditionKeys } from '#shared/model/condition';
import { isAlikeInSize, type Likeness, type OurPlace } from '#shared/model/likeness';
import type { PracticeSummary } from '#shared/model/practice';

/**
 * What is known of the place of a practice, as values that an index keeps beside its facets: nothing in them depends on
 * our own office, so that it may say other things of itself without anything being indexed again.
 */
export function circumstancesOf(
  { conditions = [], population, placeLevel }: PracticeSummary,
  keysOf: (condition: string) => readonly string[] = conditionKeys,
): string[] {
  const keys = conditions.length === 0 ? [] : [...new Set(conditions.flatMap(keysOf))];
  return [
    ...keys.map((key) => `condition:${key}`),
    ...(population === undefined ? [] : [`population:${String(population)}`]),
    ...(placeLevel === undefined ? [] : [`level:${placeLevel}`]),
  ];
}

/** In what a practice with such a circumstance is like our place. */
export function likenessIn(circumstance: string, ours: OurPlace): Likeness | undefined {
  const colon = circumstance.indexOf(':');
  const value = circumstance.slice(colon + 1);
  switch (circumstance.slice(0, colon)) {
    case 'condition':
      return ours.conditions.includes(value) ? 'conditions' : undefined;
    case 'population':
      return ours.population !== undefined && isAlikeInSize(Number(value), ours.population)
        ? 'population'
        : undefined;
    case 'level':
      return value === ours.level ? 'level' : undefined;
    default:
      return undefined;
  }
}

/** Values of the facet `like`. */
export function likeValues(
  {
    regions,
    circumstances,
  }: { readonly regions: readonly string[]; readonly circumstances: readonly string[] },
  ours: OurPlace,
): Likeness[] {
  const alike = circumstances.flatMap((circumstance) => likenessIn(circumstance, ours) ?? []);
  return [
    ...(ours.region !== undefined && regions.includes(ours.region) ? ['region' as const] : []),
    ...alike,
  ];
}
