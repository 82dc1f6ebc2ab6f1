import * as z from 'zod';
import { binEntrySchema } from '#shared/model/bin';
import { periodSchema } from '#shared/model/period';
import { idSchema, sha256Schema, statusSchema, statusStepSchema } from '#shared/model/practice';

/** One change of many practices. */
export const bulkChangeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('list'),
    list: z.enum(['fields', 'topics']),
    mode: z.enum(['add', 'remove', 'set']),
    keys: z.array(z.string().min(1).max(100)).min(1).max(50),
  }),
  z.object({ type: z.literal('period'), period: periodSchema }),
  /** `return` asks for a reason. */
  z.object({ type: z.literal('step'), step: statusStepSchema, reason: z.string().max(2_000).optional() }),
  /** To the bin. */
  z.object({ type: z.literal('delete') }),
]);
export type BulkChange = z.infer<typeof bulkChangeSchema>;

/** What a record tells of: besides the changes that are asked for by `bulk.apply`, decisions of a review, each with its own log line. */
export const recordedChangeSchema = z.discriminatedUnion('type', [
  ...bulkChangeSchema.options,
  z.object({ type: z.literal('review') }),
]);

/** Why a practice stays as it is. */
export const bulkReasons = [
  'missing',
  'damaged',
  'not-ours',
  /** Approved: it must be opened again first. */
  'closed',
  'same',
  /** Its status does not allow the step. */
  'not-possible',
  'incomplete',
  /** An attachment that its next revision needs is gone or another one. */
  'attachment',
  /** Somebody changed it since the preview; for undo, since the change. */
  'changed',
] as const;
export const bulkReasonSchema = z.enum(bulkReasons);
export type BulkReason = z.infer<typeof bulkReasonSchema>;

const leftSchema = z.object({ id: idSchema, title: z.string(), reason: bulkReasonSchema });
export type BulkLeft = z.infer<typeof leftSchema>;

/** changes/<id>.json: a change of many practices and what undoes it. Times are ISO 8601 in UTC. */
export const bulkRecordSchema = z.looseObject({
  format: z.string(),
  id: idSchema,
  at: z.iso.datetime(),
  by: z.string(),
  change: recordedChangeSchema,
  done: z.array(
    z.looseObject({
      id: idSchema,
      title: z.string(),
      /** The whole practice.md before; absent where the text was not changed. */
      before: z.string().optional(),
      /** SHA-256 of practice.md after it. */
      after: sha256Schema,
      status: z.object({ before: statusSchema, after: statusSchema }).optional(),
      /** Its name in the bin; absent in records of earlier versions, where it is the id. */
      entry: binEntrySchema.optional(),
    }),
  ),
  left: z.array(leftSchema),
  undone: z
    .looseObject({ at: z.iso.datetime(), by: z.string(), back: z.array(idSchema), left: z.array(leftSchema) })
    .optional(),
});
export type BulkRecord = z.infer<typeof bulkRecordSchema>;
