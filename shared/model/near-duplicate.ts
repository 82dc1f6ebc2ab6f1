import * as z from 'zod';
import { idSchema } from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

/** Two practices, the smaller id first. */
export const pairSchema = z.tuple([idSchema, idSchema]);
export type Pair = z.infer<typeof pairSchema>;

/** What was decided about two practices whose texts are near copies. */
const decisionFields = {
  /** `same`: one way of working, `main` being the practice that stands for both. `both`: they stay as they are. `asked`: whoever wrote `of` was asked. */
  type: z.enum(['same', 'both', 'asked']),
  main: idSchema.exactOptional(),
  of: idSchema.exactOptional(),
  question: z.string().exactOptional(),
  /** The comment in work.json, or the statement, that the question became. */
  comment: idSchema.exactOptional(),
  statement: idSchema.exactOptional(),
  at: z.iso.datetime(),
  by: z.string(),
  /** The texts that it was made on, in the order of `practices`. */
  texts: z.array(
    z.looseObject({
      /** SHA-256 of practice.md. */
      sha256: z.string(),
      /** The smallest shingle numbers of the text, ascending: how far a later text is another one can be told from them. */
      sketch: z.array(z.number().int().nonnegative()),
    }),
  ),
};
const decisionSchema = z.looseObject(decisionFields);
export type NearDuplicateDecision = z.infer<typeof decisionSchema>;

/** near-duplicates/<id>_<id>.json */
export const nearDuplicateFileSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  practices: pairSchema,
  ...decisionFields,
  /** The decision that this one has replaced: undoing brings it back. */
  before: decisionSchema.exactOptional(),
});
export type NearDuplicateFile = z.infer<typeof nearDuplicateFileSchema>;

/** Where a passage stands. */
export const comparedParts = ['title', 'summary', 'text', ...sectionKeys] as const;

export function pairOf(one: string, other: string): Pair {
  return one < other ? [one, other] : [other, one];
}
