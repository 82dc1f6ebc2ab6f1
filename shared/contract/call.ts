import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { madeSchema, paperFormats } from '#shared/contract/papers';
import { callSchema } from '#shared/model/call';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema, sha256Schema } from '#shared/model/practice';
import { deadlineStandings } from '#shared/model/reporting-calendar';
import { mostUnits } from '#shared/model/unit';

const day = z.string();
const standing = z.enum(deadlineStandings);

const found = z.object({
  /** Null while nobody has made one. */
  call: callSchema.nullable(),
  /** SHA-256 of call.json, or null while there is none: name it in `call.save`. */
  hash: sha256Schema.nullable(),
  /**
   * `YYYY-MM-DD`: what the period reports on, until when units have to have sent, when they are reminded. `left`: working days
   * from today to the deadline, below zero those since; `standing` tells whether it is over, as none may lie between.
   */
  plan: z.object({
    ...{ from: day, to: day, deadline: day },
    ...{ reminders: z.array(day), standing, left: z.number().int() },
  }),
  /** The statement that tells other offices, if there is one. */
  told: z
    .object({
      id: idSchema,
      at: z.string(),
      /** It says what the call says now. */
      current: z.boolean(),
      /** It has gone with a parcel. */
      sent: z.boolean(),
    })
    .nullable(),
  /** What other offices ask for this period, newest first. */
  received: z.array(
    z.object({
      id: idSchema,
      office: z.string(),
      at: z.string(),
      wanted: z.string(),
      fields: z.array(z.string()),
      deadline: day.nullable(),
      briefing: day.nullable(),
      /** It is by whom it says: with the whole seal of its office. */
      certain: z.boolean(),
    }),
  ),
});
export type FoundCall = z.infer<typeof found>;

export const callOperations = {
  /** What is asked of whom for a period. Fails with `library-damaged`. */
  'call.get': operation(z.object({ period: periodSchema }), found),
  'call.save': operation(
    z.object({
      period: periodSchema,
      base: sha256Schema.nullable(),
      call: callSchema
        .pick({ wanted: true, fields: true, deadline: true, briefing: true, units: true })
        .strip(),
    }),
    z.discriminatedUnion('type', [
      found.extend({ type: z.literal('saved') }),
      found.extend({ type: z.literal('conflict') }),
    ]),
  ),
  /**
   * Says the call in a statement that goes with the next parcel; one that says less and has not left is taken back. Fails with
   * `not-found` before there is a call, `no-office`.
   */
  'call.tell': operation(z.object({ period: periodSchema }), found),
  /** Takes the statement back. Fails with `statement-left` where it has gone. */
  'call.untell': operation(z.object({ period: periodSchema }), found),
  /** The call as a Word file. Fails with `not-found` before there is one. */
  'call.paper': operation(
    z.object({ period: periodSchema, language: languageSchema, as: z.enum(paperFormats) }),
    madeSchema,
  ),
  /** A reminder to these units (ids) as a Word file. Fails with `bad-input` where none of them is known. */
  'call.reminder': operation(
    z.object({
      period: periodSchema,
      language: languageSchema,
      as: z.enum(paperFormats),
      units: z.array(idSchema).min(1).max(mostUnits),
    }),
    madeSchema,
  ),
  /** Units that were asked and have neither sent nor reported nil, in the order of the list. */
  'call.waiting': operation(
    z.object({ period: periodSchema }),
    z.array(z.object({ id: idSchema, name: z.string() })),
  ),
  /** Calls whose deadline is near or over and that units have not answered, the nearest deadline first. */
  'call.due': operation(
    nothing,
    z.array(
      z.object({
        period: periodSchema,
        deadline: day,
        standing,
        /** Working days from today to the deadline; below zero those since. */
        left: z.number().int(),
        /** How many units have not answered. */
        waiting: z.number().int(),
        /** One of the days for reminders has come. */
        remind: z.boolean(),
      }),
    ),
  ),
};
