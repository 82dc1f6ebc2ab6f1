import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { longestTerm, mostTerms, synonymLineSchema, synonymTroubleSchema } from '#shared/model/synonym';

const listSchema = z.object({
  /** In no order. */
  lines: z.array(synonymLineSchema),
  /** Why the office's own part is not in use; then the program's list is, and nothing can be changed. */
  trouble: synonymTroubleSchema.nullable(),
});

const id = z.string().min(1).max(60);

/** Abbreviations and synonyms of the open library. All answer the whole list as it is now; it counts from the next query on. */
export const synonymsOperations = {
  'synonyms.list': operation(nothing, listSchema),
  /** Adds a line (`id` null), or changes the one of this id; fails with `bad-input` and the rule that it breaks. */
  'synonyms.save': operation(
    z.object({
      id: id.nullable(),
      terms: z.array(z.string().max(longestTerm * 2)).max(mostTerms * 2),
      capitals: z.boolean(),
    }),
    listSchema,
  ),
  'synonyms.switch': operation(z.object({ id, off: z.boolean() }), listSchema),
  /** Removes a line of the office's own; one that comes with the program is again as it came, and on. */
  'synonyms.remove': operation(z.object({ id }), listSchema),
};
