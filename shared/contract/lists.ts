import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { periodSchema } from '#shared/model/period';
import { practiceSummarySchema, statusSchema } from '#shared/model/practice';

/** How many practices can be asked for by name at once. */
export const mostNamed = 1_000;

/** What lists of many practices show of each: a fraction of its summary, since there may be 20,000 of them. */
const practiceRowSchema = practiceSummarySchema
  .pick({
    id: true,
    title: true,
    office: true,
    period: true,
    fields: true,
    status: true,
    ours: true,
    sample: true,
    changedAt: true,
    damaged: true,
    writer: true,
    unit: true,
    weak: true,
  })
  /** Given where periods were asked for. */
  .extend({ origin: z.string().exactOptional() });
export type PracticeRow = z.infer<typeof practiceRowSchema>;

export const listsOperations = {
  /** All practices, or those of our own office, or those that cannot be read, or the named ones as far as they are in the library. In no order. */
  'practices.list': operation(
    z.object({
      ours: z.boolean().optional(),
      /** Only those that cannot be read. */
      damaged: z.boolean().optional(),
      ids: z.array(z.string()).max(mostNamed).optional(),
      /** Only those of these periods, with the office that each comes from. */
      periods: z.array(periodSchema).max(10).optional(),
    }),
    z.array(practiceRowSchema),
  ),
  /** What the first screen tells, without anybody having to wait for the index. */
  'practices.overview': operation(
    z.object({ newest: z.number().int().min(0).max(100) }),
    z.object({
      /** How many of our own stand at each status. */
      counts: z.record(statusSchema, z.number().int()),
      /** The first one that cannot be read. */
      damaged: z.string().nullable(),
      /** By the end of their period, then by the day of their last change. */
      newest: z.array(practiceSummarySchema),
    }),
  ),
};
