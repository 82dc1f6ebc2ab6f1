import * as z from 'zod';
import { fileReferenceSchema, jobStarted, operation } from '#shared/contract/operation';
import { compilationSchema } from '#shared/model/compilation';
import {
  erratumSchema,
  issueKinds,
  paperNumberSchema,
  signedPaperTypeSchema,
  signerSchema,
} from '#shared/model/issue';
import { periodSchema } from '#shared/model/period';
import { idSchema, sha256Schema } from '#shared/model/practice';

/** The most that a signed paper may weigh, in bytes. */
export const signedFileLimit = 50 * 1024 ** 2;

/** Why a practice keeps the list from being closed, or the issue from going out. */
export const issueHindrances = [
  'missing',
  'damaged',
  'not-approved',
  'sample',
  'sharing-forbids',
  /** Another text than when the list was closed. */
  'changed',
] as const;

const viewSchema = z.object({
  compilation: compilationSchema,
  hash: sha256Schema.nullable(),
  /** In the order of the compilation. */
  hindrances: z.array(z.object({ id: idSchema, title: z.string(), hindrance: z.enum(issueHindrances) })),
  /** The choice was changed by hand, beside the program, since the list was closed. */
  choiceChanged: z.boolean(),
  /** Numbers that papers of this year bear, of all periods: the clerk sees when one is given twice. */
  used: z.array(
    z.object({
      type: signedPaperTypeSchema,
      number: z.number().int(),
      symbol: z.string(),
      date: z.string(),
      period: periodSchema,
    }),
  ),
  /** Signed files of the last round that are no longer there. */
  lost: z.array(signedPaperTypeSchema),
});
export type IssueView = z.infer<typeof viewSchema>;

const changed = z.discriminatedUnion('type', [
  viewSchema.extend({ type: z.literal('saved') }),
  /** Somebody else saved in between: nothing was written. */
  viewSchema.extend({ type: z.literal('conflict') }),
]);
const asSeen = z.object({
  period: periodSchema,
  /** Hash of the compilation.json that the person saw. */
  base: sha256Schema.nullable(),
});

/** From the chosen list to the issued bundle, step by step. Each step can be gone back from until the last. */
export const issueOperations = {
  'issue.get': operation(z.object({ period: periodSchema }), viewSchema),
  /**
   * Chốt danh sách: notes the revision of every practice; nothing else is saved of the choice from then on. Fails with
   * `nothing-to-export`, and with the failure of the first hindrance; `where` is the title.
   */
  'issue.freeze': operation(asSeen, changed),
  /** Trình ký: somebody has handed the draft to who signs. */
  'issue.submit': operation(asSeen, changed),
  /**
   * Back to a step: `freeze` opens the list again, `draft` takes the draft back, `start` ends a replacement or correction
   * that was begun. Signed papers are set aside. Fails with `choice-closed` once it is issued.
   */
  'issue.back': operation(asSeen.extend({ to: z.enum(['start', 'freeze', 'draft']) }), changed),
  /**
   * Number, date and signer of a paper, and the signed file (PDF, JPEG, PNG; `signedFileLimit`). Without `file` the one
   * that is there stays. Fails with `bad-input` (`where`: `file`) where it is none of these, damaged or too large.
   */
  'issue.paper': operation(
    asSeen.extend({
      type: signedPaperTypeSchema,
      ...paperNumberSchema.shape,
      signer: signerSchema.strip(),
      file: fileReferenceSchema.optional(),
    }),
    changed,
  ),
  /** Sets a signed paper aside. */
  'issue.removePaper': operation(asSeen.extend({ type: signedPaperTypeSchema }), changed),
  /**
   * Phát hành: the sealed bundle with the signed papers and the enclosed list, and its departure, in one step. Other inputs
   * and failures as `compilations.export`; `paper-missing` where nothing was signed, `issue-changed` where a practice or the
   * choice is not what was signed. Job subject: the name of the first file.
   */
  'issue.issue': operation(
    asSeen.extend({
      number: z.number().int().min(1).max(999),
      limit: z.number().int().min(100_000).nullable().optional(),
      unsealed: z.boolean().optional(),
    }),
    jobStarted,
  ),
  /** Begins a replacement or a correction of what was issued last. Fails with `bad-input` where nothing was. */
  'issue.again': operation(
    asSeen.extend({
      kind: z.enum(issueKinds).exclude(['first']),
      reason: z.string().trim().min(1).max(2_000),
      errata: z.array(erratumSchema.strip()).max(100),
    }),
    changed,
  ),
};
