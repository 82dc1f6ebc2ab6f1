import { vietnamDate } from '#core/bundle/vietnam-date';
import { type NilOf, nilsWithin } from '#core/coverage/nil-records';
import { reportingPlan } from '#core/coverage/reporting-plan';
import { readForms } from '#core/forms/form-records';
import { isBegun } from '#core/quarter/begun-period';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Reference } from '#shared/contract/library';
import { periodBefore, periodsWithin } from '#shared/model/coverage';
import type { FormRecord } from '#shared/model/form';
import type { Period } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';
import type { Province } from '#shared/model/province';
import { type TimeLeft, timeLeft } from '#shared/model/reporting-calendar';

/** Everything that the coverage of a period is counted from. */
export interface CoverageSource {
  readonly before: Period | null;
  /** Periods whose practices count, and of the period before. */
  readonly within: ReadonlySet<Period>;
  readonly withinBefore: ReadonlySet<Period>;
  readonly practices: readonly PracticeSummary[];
  readonly forms: readonly FormRecord[];
  readonly period: Period;
  readonly nils: readonly NilOf[];
  readonly nilsBefore: readonly NilOf[];
  /** Those of the list that exist in the period. */
  readonly units: readonly { id: string; name: string; kind: 'division' | 'commune'; asked: boolean }[];
  /** YYYY-MM-DD. */
  readonly deadline: string;
  readonly time: TimeLeft;
  readonly isOver: boolean;
  /** Somebody has asked for something, chosen, noted or taken a form of the period or a part of it. */
  readonly isBegun: boolean;
  readonly provinces: ReadonlyMap<string, Province>;
  readonly ourProvince: string | undefined;
}

interface SourceDependencies {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly now: Date;
}

/** Reads what the coverage of a period is counted from; what cannot be read holds nothing up. */
export async function coverageSource(
  { library, reference, now }: SourceDependencies,
  period: Period,
): Promise<CoverageSource> {
  const before = periodBefore(period);
  const [forms, nils, nilsBefore, plan] = await Promise.all([
    readForms(library),
    nilsWithin(library, period),
    before === null ? [] : nilsWithin(library, before),
    reportingPlan(library, period),
  ]);
  const within = periodsWithin(period);
  const { deadline, units, week } = plan;
  const time = timeLeft(vietnamDate(now.toISOString()), deadline, week);
  return {
    ...{ period, before, within },
    withinBefore: before === null ? new Set() : periodsWithin(before),
    practices: library.catalogue.list(),
    ...{ forms, nils, nilsBefore, units, deadline, time },
    isOver: time.standing === 'over',
    isBegun: await isBegunAny(library, within, forms),
    provinces: new Map(reference.provinces.map((province) => [province.id, province])),
    ourProvince: library.office?.province,
  };
}

async function isBegunAny(
  library: OpenedLibrary,
  periods: ReadonlySet<Period>,
  forms: readonly FormRecord[],
): Promise<boolean> {
  for (const period of periods) if (await isBegun(library, period, forms)) return true;
  return false;
}
