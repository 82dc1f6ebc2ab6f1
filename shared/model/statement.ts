import * as z from 'zod';
import { officeKeySchema } from '#shared/model/seal';
import { idSchema, levelSchema, sha256Schema } from '#shared/model/practice';

/** Version of statements. */
export const statementFormat = '1.0';

const text = z.string().trim().min(1).max(5_000);
const identity = z.looseObject({
  id: idSchema,
  name: z.string().min(1).max(300),
  level: levelSchema,
  province: z.string().nullable(),
  phone: z.string().max(60).optional(),
  email: z.string().max(150).optional(),
  /** Of years; more would be made to cost, since each may have to be tried. */
  keys: z.array(officeKeySchema).max(64),
});

/** Bodies of the types that this version knows; see docs/formats.md, "Statements". */
export const statementBodies = {
  /** Who an office is, and its keys. */
  office: identity,
  /** Offices whose keys the author has compared; whoever trusts the author trusts them. */
  directory: z.looseObject({ offices: z.array(identity).max(5_000) }),
  /** One key follows another; sealed with the former where that still exists. */
  rotation: z.looseObject({
    from: z.string(),
    to: z.string(),
    lost: z.boolean(),
    note: z.string().max(5_000),
  }),
  /** A parcel has arrived. */
  acknowledgement: z.looseObject({
    /** Of tagmanifest-sha256.txt: the same for the same content, however it was packed or renamed. */
    parcel: sha256Schema,
    office: idSchema,
    period: z.string(),
    number: z.number().int(),
    part: z.number().int(),
    parts: z.number().int(),
    receivedAt: z.iso.datetime(),
    receivedBy: z.string(),
    /** In the receiver's register; null where it was not entered. */
    registerNumber: z.string().nullable(),
    practices: z.array(z.looseObject({ id: idSchema, revision: sha256Schema })),
  }),
  /** The origin no longer recommends a practice. */
  discontinued: z.looseObject({ reason: text }),
  /** The author's office has applied somebody's practice. */
  adoption: z.looseObject({
    where: text,
    /** A date or a month or a year, as far as known. */
    since: z.string().max(10).nullable(),
    result: z.string().max(5_000),
    /** What was done in another way. */
    changed: z.string().max(5_000),
    /** The author's own practice that came of it. */
    practice: idSchema.nullable(),
  }),
  question: z.looseObject({ text }),
  /** What the author's office asks of those that report to it, for a period. */
  call: z.looseObject({
    period: z.string().max(20),
    wanted: z.string().max(20_000),
    /** Keys of fields; empty: all. */
    fields: z.array(z.string().max(60)).max(100),
    /** `YYYY-MM-DD`. */
    deadline: z.iso.date().nullable(),
    briefing: z.iso.date().nullable(),
  }),
  answer: z.looseObject({ question: idSchema, text }),
} as const;
/** What becomes of a statement that arrives; see electron/core/statements/statement-store.ts. */
export const statementOutcomes = ['new', 'here', 'sealed', 'replaces', 'refused'] as const;
export type StatementOutcome = (typeof statementOutcomes)[number];

/** Types that people make about a practice, and may take back until they have left the house. */
export const madeByHand = ['discontinued', 'adoption', 'question', 'answer', 'call'] as const;
export type StatementType = keyof typeof statementBodies;
export type StatementBody<T extends StatementType> = z.infer<(typeof statementBodies)[T]>;

/** What all statements have, also those of types that this version does not know: they are kept, shown and passed on. */
export const statementSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  kind: z.literal('lantoa-statement'),
  id: idSchema,
  type: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  author: z.object({ id: idSchema, name: z.string().max(300) }),
  /** The person who made it, by name. */
  by: z.string().max(100).optional(),
  at: z.iso.datetime(),
  /** The practice that it is about. */
  subject: z.object({ practice: idSchema, revision: sha256Schema.nullable() }).optional(),
  body: z.looseObject({}),
});
export type Statement = z.infer<typeof statementSchema>;
