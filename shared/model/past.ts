import { type Period, periodParts } from '#shared/model/period';

/** Which periods are put side by side: quarters one after the other, the same part of one year after the other, or the running sums of years. */
export const pastKinds = ['quarters', 'same', '6M', '9M', 'Y'] as const;
export type PastKind = (typeof pastKinds)[number];

/** So many periods at most stand side by side. */
export const mostPastPeriods = 20;

const lastQuarter = { Q1: 1, Q2: 2, Q3: 3, Q4: 4, '6M': 2, '9M': 3, Y: 4 } as const;

/**
 * So many periods of a kind up to the given one, oldest first; fewer where there are no earlier ones. Of a period of another
 * kind it is the last quarter, or the running sum of its year as it is by now.
 */
export function pastPeriods(upTo: Period, kind: PastKind, count: number): Period[] {
  const parts = periodParts(upTo);
  if (!parts) return [];
  const { year, part } = parts;
  const back = Array.from({ length: Math.min(count, mostPastPeriods) }, (_, index) => index);
  const named = back.map((step) => {
    if (kind !== 'quarters') return `${String(year - step)}-${kind === 'same' ? part : kind}`;
    const quarter = year * 4 + lastQuarter[part] - 1 - step;
    return `${String(Math.floor(quarter / 4))}-Q${String((quarter % 4) + 1)}`;
  });
  return named.filter((period) => periodParts(period) !== undefined).toReversed();
}

/** The kind that a period is first compared in. */
export function pastKindOf(period: Period): PastKind {
  const part = periodParts(period)?.part;
  return part === '6M' || part === '9M' || part === 'Y' ? part : 'quarters';
}
