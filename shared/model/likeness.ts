import { conditionKeys } from '#shared/model/condition';
import type { Office } from '#shared/model/office';
import { type Province, provinceToday } from '#shared/model/province';

/** In what the place of a practice can be like ours. */
export const likenesses = ['region', 'conditions', 'population', 'level'] as const;
export type Likeness = (typeof likenesses)[number];

/** What our office says of its place, as far as others can be held against it. */
export interface OurPlace {
  /** The region's Vietnamese name. */
  readonly region?: string;
  /** Keys of conditions, see `conditionKeys`. */
  readonly conditions: readonly string[];
  readonly population?: number;
  /** As `place.level` of practices. */
  readonly level: string;
}

/** A ministry works for the whole country: its region is none, its level the nation's. */
export function ourPlace(office: Office, provinces: ReadonlyMap<string, Province>): OurPlace {
  const { province, population, conditions = [], level } = office;
  const region = province === undefined ? undefined : provinceToday(provinces, province)?.region;
  return {
    ...(region === undefined ? {} : { region }),
    conditions: [...new Set(conditions.flatMap(conditionKeys))],
    ...(population === undefined || population === 0 ? {} : { population }),
    level: level === 'central' ? 'national' : level,
  };
}

/** What can be compared at all. */
export function comparable(ours: OurPlace): Likeness[] {
  const said: Record<Likeness, boolean> = {
    region: ours.region !== undefined,
    conditions: ours.conditions.length > 0,
    population: ours.population !== undefined,
    level: true,
  };
  return likenesses.filter((likeness) => said[likeness]);
}

/** Neither less than half of ours nor more than twice. */
export function isAlikeInSize(population: number, ours: number): boolean {
  return population * 2 >= ours && population <= ours * 2;
}
