import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { departureIdSchema, departureSchema } from '#shared/model/departure';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema, sha256Schema } from '#shared/model/practice';
import { recipientSchema } from '#shared/model/recipient';
import { sealStandingSchema } from '#shared/model/seal';
import { sendingFindingSchema } from '#shared/model/sending-check';

const recipientList = z.object({
  recipients: z.array(recipientSchema),
  /** SHA-256 of exchange/recipients.json, null while there is none: name it in `sending.saveRecipients`. */
  hash: sha256Schema.nullable(),
  /** Offices that have sent us something and are not on the list. */
  known: z.array(z.object({ office: idSchema, name: z.string() })),
});

/** One file of a departure, as it lies in compilations/<period>/bundles/. */
const departureFileSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  sha256: sha256Schema,
  practices: z.number().int(),
  part: z.number().int(),
  parts: z.number().int(),
  /** What the parts were to stay below, in bytes; null where it was not cut. */
  limit: z.number().nullable(),
  /** Bears our seal. */
  sealed: z.boolean(),
  /** False where somebody moved or deleted it: exporting the number again makes the same file. */
  there: z.boolean(),
});
export type DepartureFile = z.infer<typeof departureFileSchema>;

const departureViewSchema = z.object({
  departure: departureSchema,
  files: z.array(departureFileSchema),
  /** Practices of the whole, where some were left out because the audience has them; else null. */
  of: z.number().int().nullable(),
  /** By recipient: when its acknowledgement, under its seal, says that it received the bundle; `parts` of how many there are. */
  acknowledged: z.array(
    z.object({
      recipient: idSchema,
      at: z.string(),
      registerNumber: z.string().nullable(),
      parts: z.number().int(),
      of: z.number().int(),
    }),
  ),
  /** Recipients for whom there only is an acknowledgement that does not count: nothing shows that it is theirs. */
  doubtful: z.array(z.object({ recipient: idSchema, at: z.string(), standing: sealStandingSchema })),
});
export type DepartureView = z.infer<typeof departureViewSchema>;

const marked = z.discriminatedUnion('type', [
  departureViewSchema.extend({ type: z.literal('done') }),
  /** Nothing was noted: what was found in the bundle has to be looked at first. */
  z.object({ type: z.literal('unchecked'), findings: z.array(sendingFindingSchema) }),
]);

const oneDeparture = z.object({ id: departureIdSchema });
const someRecipients = oneDeparture.extend({ recipients: z.array(idSchema).min(1).max(500) });

/** Sending bundles to other offices: whom, what was found in them, and the register of departures. */
export const sendingOperations = {
  'sending.recipients': operation(nothing, recipientList),
  'sending.saveRecipients': operation(
    z.object({ base: sha256Schema.nullable(), recipients: z.array(recipientSchema).max(500) }),
    z.discriminatedUnion('type', [
      recipientList.extend({ type: z.literal('saved') }),
      /** Somebody else saved in between: nothing was written. */
      recipientList.extend({ type: z.literal('conflict') }),
    ]),
  ),
  /** The register, newest first. */
  'sending.departures': operation(nothing, z.array(departureViewSchema)),
  /** The register of a year as an Excel file, columns as Annex IV of Decree 30/2020 has them. Fails with `no-office`. */
  'sending.exportRegister': operation(
    z.object({ year: z.number().int(), language: languageSchema }),
    madeSchema,
  ),
  /** Fails with `not-found`. */
  'sending.departure': operation(oneDeparture, departureViewSchema),
  /** What should be looked at before the bundle leaves; all of it is read for that. */
  'sending.check': operation(oneDeparture, z.array(sendingFindingSchema)),
  /** Notes that somebody looked at what was found and sends it nevertheless. Fails with `bad-input` without a reason. */
  'sending.accept': operation(
    oneDeparture.extend({ reason: z.string().trim().max(500) }),
    departureViewSchema,
  ),
  /** Puts offices of the list on the departure, or takes them off it while nothing was sent to them. */
  'sending.address': operation(
    oneDeparture.extend({ add: z.array(idSchema).max(500), remove: z.array(idSchema).max(500) }),
    departureViewSchema,
  ),
  /**
   * "Đã gửi", or not after all. Fails with `sharing-forbids` where the bundle may not go to one of these recipients.
   */
  'sending.mark': operation(someRecipients.extend({ sent: z.boolean() }), marked),
  /** What each practice of a compilation weighs in a bundle, and its files that weigh most. Bytes. */
  'sending.weigh': operation(
    z.object({ period: periodSchema }),
    z.object({
      /** Of a bundle without practices. */
      own: z.number(),
      practices: z.array(
        z.object({
          id: idSchema,
          title: z.string(),
          ours: z.boolean(),
          bytes: z.number(),
          files: z.array(
            z.object({ file: z.string(), title: z.string(), mediaType: z.string(), bytes: z.number() }),
          ),
        }),
      ),
    }),
  ),
  /** Of a compilation's practices, how many these recipients do not all have, as far as they have acknowledged. */
  'sending.lacking': operation(
    z.object({ period: periodSchema, recipients: z.array(idSchema).min(1).max(500) }),
    z.object({ lacking: z.number().int(), all: z.number().int() }),
  ),
  /** Words to be told by telephone. */
  'sending.proposePassphrase': operation(nothing, z.object({ passphrase: z.string() })),
  /**
   * Makes copies of these files of the departure that only open with the passphrase. Job subject: the name of the first.
   * Fails with `bad-input` for a passphrase below 12 characters.
   */
  'sending.lock': operation(
    oneDeparture.extend({ files: z.array(z.string()).min(1).max(500), passphrase: z.string().max(200) }),
    jobStarted,
  ),
};
