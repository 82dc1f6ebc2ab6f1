import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { handoverSchema, keyNumberSchema } from '#shared/model/seal-events';

const note = z.string().trim().max(1_000);

/** A change of the key that became a statement. */
const sealChangeSchema = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  /** Numbers of the keys. */
  from: keyNumberSchema,
  to: keyNumberSchema,
  lost: z.boolean(),
  note: z.string(),
});

const sealStateSchema = z.object({
  /**
   * here: this PC seals. elsewhere: the office has a seal, and this PC or user does not have its secret.
   * none: none was made yet; one is when something is to be sealed.
   */
  standing: z.enum(['here', 'elsewhere', 'none']),
  /**
   * The passphrase of the secret on this PC. none: there is none. wanted: it has to be given before something is sealed.
   * given: somebody did, since the library was opened.
   */
  passphrase: z.enum(['none', 'wanted', 'given']),
  /** Number of the key in force; null where there is none. */
  key: keyNumberSchema.nullable(),
  /** The recovery page of the key in force was printed. */
  printed: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
  /** All keys, newest first. */
  keys: z.array(
    z.object({
      key: keyNumberSchema,
      since: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      disabled: z.boolean(),
      here: z.boolean(),
    }),
  ),
  /** Newest first. */
  changes: z.array(sealChangeSchema),
  handovers: z.array(handoverSchema),
});
export type SealState = z.infer<typeof sealStateSchema>;

export const sealOperations = {
  'seal.state': operation(nothing, sealStateSchema),
  /** What stands on the recovery page; makes the seal where there is none. Fails with `no-seal-key`. */
  'seal.page': operation(
    nothing,
    z.object({
      key: keyNumberSchema,
      since: z.iso.datetime(),
      office: z.string(),
      words: z.array(z.string()),
      /** The words as a phone reads them: in capitals and without marks. */
      code: z.string(),
    }),
  ),
  /** Notes that the page of this key was printed. */
  'seal.pagePrinted': operation(z.object({ key: keyNumberSchema }), sealStateSchema),
  /**
   * Puts the seal on this PC by the words of the recovery page. wrong, unknown, count, several: they are not as they stand on
   * the page (positions from 1). other: they are whole, and belong to no key of this office. ended: to one that does not seal any more; this PC opens older
   * parcels with it from now on.
   */
  'seal.restore': operation(
    z.object({ text: z.string().max(5_000) }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('restored'), state: sealStateSchema }),
      z.object({ type: z.literal('count'), words: z.number().int(), wanted: z.number().int() }),
      z.object({
        type: z.literal('wrong'),
        position: z.number().int(),
        word: z.string(),
        rather: z.string(),
      }),
      z.object({
        type: z.literal('unknown'),
        wrong: z.array(z.object({ position: z.number().int(), word: z.string() })),
      }),
      z.object({ type: z.literal('several') }),
      z.object({ type: z.literal('other'), key: keyNumberSchema }),
      z.object({ type: z.literal('ended'), key: keyNumberSchema, until: z.iso.datetime().nullable() }),
    ]),
  ),
  /**
   * A new key in the place of the one in force, and a statement about it that the former seals where this PC has it. With `lost` the
   * former counts for nothing from now on. Names the key that it replaces: fails with `bad-input` if another one is in force meanwhile.
   * With `forgotten` the former does not seal it, because nobody knows its passphrase any more; else that is `seal-locked`.
   */
  'seal.renew': operation(
    z.object({ from: keyNumberSchema, lost: z.boolean(), note, forgotten: z.boolean().optional() }),
    sealStateSchema,
  ),
  /** Gives the passphrase for this session; false where it is another one. Fails with `no-seal-key`. */
  'seal.unlock': operation(
    z.object({ passphrase: z.string().max(200) }),
    z.object({ opened: z.boolean(), state: sealStateSchema }),
  ),
  /**
   * Sets, changes or (empty) removes the passphrase of the secret on this PC. `current` is the one that it has, empty without
   * one; wrong: it is another one, and nothing was changed. Fails with `no-seal-key`, and with `bad-input` below 8 characters.
   */
  'seal.setPassphrase': operation(
    z.object({ current: z.string().max(200), passphrase: z.string().max(200) }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('set'), state: sealStateSchema }),
      z.object({ type: z.literal('wrong') }),
    ]),
  ),
  /** Notes who gave the seal to whom; with `forget` this PC does not seal any more. Fails with `no-seal-key`. */
  'seal.handOver': operation(
    z.object({
      from: z.string().trim().min(1).max(100),
      to: z.string().trim().min(1).max(100),
      page: z.boolean(),
      pc: z.boolean(),
      note,
      forget: z.boolean(),
    }),
    sealStateSchema,
  ),
};
