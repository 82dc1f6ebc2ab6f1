import * as z from 'zod';
import { fileReferenceSchema, jobStarted, nothing, operation } from '#shared/contract/operation';
import {
  arrivalKindSchema,
  arrivalSchema,
  bundleManifestSchema,
  reviewItemSchema,
} from '#shared/model/bundle';
import { idSchema, sha256Schema } from '#shared/model/practice';

export const reviewSchema = z.object({
  reviewId: idSchema,
  file: z.object({ name: z.string(), bytes: z.number(), sha256: sha256Schema }),
  manifest: bundleManifestSchema,
  /** Seals come with a later version: a parcel without one says so. */
  seal: z.literal('none'),
  counts: z.partialRecord(arrivalKindSchema, z.number().int()),
  items: z.array(reviewItemSchema),
  /** Earlier arrivals of the very same bytes. */
  earlier: z.array(z.object({ receivedAt: z.string(), receivedBy: z.string(), undone: z.boolean() })),
});
export type Review = z.infer<typeof reviewSchema>;

export const exchangeOperations = {
  /** Copies the file into quarantine and verifies all of it. Job subject: the review id. */
  'exchange.receive': operation(z.object({ file: fileReferenceSchema }), jobStarted),
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
  /** Takes the named practices in, all or nothing. Job subject: the arrival id. */
  'exchange.takeIn': operation(z.object({ reviewId: idSchema, choose: z.array(idSchema) }), jobStarted),
  /** Removes a reviewed parcel from quarantine without taking anything in. */
  'exchange.putAside': operation(z.object({ reviewId: idSchema }), nothing),
  'exchange.arrivals': operation(nothing, z.array(arrivalSchema)),
  /** Undoes an arrival as one step; what was changed since stays and is named in `kept`. */
  'exchange.undo': operation(z.object({ arrivalId: idSchema }), jobStarted),
};
