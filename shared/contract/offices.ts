import * as z from 'zod';
import { fileReferenceSchema, nothing, operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { idSchema } from '#shared/model/practice';
import { sealVerdictSchema } from '#shared/model/seal';

/**
 * phone: compared by telephone. directory: stands in the directory of an office that was compared. unconfirmed: nobody has
 * compared it. changed: another key of the office is known, and nothing leads from that one to this.
 */
const keyTrustSchema = z.enum(['phone', 'directory', 'unconfirmed', 'changed']);

const keyViewSchema = z.object({
  key: z.string(),
  /** As minisign prints it: for the technical fold. */
  number: z.string(),
  /** Groups of five, to be read out. */
  digits: z.string(),
  trust: keyTrustSchema,
  /** Who compared it, or whose directory it is; null for the other two. */
  by: z.string().nullable(),
  at: z.string().nullable(),
  firstSeen: z.string(),
  /** Its office has replaced it. */
  until: z.string().nullable(),
  disabled: z.boolean(),
  /** Only in a parcel that waits: nothing is noted of it yet. */
  waiting: z.boolean(),
});
export type KeyView = z.infer<typeof keyViewSchema>;

const knownOfficeViewSchema = z.object({
  id: idSchema,
  name: z.string(),
  province: z.string().nullable(),
  /** From our own directory or a trusted one; null where there is none. */
  phone: z.string().nullable(),
  keys: z.array(keyViewSchema),
});
export type KnownOfficeView = z.infer<typeof knownOfficeViewSchema>;

const officesSchema = z.object({
  /** Digits of our own keys in use, for others who compare; empty without a seal. */
  ours: z.array(z.string()),
  offices: z.array(knownOfficeViewSchema),
});
export type KnownOfficesView = z.infer<typeof officesSchema>;

const keyOfOffice = z.object({ officeId: idSchema, key: z.string().max(200) });

/** Offices whose seals are known, and what makes them trusted. */
export const officesOperations = {
  'offices.list': operation(nothing, officesSchema),
  /**
   * The digits of this key were compared by telephone, with a number that did not come from a parcel; `phone` keeps that
   * number. Fails with `not-found` where neither the library nor a waiting parcel has the key.
   */
  'offices.compare': operation(keyOfOffice.extend({ phone: z.string().trim().max(60) }), officesSchema),
  /** Takes the comparison back. */
  'offices.uncompare': operation(keyOfOffice, officesSchema),
  /** Takes in a directory from a file: only one that an office has sealed whose key was compared by telephone. */
  'offices.takeDirectory': operation(
    z.object({ file: fileReferenceSchema }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('taken'), author: z.string(), offices: z.number().int() }),
      z.object({ type: z.literal('untrusted'), seal: sealVerdictSchema }),
      z.object({ type: z.literal('not-a-directory') }),
    ]),
  ),
  /** Our directory as a file: the offices that were compared here. Fails with `no-seal-key`. */
  'offices.exportDirectory': operation(nothing, z.object({ paper: madeSchema, offices: z.number().int() })),
  /** The seal of a practice of this library; null where its record cannot be read or nothing was minted. */
  'practices.seal': operation(z.object({ id: idSchema }), z.object({ seal: sealVerdictSchema.nullable() })),
};
