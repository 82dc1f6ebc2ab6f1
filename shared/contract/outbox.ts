import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { departureIdSchema } from '#shared/model/departure';
import { periodSchema } from '#shared/model/period';
import { idSchema } from '#shared/model/practice';

/**
 * lies: it is in the folder. fetched: whoever receives it has moved it away as received. gone: it is there no more.
 * unknown: the folder cannot be looked into from this machine.
 */
const placedStateSchema = z.enum(['lies', 'fetched', 'gone', 'unknown']);
export type PlacedState = z.infer<typeof placedStateSchema>;

const exchangeFolderSchema = z.object({
  recipient: idSchema,
  name: z.string(),
  /** As a person finds it; null where none is chosen on this machine. */
  folder: z.string().nullable(),
  /** What was laid there last, for this departure. */
  placed: z
    .object({
      folder: z.string(),
      at: z.string(),
      by: z.string(),
      files: z.array(z.object({ name: z.string(), of: z.string(), state: placedStateSchema })),
    })
    .nullable(),
});
export type ExchangeFolder = z.infer<typeof exchangeFolderSchema>;

/** Parcels that lie in an exchange folder and were not fetched yet. */
const lyingSchema = z.object({
  departure: departureIdSchema,
  period: periodSchema,
  number: z.number().int(),
  recipient: idSchema,
  name: z.string(),
  folder: z.string(),
  files: z.number().int(),
  at: z.string(),
});
export type Lying = z.infer<typeof lyingSchema>;

const one = z.object({ recipient: idSchema });

/** Folders on shared drives into which parcels are laid, one for each partner. */
export const outboxOperations = {
  /** The recipients of a departure, with the folder of each and what lies there. Fails with `not-found`. */
  'outbox.ofDeparture': operation(z.object({ id: departureIdSchema }), z.array(exchangeFolderSchema)),
  /**
   * Chooses the folder of a recipient on this machine; null is one below the library's own outbox, which is made. Fails
   * with `not-found` where the recipient is not on the list.
   */
  'outbox.choose': operation(
    one.extend({ path: z.string().min(1).max(4096).nullable() }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('chosen') }),
      /** There is no such folder. */
      z.object({ type: z.literal('missing') }),
      /** It lies in the library, or parcels are received from it. */
      z.object({ type: z.literal('ours') }),
      /** It is that of another recipient. */
      z.object({ type: z.literal('taken'), name: z.string() }),
    ]),
  ),
  'outbox.leave': operation(one, nothing),
  /**
   * Lays these files of the departure into the recipient's folder, each whole from the first moment on and under a name
   * that is free, and notes that they were sent. Job subject: the folder. Fails with `not-found`, `sharing-forbids`,
   * `attachment-changed` (a file is not the one that was exported) and `bad-input` before the departure was looked through, or
   * for a locked copy that this recipient cannot open.
   */
  'outbox.put': operation(
    one.extend({ id: departureIdSchema, files: z.array(z.string()).min(1).max(500) }),
    jobStarted,
  ),
  /** Of all departures, the oldest first. */
  'outbox.lying': operation(nothing, z.array(lyingSchema)),
};
