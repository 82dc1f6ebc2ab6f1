import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { choiceFactsSchema } from '#shared/model/choice';
import { figureSumsSchema } from '#shared/model/figure-sums';
import { periodSchema } from '#shared/model/period';
import { languageSchema } from '#shared/model/practice';

/** A page of Word, a slide, an Excel list. */
export const choicePapers = ['summary', 'slide', 'list'] as const;
export type ChoicePaper = (typeof choicePapers)[number];

const told = z.object({
  facts: choiceFactsSchema,
  figures: figureSumsSchema,
  /** Chosen ones that are told of nowhere: samples, those that cannot be read or are gone. */
  leftOut: z.number().int(),
});
export type ToldChoice = z.infer<typeof told>;

/** What a period's choice amounts to, as compilation.json and the library are now. */
export const choiceOperations = {
  'choice.facts': operation(z.object({ period: periodSchema }), told),
  /** The choice as a file that can be fetched for a day. The same choice gives the same bytes. */
  'choice.paper': operation(
    z.object({ period: periodSchema, paper: z.enum(choicePapers), language: languageSchema }),
    madeSchema,
  ),
};
