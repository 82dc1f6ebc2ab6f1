import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema } from '#shared/model/practice';

/** Where a paper that was made can be fetched for a day: below `files/papers/<token>/<file>`. */
export const madeSchema = z.object({
  token: z.string().regex(/^[0-9a-f]{32}$/),
  /** The name that it is saved under unless the person gives another one. */
  file: z.string(),
  bytes: z.number().int(),
});
export type MadePaper = z.infer<typeof madeSchema>;

export const reportKinds = ['docx', 'pdf'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Papers that leave the program as files. */
export const papersOperations = {
  /** A practice as a Word file, its labels in this language. Fails with `not-found` and `practice-damaged`. */
  'papers.practice': operation(z.object({ id: idSchema, language: languageSchema }), madeSchema),
  /**
   * The report of a period's choice, as compilation.json and the library are now, laid out after Decree 30/2020/NĐ-CP; its
   * number and date stay open. The same choice gives the same bytes.
   */
  'papers.report': operation(
    z.object({ period: periodSchema, as: z.enum(reportKinds), language: languageSchema }),
    madeSchema,
  ),
};
