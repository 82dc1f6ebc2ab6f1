import * as z from 'zod';
import { idSchema } from '#shared/model/practice';
import { type Period, periodParts } from '#shared/model/period';
import { fold } from '#shared/model/text';

/** What is counted: the units of our own office, or the offices of all provinces whose parcels were taken in. */
export const coverageScopes = ['units', 'offices'] as const;
export type CoverageScope = (typeof coverageScopes)[number];

/** compilations/<period>/nil/<id>.json: a unit has nothing to report for the period, as somebody here noted. */
export const nilRecordSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  id: idSchema,
  scope: z.enum(coverageScopes),
  /** Its name in free words; of an office its id, of a province without one the province's. */
  unit: z.string().min(1).max(300),
  at: z.iso.datetime(),
  by: z.string(),
  /** The person took it back. */
  undone: z.looseObject({ at: z.iso.datetime(), by: z.string() }).optional(),
});

/**
 * How a unit stands: `late` has not answered and the deadline is over, `empty` has not answered yet or was not asked, `nil`
 * has said that there is nothing, `weak` has answered with practices that are all weak.
 */
export const coverageStates = ['late', 'empty', 'nil', 'weak', 'answered'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** The period of the same kind before: the quarter before, or the same months of the year before. */
export function periodBefore(period: Period): Period | null {
  const parts = periodParts(period);
  if (!parts) return null;
  const { year, part } = parts;
  if (part === 'Q2' || part === 'Q3' || part === 'Q4')
    return `${String(year)}-Q${String(Number(part[1]) - 1)}`;
  const before = `${String(year - 1)}-${part === 'Q1' ? 'Q4' : part}`;
  return periodParts(before) ? before : null;
}

const quartersOf = { '6M': 2, '9M': 3, Y: 4 } as const;

/** The periods whose practices belong to a period: a cumulative one has those of its quarters, too. */
export function periodsWithin(period: Period): ReadonlySet<Period> {
  const parts = periodParts(period);
  if (!parts) return new Set([period]);
  const { year, part } = parts;
  if (part !== '6M' && part !== '9M' && part !== 'Y') return new Set([period]);
  const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].slice(0, quartersOf[part]);
  return new Set([period, ...quarters.map((quarter) => `${String(year)}-${quarter}`)]);
}

/** A commune signs as its committee ("UBND xã Tân Phú") and stands in lists without it. */
const committee = /^(?:ubnd|uy ban nhan dan) (?=(?:xa|phuong|thi tran|dac khu) )/;

/**
 * What the names of a unit have in common however they are typed: without accents, capitals, double spaces, and of a commune
 * without "UBND".
 */
export function unitKey(name: string): string {
  return fold(name).replace(/\s+/g, ' ').trim().replace(committee, '');
}
