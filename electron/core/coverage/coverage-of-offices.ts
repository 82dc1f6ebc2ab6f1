import { type Asked, countCoverage, counted, type Nil, type Reported } from '#core/coverage/count-coverage';
import type { CoverageSource } from '#core/coverage/coverage-source';
import type { CoverageRow } from '#shared/contract/coverage';
import type { NilOf } from '#core/coverage/nil-records';
import type { Period } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';
import { type Province, provinceName, provinceToday } from '#shared/model/province';
import { collator } from '#shared/model/text';

/**
 * The rows of all provinces of today, our own apart: each office of a province whose practices were taken in, or the
 * province where there is none. Central offices come after them. Practices of provinces that were merged count for the one of today.
 */
export function coverageOfOffices(source: CoverageSource): CoverageRow[] {
  const theirs = source.practices.filter(({ ours, sample, damaged }) => !ours && !sample && damaged === null);
  const inPeriod = (within: ReadonlySet<Period>): PracticeSummary[] =>
    theirs.filter(({ period }) => period !== null && within.has(period));
  const [now, before] = [inPeriod(source.within), inPeriod(source.withinBefore)];
  const offices = officesOf([...before, ...now], source);
  const asked = askedOf(offices, source);
  const rowOfProvince = new Map(
    asked.map(({ province, key }) => [province ?? '', key]).toReversed() as [string, string][],
  );
  const report = (practices: readonly PracticeSummary[], nils: readonly NilOf[]): Reported => ({
    practices: practices.map((practice) => counted(practice, practice.origin)),
    nils: nils
      .filter(({ scope }) => scope === 'offices')
      .map(({ id, of, unit, at, by }): Nil => {
        return { key: rowOfProvince.get(unit) ?? unit, id: of === source.period ? id : null, at, by };
      }),
  });
  return countCoverage({
    asked,
    now: report(now, source.nils),
    before: report(before, source.nilsBefore),
    answers: new Set(),
    isOver: source.isOver && (source.isBegun || now.length > 0),
    found: (key) => offices.get(key) ?? { name: key, unit: null, kind: 'office', province: null },
  });
}

type Office = Omit<Asked, 'key' | 'asked'>;

/** By id; an office is called what its last practice calls it. */
function officesOf(
  practices: readonly PracticeSummary[],
  { provinces }: CoverageSource,
): Map<string, Office> {
  const offices = new Map<string, Office>();
  for (const { origin, office, province } of practices) {
    const today = province === null ? undefined : provinceToday(provinces, province);
    offices.set(origin, { name: office, unit: null, kind: 'office', province: today?.id ?? null });
  }
  return offices;
}

function askedOf(offices: ReadonlyMap<string, Office>, { provinces, ourProvince }: CoverageSource): Asked[] {
  const ours = ourProvince === undefined ? undefined : provinceToday(provinces, ourProvince)?.id;
  const today = [...provinces.values()]
    .filter(({ id, validTo }) => validTo === null && id !== ours)
    .toSorted((a, b) => collator.compare(a.name, b.name));
  return today.flatMap((province) => rowsOf(province, offices, provinces));
}

function rowsOf(
  { id }: Province,
  offices: ReadonlyMap<string, Office>,
  provinces: ReadonlyMap<string, Province>,
): Asked[] {
  const here = [...offices]
    .filter(([, { province }]) => province === id)
    .map(([key, office]): Asked => ({ ...office, key, asked: true }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
  if (here.length > 0) return here;
  const name = provinceName(provinces, id, 'vi');
  return [{ key: id, name, unit: null, kind: 'province', province: id, asked: true }];
}
