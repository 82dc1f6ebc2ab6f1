import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { comparedParts, pairSchema } from '#shared/model/near-duplicate';
import { periodSchema } from '#shared/model/period';
import { idSchema, practiceSummarySchema } from '#shared/model/practice';

const shownDecisionSchema = z.object({
  type: z.enum(['same', 'both', 'asked']),
  /** `same`: the practice that stands for both. */
  main: idSchema.nullable(),
  /** `asked`: whose unit was asked, and what. */
  of: idSchema.nullable(),
  question: z.string(),
  at: z.string(),
  by: z.string(),
  /** False once one of the texts has changed so much that it has to be decided anew. */
  holds: z.boolean(),
});

const nearDuplicateSchema = z.object({
  /** The smaller id first. */
  practices: z.tuple([practiceSummarySchema, practiceSummarySchema]),
  /** How much of the own words of the shorter text stand in the other one, 0 to 1; null where the texts are no copies any more. */
  degree: z.number().nullable(),
  sameTitle: z.boolean(),
  /** One of them says that it was made after the other. */
  basedOn: z.boolean(),
  decision: shownDecisionSchema.nullable(),
});
export type NearDuplicatePair = z.infer<typeof nearDuplicateSchema>;

const passageSideSchema = z.object({
  part: z.enum(comparedParts),
  /** The passage as it is written there; `same` is what stands in the other one, too. */
  pieces: z.array(z.object({ text: z.string(), same: z.boolean() })),
});
export type PassageSide = z.infer<typeof passageSideSchema>;

const passageSchema = z.object({
  /** Words in common. */
  words: z.number(),
  sides: z.tuple([passageSideSchema, passageSideSchema]),
});
export type SharedPassage = z.infer<typeof passageSchema>;

export const longestQuestion = 2_000;

export const nearDuplicatesOperations = {
  /**
   * Compares all practices as they are now, in the background; only what has changed since the last time is read. The first time in a large
   * library takes half a minute.
   */
  'nearDuplicates.look': operation(nothing, jobStarted),
  /**
   * Pairs found by the last look, and pairs decided on: of those of a period (one of both is of it), or of one practice, or all.
   * Undecided ones first, then most alike first. `looked` is false before the first look, `current` where something has changed since.
   */
  'nearDuplicates.list': operation(
    z.object({ period: periodSchema.nullable(), practice: idSchema.nullable() }),
    z.object({ looked: z.boolean(), current: z.boolean(), pairs: z.array(nearDuplicateSchema) }),
  ),
  /** Both side by side: passages in common in the order of the first one, and figures that both name. */
  'nearDuplicates.compare': operation(
    z.object({ practices: pairSchema }),
    z.object({ figures: z.array(z.string()), passages: z.array(passageSchema) }),
  ),
  /**
   * `base` is the time of the decision that was shown, null for none: where another one was made meanwhile, nothing is changed. Asking
   * writes a comment to our own unit's practice, or a question to the office of a peer's.
   */
  'nearDuplicates.decide': operation(
    z.object({
      practices: pairSchema,
      base: z.string().nullable(),
      decision: z.discriminatedUnion('type', [
        z.object({ type: z.literal('same'), main: idSchema }),
        z.object({ type: z.literal('both') }),
        z.object({
          type: z.literal('asked'),
          of: idSchema,
          question: z.string().trim().min(1).max(longestQuestion),
        }),
      ]),
    }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('decided'), at: z.string() }),
      z.object({ type: z.literal('changed') }),
    ]),
  ),
  /** Takes the decision made at that time back: what was decided before holds again, and what was asked is taken back. */
  'nearDuplicates.undo': operation(
    z.object({ practices: pairSchema, at: z.string() }),
    z.object({ type: z.enum(['undone', 'changed']) }),
  ),
};
