import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { idSchema, practiceSummarySchema } from '#shared/model/practice';

const similarPracticeSchema = z.object({
  practice: practiceSummarySchema,
  /** What both say about themselves, in the words of the practice asked about; most telling first. */
  shared: z.array(z.string()),
});
export type SimilarPractice = z.infer<typeof similarPracticeSchema>;

export const similarOperations = {
  /** Up to five practices that are about the same as this one, most similar first; none while it is not indexed. */
  'search.similar': operation(z.object({ id: idSchema }), z.array(similarPracticeSchema)),
};
