import * as z from 'zod';

const person = z.string().trim().min(1).max(100);
/** As `numberText` writes it. */
export const keyNumberSchema = z.string().regex(/^[0-9A-F]{16}$/);

/** The seal was handed over within the office: who gave whom what. The key stays the same. */
export const handoverSchema = z.looseObject({
  at: z.iso.datetime(),
  key: keyNumberSchema,
  from: person,
  to: person,
  /** What was given: the recovery page, the PC, or both. */
  page: z.boolean(),
  pc: z.boolean(),
  note: z.string().max(1_000),
});

/** seal.json: what happened to the seal that no other office needs to know. */
export const sealEventsSchema = z.looseObject({
  format: z.string(),
  /** When the recovery page of a key was printed, and by whom; the last time of each. */
  pages: z.array(z.looseObject({ key: keyNumberSchema, at: z.iso.datetime(), by: z.string() })),
  handovers: z.array(handoverSchema),
});
export type SealEvents = z.infer<typeof sealEventsSchema>;
