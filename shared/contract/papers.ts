import * as z from 'zod';
import { jobStarted, operation } from '#shared/contract/operation';
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

export const paperFormats = ['docx', 'pdf'] as const;
export type PaperFormat = (typeof paperFormats)[number];

/**
 * Papers of a period's issue after Decree 30/2020/NĐ-CP. report: báo cáo. letter: công văn to peers; of a correction the
 * letter that corrects. dispatch-note: phiếu gửi. enclosed-list: danh mục tài liệu kèm theo. digest: a plain digest in
 * English, which is no official paper.
 */
export const officialPaperTypes = ['report', 'letter', 'dispatch-note', 'enclosed-list', 'digest'] as const;
export type OfficialPaperType = (typeof officialPaperTypes)[number];

/** Papers that leave the program as files. */
export const papersOperations = {
  /** A practice as a Word file, its labels in this language. Fails with `not-found` and `practice-damaged`. */
  'papers.practice': operation(z.object({ id: idSchema, language: languageSchema }), madeSchema),
  /**
   * Practices (one, or a chosen few in this order) as one file in the style of official papers, their labels in this
   * language. Job subject: `<token>/<file>` below `files/papers/`. Fails with `not-found` and `practice-damaged`.
   */
  'papers.practices': operation(
    z.object({ ids: z.array(idSchema).min(1).max(200), as: z.enum(paperFormats), language: languageSchema }),
    jobStarted,
  ),
  /**
   * A paper of a period's choice, as compilation.json, letterhead.json and the library are now. Number and date stay open
   * until the clerk has given them (`issue.paper`). The same choice gives the same bytes. Job subject: `<token>/<file>`
   * below `files/papers/`.
   */
  'papers.official': operation(
    z.object({
      period: periodSchema,
      paper: z.enum(officialPaperTypes),
      as: z.enum(paperFormats),
      language: languageSchema,
      /** Who signs, counted from 0 among the letterhead's signers; the first where it is left out. */
      signer: z.number().int().nonnegative().optional(),
    }),
    jobStarted,
  ),
};
