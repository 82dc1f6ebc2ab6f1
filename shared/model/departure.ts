import * as z from 'zod';
import { audienceSchema } from '#shared/model/bundle';
import { signedPaperTypeSchema } from '#shared/model/issue';
import { periodSchema } from '#shared/model/period';
import { idSchema, sha256Schema } from '#shared/model/practice';
import { recipientSchema } from '#shared/model/recipient';

/** Name of a departure's file: period, number and the beginning of the content's hash, so that nothing is entered twice. */
export const departureIdSchema = z.string().regex(/^\d{4}-(?:Q[1-4]|6M|9M|Y)_\d{1,3}_[0-9a-f]{16}$/);

export function departureId(period: string, number: number, content: string): string {
  return `${period}_${String(number)}_${content.slice(0, 16)}`;
}

/** An encrypted copy of a bundle file: only who has the passphrase can open it, or only certain offices. */
export const lockedFileSchema = z.looseObject({
  file: z.string(),
  bytes: z.number(),
  sha256: sha256Schema,
  /** Name of the bundle file that is in it. */
  of: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** The offices that can open it without a passphrase; absent where that opens it. */
  for: z.array(z.looseObject({ id: idSchema, name: z.string() })).optional(),
});
export type LockedFile = z.infer<typeof lockedFileSchema>;

/** Files that were laid into an exchange folder for a recipient; where they are now, the folder says. */
export const placedSchema = z.looseObject({
  recipient: idSchema,
  /** An absolute path as the machine that laid them there knows it, or one below the library's own exchange/outbox. */
  folder: z.string().min(1).max(4096),
  /** Under the names that they have there. */
  files: z
    .array(z.looseObject({ name: z.string().min(1).max(255), of: z.string(), bytes: z.number() }))
    .min(1),
  at: z.iso.datetime(),
  by: z.string(),
});
export type Placed = z.infer<typeof placedSchema>;

/** An office that a bundle goes to. */
export const departureRecipientSchema = recipientSchema.extend({
  /** When it was sent; absent while it waits. */
  sentAt: z.iso.datetime().optional(),
  sentBy: z.string().optional(),
});
export type DepartureRecipient = z.infer<typeof departureRecipientSchema>;

/** exchange/departures/<id>.json: an issued bundle, and to whom it went. Times are ISO 8601 in UTC. */
export const departureSchema = z.looseObject({
  format: z.string(),
  id: departureIdSchema,
  period: periodSchema,
  number: z.number().int().positive(),
  /** As in compilation.json: all files of this content are one departure. */
  content: sha256Schema,
  issuedAt: z.iso.datetime(),
  by: z.string(),
  practices: z.array(z.looseObject({ id: idSchema, revision: sha256Schema, title: z.string() })),
  /** The signed papers that went with it; absent where it went without any. */
  papers: z
    .array(
      z.looseObject({
        type: signedPaperTypeSchema,
        /** "15/BC-SKHCN". */
        number: z.string().max(100),
        date: z.iso.date(),
        subject: z.string().max(2_000),
        signer: z.object({ post: z.string().max(400), name: z.string().max(100) }).nullable(),
      }),
    )
    .optional(),
  /** Something in it is shared with state agencies only. */
  governmentOnly: z.boolean(),
  audience: audienceSchema.optional(),
  /** Who looked through what was found before sending, and why it goes nevertheless; null where nothing was found. */
  checked: z
    .looseObject({
      at: z.iso.datetime(),
      by: z.string(),
      findings: z.number().int().nonnegative(),
      reason: z.string().nullable(),
    })
    .optional(),
  locked: z.array(lockedFileSchema).optional(),
  /** The last time for each recipient. */
  placed: z.array(placedSchema).optional(),
  recipients: z.array(departureRecipientSchema),
});
export type Departure = z.infer<typeof departureSchema>;
