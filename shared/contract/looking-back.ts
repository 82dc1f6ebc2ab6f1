import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { mostPastPeriods } from '#shared/model/past';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema, practiceSummarySchema } from '#shared/model/practice';

const count = z.number().int().nonnegative();

/**
 * What is counted of practices. Of our own of the period: `all`, those `submitted` and `approved` by now, those that `field` or
 * `evidence` says (`key`; empty where it says nothing), `adopted` by another office, `adapted` from a peer's, `weak`. Of what stands in
 * the period's compilation, whatever its own period: `chosen` ours, `issued` ours in one that was exported, `peers` those of others.
 */
export const pastFigureSchema = z.object({
  of: z.enum([
    ...(['all', 'submitted', 'approved', 'chosen', 'issued', 'peers'] as const),
    ...(['field', 'evidence', 'adopted', 'adapted', 'weak'] as const),
  ]),
  key: z.string().max(200),
});
export type PastFigure = z.infer<typeof pastFigureSchema>;

const columnSchema = z.object({
  period: periodSchema,
  /** Units once each, also in running sums. A unit that was asked and has not answered is `late` once the deadline is over. */
  units: z.object({
    asked: count,
    answered: count,
    nil: count,
    /** Null where nobody was asked, or nobody knows until when. */
    late: count.nullable(),
  }),
  /** Each figure that is not 0, in no order. */
  figures: z.array(pastFigureSchema.extend({ count })),
});
export type PastColumn = z.infer<typeof columnSchema>;

const periods = z.array(periodSchema).min(1).max(mostPastPeriods);

export const lookingBackOperations = {
  /**
   * What became of each of the periods as things are now, in the order asked for. Where the same `asker` asks again before it is
   * there, it fails with `cancelled`.
   */
  'lookingBack.compare': operation(
    z.object({ periods, asker: idSchema.exactOptional() }),
    z.array(columnSchema),
  ),
  /** The practices behind a figure, by title; as many as the figure says. */
  'lookingBack.practices': operation(
    z.object({ period: periodSchema, figure: pastFigureSchema }),
    z.array(practiceSummarySchema.pick({ id: true, title: true, office: true, period: true, unit: true })),
  ),
};

export const lookingBackPapers = {
  /** The tables as an Excel file that can be fetched for a day. */
  'lookingBack.sheet': operation(z.object({ periods, language: languageSchema }), madeSchema),
};
