import * as z from 'zod';
import { fileReferenceSchema, jobStarted, operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { formReadingSchema, formReasons } from '#shared/model/form';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema } from '#shared/model/practice';

/** So many files are taken at a time. */
export const mostForms = 500;

/** What is told of a form beside what became of it. */
const readSchema = formReadingSchema
  .pick({ unit: true, unplaced: true, doubts: true, pictures: true })
  .extend({
    period: z.string(),
    title: z.string(),
    /** `other-period`: it names another one than the page; `no-period`: it names none. */
    remarks: z.array(z.enum(['other-period', 'no-period', 'nil-and-more', 'nil-after'])),
    /** Titles of the unit's other practices of the period that came by forms. */
    others: z.array(z.string()),
  });

const outcomeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('draft'), practice: idSchema, read: readSchema }),
  z.object({ type: z.literal('nil'), read: readSchema }),
  z.object({ type: z.literal('replaced'), practice: idSchema, read: readSchema }),
  /** The same bytes were taken before; nothing was done. */
  z.object({ type: z.literal('same'), practice: idSchema.nullable(), read: readSchema }),
  /** The unit has sent a form of this title, or reported nil, for the period before: the person decides. */
  z.object({
    type: z.literal('asked'),
    read: readSchema,
    /** What was taken before: a practice, or null for nil. */
    before: z.object({ practice: idSchema, title: z.string(), replaceable: z.boolean() }).nullable(),
  }),
  z.object({ type: z.literal('unread'), reason: z.enum(formReasons) }),
  /** The person did not want it, or took it back. */
  z.object({ type: z.literal('left'), read: readSchema }),
  z.object({ type: z.literal('undone'), read: readSchema }),
]);

const takeSchema = z.object({
  take: idSchema,
  period: periodSchema,
  items: z.array(z.object({ name: z.string(), outcome: outcomeSchema })),
  /** Practices that undo left, since they were changed; null while it was not undone. */
  undone: z.object({ left: z.array(z.string()) }).nullable(),
});
export type FormTake = z.infer<typeof takeSchema>;
export type FormOutcome = z.infer<typeof outcomeSchema>;

/** Forms in Word for contributors without the program: made, and read when they come back. */
export const formsOperations = {
  /** An empty form for a period, or one filled from a practice. Fails with `no-office`, `not-found`, `practice-damaged`. */
  'forms.make': operation(
    z.discriminatedUnion('of', [
      z.object({ of: z.literal('period'), period: periodSchema, language: languageSchema }),
      z.object({ of: z.literal('practice'), id: idSchema }),
    ]),
    madeSchema,
  ),
  /**
   * Reads filled forms, each on its own: a draft with the form as attachment, or a nil answer. One that cannot be read, or
   * is to be decided on, holds up no other. The job's subject is the take's id.
   */
  'forms.take': operation(
    z.object({ files: z.array(fileReferenceSchema).min(1).max(mostForms), period: periodSchema }),
    jobStarted,
  ),
  /** What became of the forms of a take, until the library is closed. Fails with `not-found`. */
  'forms.report': operation(z.object({ take: idSchema }), takeSchema),
  /** Decides about a form that is `asked`; one that is taken after a nil answer takes its place in any case. Fails with `not-found` where it was decided on. */
  'forms.decide': operation(
    z.object({
      take: idSchema,
      item: z.number().int().nonnegative(),
      choice: z.enum(['replace', 'keep', 'leave']),
    }),
    takeSchema,
  ),
  /** Takes all forms of a take back as one step: drafts go to the bin, what was replaced is as before. */
  'forms.undo': operation(z.object({ take: idSchema }), takeSchema),
  /** Forms that were taken for a period, oldest first. */
  'forms.list': operation(
    z.object({ period: periodSchema }),
    z.array(
      z.object({
        id: idSchema,
        unit: z.string(),
        at: z.string(),
        by: z.string(),
        answer: z.enum(['practice', 'nil']),
        practice: idSchema.nullable(),
        title: z.string(),
      }),
    ),
  ),
};
