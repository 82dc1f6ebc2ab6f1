import * as z from 'zod';
import { jobStarted, operation } from '#shared/contract/operation';
import { departureIdSchema } from '#shared/model/departure';
import { idSchema } from '#shared/model/practice';

/** More would make a header that readers refuse (docs/formats.md, rule `locked`). */
const mostOpeners = 190;

/**
 * Whether a parcel can be made that an office alone opens.
 * ready: its seal is known, and compared or vouched for. unknown: no seal of it is known here. unconfirmed: nobody has
 * compared it yet. changed: what is known now differs from what was compared, or was disabled. untold: it is compared, and
 * the office has not told yet for whom to encrypt, as programs of an earlier version do not. forbidden: the sharing scope of
 * what is in the bundle.
 */
const openerStates = ['ready', 'unknown', 'unconfirmed', 'changed', 'untold', 'forbidden'] as const;

const openerSchema = z.object({
  /** In the list of recipients. */
  recipient: idSchema,
  name: z.string(),
  state: z.enum(openerStates),
  /** The bundle is addressed to it. */
  addressed: z.boolean(),
});
export type Opener = z.infer<typeof openerSchema>;

/** Parcels that only certain offices can open, by their seals: nobody needs a passphrase. */
export const closedParcelOperations = {
  /** Recipients of the departure and of the list, in the order of these. Fails with `not-found`. */
  'sending.openers': operation(z.object({ id: departureIdSchema }), z.array(openerSchema)),
  /**
   * Makes copies of these files of the departure that only the chosen recipients open. Job subject: the name of the first.
   * Fails with `bad-input` where one is not `ready`; `where` is its name.
   */
  'sending.lockFor': operation(
    z.object({
      id: departureIdSchema,
      files: z.array(z.string()).min(1).max(500),
      recipients: z.array(idSchema).min(1).max(mostOpeners),
    }),
    jobStarted,
  ),
};
