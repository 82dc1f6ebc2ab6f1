import * as z from 'zod';
import { attachmentFileSchema, idSchema, sha256Schema } from '#shared/model/practice';

/** The papers that a leader signs before a compilation is issued: báo cáo (BC) and công văn. */
export const signedPaperTypes = ['report', 'letter'] as const;
export const signedPaperTypeSchema = z.enum(signedPaperTypes);
export type SignedPaperType = z.infer<typeof signedPaperTypeSchema>;

/** Who signs, as it stands above the signature. */
export const signerSchema = z.looseObject({
  /** In what capacity: for a body, as acting head, in place of the head, by order, by authorisation. */
  authority: z.enum(['TM.', 'Q.', 'KT.', 'TL.', 'TUQ.']).optional(),
  /** Whom the authority is from: the body for TM., the head's post for KT., TL. and TUQ.; none for Q. */
  of: z.string().max(200).optional(),
  post: z.string().max(200),
  name: z.string().max(100),
});

/** The signed paper as it was handed in, byte for byte: compilations/<period>/signed/<sha256>/<file>. */
export const signedFileSchema = z.looseObject({
  file: attachmentFileSchema,
  /** The name that it was handed in with. */
  original: z.string().max(255),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
  bytes: z.number().int().positive(),
  sha256: sha256Schema,
});
export type SignedFile = z.infer<typeof signedFileSchema>;

/** What the clerk gives a paper after the leader has signed it. */
export const paperNumberSchema = z.object({
  number: z.number().int().min(1).max(99_999),
  /** As in "15/BC-SKHCN", without the number and its slash. */
  symbol: z.string().trim().min(1).max(60),
  date: z.iso.date(),
});
export type PaperNumber = z.infer<typeof paperNumberSchema>;

export const signedPaperSchema = z.looseObject({
  type: signedPaperTypeSchema,
  ...paperNumberSchema.shape,
  signer: signerSchema,
  file: signedFileSchema,
  at: z.iso.datetime(),
  by: z.string(),
});
export type SignedPaper = z.infer<typeof signedPaperSchema>;

const done = z.looseObject({ at: z.iso.datetime(), by: z.string() });

/**
 * Why a compilation is issued: for the first time; anew, because something in it was wrong (văn bản sửa đổi, thay thế); or
 * with a letter that corrects how the paper was laid out or issued (công văn đính chính). Decree 30/2020/NĐ-CP, Article 18.
 */
export const issueKinds = ['first', 'replacement', 'correction'] as const;

/** What a correcting letter says of one place of the earlier paper. */
export const erratumSchema = z.looseObject({
  /** Where in the earlier paper, as it stands in the letter: "Tại trang 3, mục 2". Absent where that is not said. */
  place: z.string().trim().min(1).max(200).optional(),
  printed: z.string().trim().min(1).max(2_000),
  instead: z.string().trim().min(1).max(2_000),
});
export type Erratum = z.infer<typeof erratumSchema>;

/** One round from the closed list to the issued bundle: a part of compilation.json. Only the last may be open. */
export const issueSchema = z.looseObject({
  kind: z.enum(issueKinds),
  /** Of a replacement or a correction: why, and what is wrong. */
  reason: z.string().max(2_000).optional(),
  errata: z.array(erratumSchema).max(100).optional(),
  /** Chốt danh sách: nobody changes the choice from then on. */
  frozen: done
    .extend({
      /** In the order of the compilation. */
      items: z.array(z.looseObject({ id: idSchema, revision: sha256Schema })),
      /** SHA-256 over foreword, order, groups and proposals: changes by hand are noticed. */
      choice: sha256Schema,
    })
    .optional(),
  /** Trình ký. */
  submitted: done.optional(),
  papers: z.array(signedPaperSchema),
  /** Signed papers that no longer belong to it, because somebody went back behind them; their files stay. */
  setAside: z.array(signedPaperSchema).optional(),
  /** Phát hành: the bundle's number; its files are those of `exports` with this content. */
  issued: done.extend({ number: z.number().int().positive(), content: sha256Schema }).optional(),
});
export type Issue = z.infer<typeof issueSchema>;

/** Steps of an issue in their order; `done` once it is issued. */
export const issueSteps = ['freeze', 'draft', 'sign', 'issue', 'done'] as const;
export type IssueStep = (typeof issueSteps)[number];

/** The step that comes next. */
export function issueStep(issue: Issue | undefined): IssueStep {
  if (!issue?.frozen) return 'freeze';
  if (issue.issued) return 'done';
  if (!issue.submitted) return 'draft';
  return issue.papers.length === 0 ? 'sign' : 'issue';
}

/** The round that is under way, or the last one that was issued. */
export const lastIssue = (issues: readonly Issue[] | undefined): Issue | undefined => issues?.at(-1);

/** Nobody may change the choice: it is being signed, or was issued. */
export const isClosed = (issues: readonly Issue[] | undefined): boolean =>
  lastIssue(issues)?.frozen !== undefined;

/** Numbers under 10 with a leading 0, as Decree 30/2020/NĐ-CP has it: "05/BC-SKHCN". */
export function paperNumberText({ number, symbol }: Pick<PaperNumber, 'number' | 'symbol'>): string {
  return `${String(number).padStart(2, '0')}/${symbol}`;
}

/** The paper that holds now: of the last round that was issued and corrected nothing. */
export const issuedPaper = (issues: readonly Issue[]): SignedPaper | undefined =>
  issues.findLast(({ kind, issued }) => issued !== undefined && kind !== 'correction')?.papers[0];

/** The paper that a replacement or a correction is about: the one that held before it. */
export function paperConcerned(issues: readonly Issue[] | undefined, round: Issue): SignedPaper | undefined {
  return issuedPaper((issues ?? []).slice(0, (issues ?? []).indexOf(round)));
}
