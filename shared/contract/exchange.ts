import * as z from 'zod';
import { fileReferenceSchema, jobStarted, nothing, operation } from '#shared/contract/operation';
import {
  arrivalKindSchema,
  arrivalSchema,
  bundleManifestSchema,
  reviewItemSchema,
} from '#shared/model/bundle';
import { idSchema, sha256Schema } from '#shared/model/practice';
import { sealVerdictSchema } from '#shared/model/seal';

export const reviewSchema = z.object({
  reviewId: idSchema,
  /** `tagManifest`: the parcel's digest, by which its papers are asked for; missing where an earlier version received it. */
  file: z.object({
    name: z.string(),
    bytes: z.number(),
    sha256: sha256Schema,
    tagManifest: sha256Schema.optional(),
  }),
  manifest: bundleManifestSchema,
  /** The exporter's seal; `changed` names the practices whose own seal does not fit. */
  seal: sealVerdictSchema,
  /** The exporter seals: a parcel of theirs without a seal is to be wondered at. */
  sealExpected: z.boolean(),
  counts: z.partialRecord(arrivalKindSchema, z.number().int()),
  items: z.array(reviewItemSchema),
  /** What it says about practices that is not here yet; taken in with whatever is chosen, also with nothing. */
  statements: z.object({
    counts: z.record(z.string(), z.number().int()),
    /** The first of those that people wrote; `title` of the practice where that is known. */
    items: z.array(
      z.object({
        id: idSchema,
        type: z.string(),
        author: z.string(),
        at: z.string(),
        title: z.string().nullable(),
        certain: z.boolean(),
      }),
    ),
  }),
  /** Earlier arrivals of the very same bytes. */
  earlier: z.array(z.object({ receivedAt: z.string(), receivedBy: z.string(), undone: z.boolean() })),
});
export type Review = z.infer<typeof reviewSchema>;

export const exchangeOperations = {
  /** Copies the file into quarantine and verifies all of it. Job subject: the review id. */
  'exchange.receive': operation(
    z.object({ file: fileReferenceSchema, passphrase: z.string().max(200).optional() }),
    jobStarted,
  ),
  'exchange.review': operation(z.object({ reviewId: idSchema }), reviewSchema),
  /** Parcels that were received but neither taken in nor put aside. */
  'exchange.waiting': operation(
    nothing,
    z.array(
      z.object({
        reviewId: idSchema,
        name: z.string(),
        office: z.string(),
        period: z.string(),
        number: z.number().int(),
      }),
    ),
  ),
  /**
   * Takes the named practices in, all or nothing; `despite` are those of them whose `hold` a person has read and overruled.
   * Job subject: the arrival id. Fails with `seal-in-doubt` for one that is held and not among these.
   */
  'exchange.takeIn': operation(
    z.object({ reviewId: idSchema, choose: z.array(idSchema), despite: z.array(idSchema).exactOptional() }),
    jobStarted,
  ),
  /** Removes a reviewed parcel from quarantine without taking anything in. */
  'exchange.putAside': operation(z.object({ reviewId: idSchema }), nothing),
  'exchange.arrivals': operation(nothing, z.array(arrivalSchema)),
  /** Undoes an arrival as one step; what was changed since stays and is named in `kept`. */
  'exchange.undo': operation(z.object({ arrivalId: idSchema }), jobStarted),
};
