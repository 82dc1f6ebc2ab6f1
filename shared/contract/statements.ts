import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { idSchema, partialDateSchema } from '#shared/model/practice';
import { sealStandingSchema } from '#shared/model/seal';

/** A statement as screens need it. */
const shownSchema = z.object({
  id: idSchema,
  type: z.string(),
  office: z.object({ id: idSchema, name: z.string() }),
  /** The person who made it; empty where it does not say. */
  by: z.string(),
  at: z.string(),
  ours: z.boolean(),
  /** It is by whom it says: ours, or with the whole seal of its office. */
  certain: z.boolean(),
  /** Of its seal; for the technical fold, and to say why it is not certain. */
  standing: sealStandingSchema,
  /** Ours and not sent yet: it may be taken back. */
  removable: z.boolean(),
});
export type ShownStatement = z.infer<typeof shownSchema>;

const discontinuedSchema = shownSchema.extend({ reason: z.string() });
const adoptionSchema = shownSchema.extend({
  where: z.string(),
  since: z.string().nullable(),
  result: z.string(),
  changed: z.string(),
  /** The author's own practice that came of it; `title` where it is in this library. */
  practice: z.object({ id: idSchema, title: z.string().nullable() }).nullable(),
});
const answerSchema = shownSchema.extend({ text: z.string() });
const questionSchema = shownSchema.extend({ text: z.string(), answers: z.array(answerSchema) });

/** What offices have said about a practice, oldest first. */
export const aboutPracticeSchema = z.object({
  /** Of its origin only. */
  discontinued: z.array(discontinuedSchema),
  adoptions: z.array(adoptionSchema),
  questions: z.array(questionSchema),
  /** Of types that this version does not know, or by whom they do not concern. */
  others: z.array(shownSchema),
  /** What may be said here: about a peer's practice, or about ours once it was approved. */
  may: z.object({ discontinue: z.boolean(), adopt: z.boolean(), ask: z.boolean(), answer: z.boolean() }),
  /** Practices of ours that adapt this one: what an adoption may name first. */
  adaptations: z.array(z.object({ id: idSchema, title: z.string() })),
});
export type AboutPractice = z.infer<typeof aboutPracticeSchema>;

const openQuestionSchema = z.object({
  id: idSchema,
  practice: idSchema,
  title: z.string(),
  text: z.string(),
  office: z.string(),
  at: z.string(),
});
export type OpenQuestion = z.infer<typeof openQuestionSchema>;

const longText = z.string().trim().min(1).max(5_000);
const optionalText = z.string().trim().max(5_000);
const made = z.object({ id: idSchema });

export const statementsOperations = {
  'statements.about': operation(z.object({ practice: idSchema }), aboutPracticeSchema),
  /** What lists and the first screen show: practices that their origin no longer recommends, and what waits for our answer. */
  'statements.marks': operation(
    nothing,
    z.object({ discontinued: z.array(idSchema), questions: z.array(openQuestionSchema) }),
  ),
  /** Of ours only. Fails with `practice-not-ours` or `not-approved`. */
  'statements.discontinue': operation(z.object({ practice: idSchema, reason: longText }), made),
  /** Of a peer's only, as `statements.ask`. Fails with `bad-input`. */
  'statements.adopt': operation(
    z.object({
      practice: idSchema,
      where: longText,
      since: partialDateSchema.nullable(),
      result: optionalText,
      changed: optionalText,
      own: idSchema.nullable(),
    }),
    made,
  ),
  'statements.ask': operation(z.object({ practice: idSchema, text: longText }), made),
  /** To a question about ours. Fails with `not-found` or `practice-not-ours`. */
  'statements.answer': operation(z.object({ question: idSchema, text: longText }), made),
  /** Fails with `statement-left` for what is not ours or has been sent. */
  'statements.withdraw': operation(z.object({ id: idSchema }), nothing),
};
