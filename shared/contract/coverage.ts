import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { coverageScopes, coverageStates } from '#shared/model/coverage';
import { periodSchema } from '#shared/model/period';
import { idSchema } from '#shared/model/practice';
import { deadlineStandings } from '#shared/model/reporting-calendar';

const count = z.number().int().nonnegative();
const scope = z.enum(coverageScopes);

const cellSchema = z.object({
  /** Key of the field, empty for practices that have none; of a row's total empty, too. */
  field: z.string(),
  count,
  /** How many of them are weak. */
  weak: count,
  /** In the period before. */
  before: count,
});
export type CoverageCell = z.infer<typeof cellSchema>;

const rowSchema = z.object({
  /** Names the row on the page; of an office its id, of a province without one the province's. Empty for practices that name no unit. */
  key: z.string(),
  name: z.string(),
  /** Id in units.json; null for units that only practices and forms name, and for offices. */
  unit: idSchema.nullable(),
  kind: z.enum(['division', 'commune', 'office', 'province']).nullable(),
  /** `code@validFrom` of the province as it was; null in the scope `units`. */
  province: z.string().nullable(),
  /** It was asked to report. */
  asked: z.boolean(),
  state: z.enum(coverageStates),
  /** Those with a count now or before: a practice counts in each of its fields. */
  fields: z.array(cellSchema),
  /** Each practice once. */
  total: cellSchema,
  statuses: z.object({ draft: count, submitted: count, returned: count, approved: count }),
  /** When and by whom it was said that there is nothing; `id` is what `coverage.undo` takes, null where a form says it or it is of a quarter. */
  nil: z.object({ id: idSchema.nullable(), at: z.string(), by: z.string() }).nullable(),
  /** Nothing was reported for the period before, and it was said so. */
  nilBefore: z.boolean(),
});
export type CoverageRow = z.infer<typeof rowSchema>;

const coverageSchema = z.object({
  period: periodSchema,
  scope,
  /** The period that it is compared with. */
  before: periodSchema.nullable(),
  /** YYYY-MM-DD. */
  deadline: z.string().nullable(),
  /** How the deadline stands to today, with the working days to it; below zero those since. */
  time: z.object({ standing: z.enum(deadlineStandings), left: z.number().int() }).nullable(),
  rows: z.array(rowSchema),
});
export type Coverage = z.infer<typeof coverageSchema>;

const asked = z.object({ period: periodSchema, scope: scope.optional() });

export const coverageOperations = {
  /** Who has reported what for a period: our units, or in the scope `offices` the offices of all provinces. */
  'coverage.get': operation(asked, coverageSchema),
  /** Notes that a unit (its name), an office or a province (their ids) has nothing to report; once is enough. */
  'coverage.nil': operation(
    asked.extend({ unit: z.string().trim().min(1).max(300) }),
    z.object({ id: idSchema }),
  ),
  /** Takes such a note back. Fails with `not-found`. */
  'coverage.undo': operation(z.object({ period: periodSchema, id: idSchema }), z.object({})),
};

export const coverageEvents = {
  /** Something of a period was noted, chosen or decided that no change of a practice tells of. */
  'coverage.changed': z.object({}),
};
