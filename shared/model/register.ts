import * as z from 'zod';
import { periodSchema } from '#shared/model/period';
import { idSchema, sha256Schema } from '#shared/model/practice';

export const registerFormat = '1.0';

const daySchema = z.iso.date();
const line = (length: number): z.ZodString => z.string().trim().max(length);

/** What the clerk says of an arrival: columns 1 and 3 to 7 and 10 of the register of arrivals (Decree 30/2020, Annex IV). */
export const registerFieldsSchema = z.object({
  /** Day of arrival; its year is the year of the register. */
  arrivedOn: daySchema,
  /** The office that issued it. */
  from: line(300).min(1),
  /** Number and symbol of the paper that came with it; empty where there is none. */
  symbol: line(100),
  paperDate: daySchema.nullable(),
  subject: line(2_000).min(1),
  /** Unit or person that it is for. */
  receiver: line(300),
  note: line(2_000),
});
export type RegisterFields = z.infer<typeof registerFieldsSchema>;

/** A file of a registered arrival: the parcel, or one of its parts. */
const registeredPartSchema = z.looseObject({
  /** As in quarantine and among the arrivals. */
  id: idSchema,
  part: z.number().int().positive(),
  /** SHA-256 of tagmanifest-sha256.txt, which is the same however the parcel is packed or named. */
  tagManifest: sha256Schema,
  name: z.string(),
  bytes: z.number(),
  practices: z.array(z.looseObject({ id: idSchema, revision: sha256Schema })),
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  /** The statement that tells its sender that it has arrived. */
  acknowledged: z.looseObject({ statement: idSchema, at: z.iso.datetime(), by: z.string() }).optional(),
});
export type RegisteredPart = z.infer<typeof registeredPartSchema>;

const forwardingSchema = z.looseObject({
  to: z.looseObject({ id: idSchema, name: z.string() }),
  due: daySchema.nullable(),
  note: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
});
export type Forwarding = z.infer<typeof forwardingSchema>;

/** exchange/register/<year>/<id>.json: one line of the register of arrivals. */
export const registerEntrySchema = z.looseObject({
  format: z.string(),
  id: idSchema,
  year: z.number().int(),
  number: z.number().int().positive(),
  ...registerFieldsSchema.shape,
  parcel: z.object({
    office: z.object({ id: idSchema, name: z.string() }),
    period: periodSchema,
    number: z.number().int(),
    parts: z.number().int(),
    issuedAt: z.iso.datetime(),
  }),
  /** Those that have come so far, in the order of their coming. */
  parts: z.array(registeredPartSchema).min(1),
  /** To whom it was passed on, the last one last. */
  forwarded: z.array(forwardingSchema),
  /** Somebody has said that nothing is left to do. */
  done: z.looseObject({ at: z.iso.datetime(), by: z.string() }).nullable(),
  registeredAt: z.iso.datetime(),
  registeredBy: z.string(),
  /** Who has changed the columns since, and when. */
  amended: z.array(z.looseObject({ at: z.iso.datetime(), by: z.string() })).optional(),
});
export type RegisterEntry = z.infer<typeof registerEntrySchema>;
