import * as z from 'zod';

const answersSchema = z.array(
  z.object({ hits: z.array(z.number()), facets: z.array(z.tuple([z.string(), z.number()])).optional() }),
);

export const builtSchema = z.object({ milliseconds: z.number() });

/** What a process that opened an index has found out; times in milliseconds. */
export const askedSchema = z.object({
  /** From the start of the process to the first answer. */
  open: z.number(),
  /** Resident megabytes of the whole process after the warm-up. */
  memory: z.number(),
  times: z.array(z.number()),
  /** Of the first round alone. */
  firstTimes: z.array(z.number()),
  answers: answersSchema,
  facetTimes: z.array(z.number()),
  facetAnswers: answersSchema,
  /** Of whole answers; empty where the engine has none. */
  wholeTimes: z.array(z.number()),
  knownAnswers: answersSchema,
  additionTimes: z.array(z.number()),
});

export type Built = z.infer<typeof builtSchema>;
export type Asked = z.infer<typeof askedSchema>;
