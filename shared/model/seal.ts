import * as z from 'zod';
import { idSchema } from '#shared/model/practice';

/**
 * What is known of a seal (niêm phong), in the order from the best to the worst.
 * intact: whole, by a key that this office has compared or that somebody it trusts vouches for; our own keys too.
 * unconfirmed: whole, by a key that nobody has compared yet; taking in works.
 * unchecked: there is a seal, and no key of that office is known here or travels with it: nothing can be said.
 * none: there is no seal.
 * key-changed: by another key than the one known for that office, without a statement that leads from one to the other;
 * or by the key of another office.
 * key-disabled: by a key that its office has disabled.
 * broken: the seal is there and does not fit the bytes.
 */
export const sealStandings = [
  'intact',
  'unconfirmed',
  'unchecked',
  'none',
  'key-changed',
  'key-disabled',
  'broken',
] as const;
export const sealStandingSchema = z.enum(sealStandings);
export type SealStanding = z.infer<typeof sealStandingSchema>;

/** A verdict on one sealed thing: a parcel, a revision, a statement. */
export const sealVerdictSchema = z.object({
  standing: sealStandingSchema,
  /** Whose seal it should be, as the sealed thing says; the name as it is known here where the key is trusted. */
  office: z.object({ id: idSchema, name: z.string() }),
  /** As minisign prints it; null without a seal that can be read. Only for the technical fold. */
  keyNumber: z.string().nullable(),
  /** The key that made it, as one line of Base64; null where that is not known. */
  key: z.string().nullable(),
  /** Digits of that key in groups of five, to be compared by telephone; null without the key. */
  digits: z.string().nullable(),
  /** The office whose directory vouches for the key, where nobody here has compared it. */
  voucher: z.string().nullable(),
  /** Another office, whose key made the seal. */
  sealedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** What was changed after sealing, as far as it can be told: titles, or paths where there is no title. */
  changed: z.array(z.string()),
});
export type SealVerdict = z.infer<typeof sealVerdictSchema>;

/**
 * For whom a parcel is encrypted that only the holder of a seal's secret is to open; see docs/formats.md, "Recipient".
 */
export const sealRecipientSchema = z.looseObject({
  /** As `age -r` takes it. */
  age: z.string().max(100),
  /** The seal's Ed25519 signature, in Base64, that says so: nobody can put another one in its place. */
  proof: z.string().max(100),
});
export type SealRecipient = z.infer<typeof sealRecipientSchema>;

/** A public key of an office, as office.json and statements list it. */
export const officeKeySchema = z.looseObject({
  /** One line of Base64, as `minisign -P` takes it. */
  key: z.string(),
  since: z.iso.datetime(),
  /** From then on nothing may be sealed with it; what was sealed before stays valid. */
  until: z.iso.datetime().optional(),
  /** Lost or stolen: what it sealed after `until` is not to be trusted. */
  disabled: z.boolean().optional(),
  recipient: sealRecipientSchema.optional(),
});
export type OfficeKey = z.infer<typeof officeKeySchema>;
