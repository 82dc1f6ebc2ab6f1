import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { bulkReasonSchema } from '#shared/model/bulk';
import type { Check } from '#shared/model/completeness';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema, resultSchema, sha256Schema } from '#shared/model/practice';
import type { Weakness } from '#shared/model/quality';
import { levelCountSchema, reviewDecisionSchema, reviewLevels } from '#shared/model/review';

/** How many practices one step may name. */
export const mostReviewed = 2_000;

const levelSchema = z.enum(reviewLevels);
/** A line of the log: who, and when (ISO 8601 in UTC). */
const lineSchema = z.object({ by: z.string(), at: z.string(), reason: z.string(), onBehalf: z.boolean() });
export type ReviewLine = z.infer<typeof lineSchema>;

const opinionLineSchema = lineSchema.extend({ leader: z.string(), on: z.string() });

const itemSchema = z.object({
  id: idSchema,
  title: z.string(),
  unit: z.string(),
  writer: z.string(),
  period: z.string().nullable(),
  fields: z.array(z.string()),
  results: z.array(resultSchema),
  /** SHA-256 of practice.md: name it in `review.apply`. */
  hash: sha256Schema,
  waits: levelSchema,
  submitted: lineSchema.nullable(),
  /** Who looked at it for the division, and what they proposed. */
  passed: lineSchema.nullable(),
  /** The last return; `revision` is the text that was returned, null where nobody noted that. */
  returned: lineSchema.extend({ revision: sha256Schema.nullable() }).nullable(),
  opinions: z.array(opinionLineSchema),
  /** What approval needs and is not there. */
  missing: z.array(z.custom<Check>()),
  weak: z.array(z.custom<Weakness>()),
  /** Comments that nobody has dealt with. */
  comments: z.number().int(),
});
export type ReviewItem = z.infer<typeof itemSchema>;

const listSchema = z.object({
  levels: levelCountSchema,
  items: z.array(itemSchema),
  /** Practices of other periods that wait, too. */
  elsewhere: z.array(z.object({ period: z.string(), count: z.number().int() })),
});
export type ReviewList = z.infer<typeof listSchema>;

const leftSchema = z.object({
  id: idSchema,
  title: z.string(),
  reason: bulkReasonSchema,
  /** Who moved it meanwhile, with which step of the log, and when; null where nobody noted that. */
  overtaken: z.object({ by: z.string(), at: z.string(), step: z.string() }).nullable(),
  /** For `incomplete`. */
  missing: z.array(z.custom<Check>()),
});
export type ReviewLeft = z.infer<typeof leftSchema>;

const resultOfSchema = z.object({
  /** Names the step in `bulk.undo` where something was done. */
  undoId: idSchema,
  done: z.array(z.object({ id: idSchema, title: z.string(), decision: reviewDecisionSchema })),
  left: z.array(leftSchema),
});
export type ReviewResult = z.infer<typeof resultOfSchema>;

const reasonSchema = z.string().trim().max(2_000);

export const reviewOperations = {
  /**
   * Our own practices that wait for somebody's look: those of a period and its parts, and those without a period. Those that cannot be
   * read are left out.
   */
  'review.list': operation(z.object({ period: periodSchema }), listSchema),
  /** How many wait for the person at the keyboard by their roles, and the period of the first of them. */
  'review.waiting': operation(
    nothing,
    z.object({ count: z.number().int(), period: periodSchema.nullable() }),
  ),
  /**
   * Makes the decisions in one transaction that `bulk.undo` takes back; the job's subject is the id for `review.result`. Those that
   * are not as they were seen, or do not meet the acceptance gate, are left and named. What is done without the role for it is noted so
   * in the log. `return` and `opinion` need a reason.
   */
  'review.apply': operation(
    z.object({
      items: z
        .array(
          z.object({
            id: idSchema,
            base: sha256Schema,
            decision: reviewDecisionSchema,
            reason: reasonSchema.optional(),
          }),
        )
        .min(1)
        .max(mostReviewed),
      /** From a list on paper: whose words they are, and when they were said. */
      opinion: z.object({ leader: z.string().trim().min(1).max(100), on: z.iso.date() }).optional(),
    }),
    jobStarted,
  ),
  /** Fails with `not-found` for a step of an earlier run of the program. */
  'review.result': operation(z.object({ id: idSchema }), resultOfSchema),
  /** "Danh sách trình lãnh đạo cho ý kiến" as a Word file, of these in this order. Fails with `bad-input` where none of them waits. */
  'review.paper': operation(
    z.object({
      period: periodSchema,
      ids: z.array(idSchema).min(1).max(mostReviewed),
      language: languageSchema,
    }),
    madeSchema,
  ),
};
