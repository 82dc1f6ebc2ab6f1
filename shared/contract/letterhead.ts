import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { letterheadSchema } from '#shared/model/letterhead';
import { sha256Schema } from '#shared/model/practice';
import { signerSchema } from '#shared/model/issue';

const found = z.object({
  letterhead: letterheadSchema,
  /** SHA-256 of letterhead.json, or null while there is none: name it in `letterhead.save`. */
  hash: sha256Schema.nullable(),
  /** What stands on paper where the letterhead leaves it open, as far as the program knows it. */
  derived: z.object({
    parent: z.string(),
    office: z.string(),
    symbol: z.string(),
    place: z.string(),
    /** The head of the office where the library names exactly one. */
    signer: signerSchema.nullable(),
    reportTo: z.array(z.string()),
    /** Names of the list of recipients. */
    letterTo: z.array(z.string()),
  }),
});
export type FoundLetterhead = z.infer<typeof found>;

/** What stands on the papers of our office: bodies, symbol, place, signers, recipients, usual words. */
export const letterheadOperations = {
  /** What our office has set; nothing while it has not. Fails with `library-damaged`. */
  'letterhead.get': operation(nothing, found),
  'letterhead.save': operation(
    z.object({
      base: sha256Schema.nullable(),
      letterhead: letterheadSchema.omit({ format: true }).strip(),
    }),
    z.discriminatedUnion('type', [
      found.extend({ type: z.literal('saved') }),
      found.extend({ type: z.literal('conflict') }),
    ]),
  ),
};
