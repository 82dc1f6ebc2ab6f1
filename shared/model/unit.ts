import * as z from 'zod';
import { periodsWithin, unitKey } from '#shared/model/coverage';
import { comparePeriods, type Period, periodSchema } from '#shared/model/period';
import { idSchema } from '#shared/model/practice';

/** What contributes to the office's period: a division or subordinate unit (phòng, đơn vị trực thuộc), or a commune. */
export const unitKinds = ['division', 'commune'] as const;

/** So many units a list may have: a province has up to 200 communes and some 20 divisions. */
export const mostUnits = 1_000;

export const unitSchema = z.looseObject({
  id: idSchema,
  name: z.string().trim().min(1).max(300),
  kind: z.enum(unitKinds),
  /** The person to ask there. */
  contact: z.string().max(200).optional(),
  phone: z.string().max(60).optional(),
  email: z.string().max(150).optional(),
  /** It works in this library itself; the others answer by the Word form. */
  usesProgram: z.boolean(),
  /** The first and the last period that it reports for; without them it always did, and still does. */
  since: periodSchema.optional(),
  until: periodSchema.optional(),
});
export type Unit = z.infer<typeof unitSchema>;

/** units.json: who contributes to the office's periods, in the office's own order. */
export const unitsFileSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  units: z.array(unitSchema).max(mostUnits),
});
export type UnitsFile = z.infer<typeof unitsFileSchema>;

/** Whether two names mean one unit, however they are typed. An empty name means none. */
export function sameUnit(one: string, other: string): boolean {
  const text = unitKey(one);
  return text !== '' && text === unitKey(other);
}

/** The names of two units that still report and are one by their names; null where there are none. */
export function twiceIn(units: readonly Pick<Unit, 'name' | 'until'>[]): readonly [string, string] | null {
  const known = new Map<string, string>();
  for (const { name, until } of units) {
    const key = unitKey(name);
    const before = known.get(key);
    if (until === undefined && before !== undefined) return [before, name];
    if (until === undefined) known.set(key, name);
  }
  return null;
}

/**
 * The units that report for a period: begun by its end, and not ended before it. A running sum ends with its last quarter, so a
 * unit whose last quarter is the second still reports for the first six months.
 */
export function unitsIn<T extends Pick<Unit, 'since' | 'until'>>(units: readonly T[], period: Period): T[] {
  const [, last] = endsOf(period);
  return units.filter(
    ({ since = period, until = period }) =>
      comparePeriods(endsOf(since)[0], last) <= 0 && comparePeriods(endsOf(until)[1], last) >= 0,
  );
}

/** The first and the last quarter of a period. */
function endsOf(period: Period): [Period, Period] {
  const quarters = [...periodsWithin(period)].filter((one) => one !== period);
  return [quarters[0] ?? period, quarters.at(-1) ?? period];
}

const communePattern = /^(?:xa|phuong|thi tran|dac khu|ubnd (?:xa|phuong|thi tran|dac khu))\b/;

/** Names out of pasted lines, without list marks, those that are known or come twice left out; and what kind each seems to be. */
export function unitsFromLines(text: string, known: readonly string[]): Pick<Unit, 'name' | 'kind'>[] {
  const seen = new Set(known.map(unitKey));
  const found: Pick<Unit, 'name' | 'kind'>[] = [];
  for (const line of text.split(/[\r\n\t]+/)) {
    const name = line
      .replace(/^\s*(?:\d{1,4}\s*[.)]\s*|[-–+•*]\s+)/u, '')
      .replace(/[\s;.,]+$/u, '')
      .trim()
      .normalize('NFC')
      .slice(0, 300);
    const key = unitKey(name);
    // A cell with nothing but the number of its row.
    if (key === '' || /^\d+$/.test(key) || seen.has(key)) continue;
    seen.add(key);
    found.push({ name, kind: communePattern.test(key) ? 'commune' : 'division' });
  }
  return found;
}
