import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { binEntrySchema } from '#shared/model/bin';
import { bulkChangeSchema, bulkReasonSchema, recordedChangeSchema } from '#shared/model/bulk';
import { idSchema, sha256Schema } from '#shared/model/practice';

/** How many practices one change may name: all of the largest library (docs/architecture.md). */
export const mostPractices = 20_000;

const one = z.object({ id: idSchema, title: z.string() });
const left = one.extend({ reason: bulkReasonSchema });
const ids = z.array(idSchema).min(1).max(mostPractices);

const resultSchema = z.object({
  undoId: idSchema,
  /** Milliseconds since 1970. */
  at: z.number(),
  by: z.string(),
  change: recordedChangeSchema,
  done: z.array(one),
  left: z.array(left),
  /** What came of undoing it; null before. */
  undone: z.object({ back: z.array(idSchema), left: z.array(left) }).nullable(),
});
export type BulkResult = z.infer<typeof resultSchema>;

const planned = one.extend({
  /** Hash of the text that was looked at: name it in `bulk.apply`. Null where there is nothing to change. */
  base: sha256Schema.nullable(),
  /** Keys of fields or topics, the period or the status; empty where nothing was. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  reason: bulkReasonSchema.nullable(),
});
export type PlannedChange = z.infer<typeof planned>;

export const bulkOperations = {
  /**
   * What a change would do to each practice, in the given order; nothing is written. Pages ask for some hundreds at a time:
   * that shows how far it is, and ends when nobody wants it any more.
   */
  'bulk.preview': operation(z.object({ ids, change: bulkChangeSchema }), z.array(planned)),
  /**
   * Makes the change to all practices that are still as previewed, in one transaction: a job that is cancelled, or killed
   * before that is decided, leaves all as it was; one that is killed afterwards is finished by the next start. The job's
   * subject is the id under which `bulk.result` tells what came of it.
   */
  'bulk.apply': operation(
    z.object({
      items: z
        .array(z.object({ id: idSchema, base: sha256Schema }))
        .min(1)
        .max(mostPractices),
      change: bulkChangeSchema,
    }),
    jobStarted,
  ),
  'bulk.result': operation(z.object({ undoId: idSchema }), resultSchema),
  /** The last change that was not undone, of any session; null if there is none. */
  'bulk.last': operation(nothing, resultSchema.nullable()),
  /** Puts everything back that was not changed since, in one step, as a job; its subject is the same id. */
  'bulk.undo': operation(z.object({ undoId: idSchema }), jobStarted),
  /** Puts practices of the bin back in one step; `entries` as in `bin.list`. */
  'bulk.restore': operation(
    z.object({ entries: z.array(binEntrySchema).min(1).max(mostPractices) }),
    z.object({
      restored: z.array(idSchema),
      /** One with the same id is in the library, or it is no longer in the bin. */
      left: z.array(binEntrySchema),
    }),
  ),
};
