import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { idSchema } from '#shared/model/practice';

/** Somebody who has a practice open to write in it, at another program on the same library. */
export const personHereSchema = z.object({
  /** Tells two sittings apart, also of the same person. */
  sitting: z.string(),
  name: z.string(),
  /** Name of the machine. */
  host: z.string(),
  /** Milliseconds since 1970, by the clock of that machine: to be shown, not to be compared. */
  since: z.number(),
});
export type PersonHere = z.infer<typeof personHereSchema>;

const others = z.object({ id: idSchema, others: z.array(personHereSchema) });

const authorSchema = z.object({
  name: z.string(),
  host: z.string(),
  /** Milliseconds since 1970, by the clock of that machine. */
  at: z.number(),
});
export type Author = z.infer<typeof authorSchema>;

/** Who is writing where. It only warns: everybody may write, saves are compared in any case. */
export const presenceOperations = {
  /** Says that the person begins to write in this practice; answers who else does. As many `leave` must follow. */
  'presence.enter': operation(z.object({ id: idSchema }), others),
  'presence.leave': operation(z.object({ id: idSchema }), nothing),
  'presence.others': operation(z.object({ id: idSchema }), others),
  /** All practices in which others are writing. */
  'presence.everyone': operation(nothing, z.array(others)),
  /**
   * Who wrote what stands under these keys (`title`, `section:steps`) in the working copy of this `hash`; a key whose author
   * is not known for certain is left out, and all are where the working copy is another one by now.
   */
  'presence.authors': operation(
    z.object({ id: idSchema, hash: z.string().max(64), keys: z.array(z.string().max(60)).max(100) }),
    z.record(z.string(), authorSchema),
  ),
};

export const presenceEvents = {
  /** Somebody came or left. */
  'presence.changed': others,
  /** A write of this practice has waited for another program for more than 2 s, or does so no more. */
  'practice.waiting': z.object({
    id: idSchema,
    state: z.enum(['waiting', 'over', 'taken-over']),
    /** Machine of the program that is waited for, where it can be read. */
    host: z.string().nullable(),
  }),
};
