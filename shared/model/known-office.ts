import * as z from 'zod';
import { idSchema } from '#shared/model/practice';
import { sealRecipientSchema } from '#shared/model/seal';

const person = z.string().max(100);

/** A public key that was seen with an office's name on it, and what makes this office trust it, if anything does. */
export const knownKeySchema = z.looseObject({
  /** One line of Base64, as `minisign -P` takes it. */
  key: z.string().max(200),
  firstSeen: z.iso.datetime(),
  /** Its office has replaced it from then on. */
  until: z.iso.datetime().optional(),
  /** Its office has disabled it: a seal of it counts only where it was here before `until`. */
  disabled: z.boolean().optional(),
  /** Its digits were compared with those of its office by telephone; `added` where the key was not known before. */
  phone: z.looseObject({ at: z.iso.datetime(), by: person, added: z.boolean().optional() }).optional(),
  /** Offices in whose directory it stands, and the keys that sealed them: it counts while those are compared. */
  directories: z
    .array(z.looseObject({ office: idSchema, name: z.string(), key: z.string(), at: z.iso.datetime() }))
    .optional(),
  /** What this key has proved to be its recipient. */
  recipient: sealRecipientSchema.optional(),
  /** The key of the same office that leads to this one; it is as good as that one. */
  through: z.string().max(200).optional(),
});
export type KnownKey = z.infer<typeof knownKeySchema>;

/** One office of offices.json. */
export const knownOfficeSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(300),
  province: z.string().nullable(),
  /** What people here typed: never from a parcel. */
  phone: z.string().max(60).optional(),
  /** From a directory that was trusted when it was taken in. */
  directoryPhone: z.string().max(60).optional(),
  keys: z.array(knownKeySchema),
});
export type KnownOffice = z.infer<typeof knownOfficeSchema>;

/** offices.json: what is known of other offices' keys. */
export const officesFileSchema = z.looseObject({ format: z.string(), offices: z.array(knownOfficeSchema) });
export type OfficesFile = z.infer<typeof officesFileSchema>;
