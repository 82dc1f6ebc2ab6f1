import * as z from 'zod';
import { attachmentFileSchema, idSchema, languageSchema, sha256Schema } from '#shared/model/practice';
import { periodSchema } from '#shared/model/period';
import { statementOutcomes } from '#shared/model/statement';
import { sealVerdictSchema } from '#shared/model/seal';

export const bundleFormat = '1.0';

/** The offices that a bundle was made for; `id` is null where the sender does not know the office's id. */
export const audienceSchema = z
  .array(z.looseObject({ id: idSchema.nullable(), name: z.string().min(1).max(300) }))
  .min(1)
  .max(500);
export type Audience = z.infer<typeof audienceSchema>;

/**
 * A paper that lies in data/papers/ of a bundle: signed ones byte for byte, the enclosed list as the program made it (no
 * number, date or signer of its own).
 */
export const bundlePaperSchema = z.looseObject({
  type: z.enum(['report', 'letter', 'enclosed-list']),
  /** "15/BC-SKHCN"; empty for the enclosed list. */
  number: z.string().max(100),
  date: z.iso.date().nullable(),
  /** As below the number of a letter or the type of a report. */
  subject: z.string().max(2_000),
  /** Both lines of the longest authority and post that somebody may sign with have room. */
  signer: z.object({ post: z.string().max(600), name: z.string().max(100) }).nullable(),
  /** In data/papers/. */
  file: attachmentFileSchema,
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
  bytes: z.number().int().positive(),
  sha256: sha256Schema,
  /** The earlier paper that this one replaces or corrects. */
  about: z
    .looseObject({
      kind: z.enum(['replacement', 'correction']),
      number: z.string().max(100),
      date: z.iso.date(),
    })
    .optional(),
});
export type BundlePaper = z.infer<typeof bundlePaperSchema>;

/** data/bundle.json: what a parcel says of itself beside the records. */
export const bundleManifestSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  kind: z.literal('lantoa-bundle'),
  office: z.object({ id: idSchema, name: z.string(), province: z.string().nullable() }),
  period: periodSchema,
  number: z.number().int().positive(),
  part: z.number().int().positive(),
  parts: z.number().int().positive(),
  issuedAt: z.iso.datetime(),
  foreword: z.string(),
  /** Absent where the bundle is for everybody that the office shares with. */
  audience: audienceSchema.optional(),
  /** Absent where it was made without any. All of them travel in the first part. */
  papers: z.array(bundlePaperSchema).max(10).optional(),
  /** Practices in the order of the compilation. */
  practices: z.array(
    z.looseObject({ id: idSchema, revision: sha256Schema, title: z.string(), language: languageSchema }),
  ),
});
export type BundleManifest = z.infer<typeof bundleManifestSchema>;

/**
 * What a practice in a parcel is to this library.
 * new: not here yet. newer: ours is an ancestor of it. same: here already. older: an ancestor of what is here.
 * diverged: both sides changed it. binned: it lies in the bin and stays there unless chosen.
 */
export const arrivalKinds = ['new', 'newer', 'same', 'older', 'diverged', 'binned'] as const;
export const arrivalKindSchema = z.enum(arrivalKinds);
export type ArrivalKind = z.infer<typeof arrivalKindSchema>;

/**
 * Why a practice is not taken in unless somebody decides so for it alone.
 * origin-unsealed: passed on by another office than its origin, without a seal of the origin that can be checked.
 * ours-unsealed: it says that it is ours, and our office seals, but not this.
 * seal-missing: its origin seals, but not this.
 * parcel-broken: only the parcel's seal could vouch for it, and that does not fit.
 * The others: the standing of its seal.
 */
export const holds = [
  'origin-unsealed',
  'ours-unsealed',
  'seal-missing',
  'parcel-broken',
  'key-changed',
  'key-disabled',
  'broken',
] as const;
export const holdSchema = z.enum(holds);
export type Hold = z.infer<typeof holdSchema>;

export const differenceSchema = z.object({
  /** A front matter key, `section:<key>` or `attachment:<file>`. */
  field: z.string(),
  /** As text, ready to be shown side by side; null where the side has nothing. */
  here: z.string().nullable(),
  there: z.string().nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const reviewItemSchema = z.object({
  id: idSchema,
  title: z.string(),
  office: z.string(),
  province: z.string().nullable(),
  period: z.string().nullable(),
  kind: arrivalKindSchema,
  /** The record says that our own office wrote it. */
  ours: z.boolean(),
  attachments: z.number().int(),
  bytes: z.number(),
  differences: z.array(differenceSchema),
  /** Taken in unless the person says otherwise. Never true for what would replace our own text. */
  chosen: z.boolean(),
  /** False for what has nothing to take in (same, older). */
  choosable: z.boolean(),
  /** Of its origin; of the exporter where that is the origin and the practice has no seal of its own. */
  seal: sealVerdictSchema,
  hold: holdSchema.nullable(),
  /** Marks of state secrecy found in the text (MẬT, TỐI MẬT, TUYỆT MẬT). */
  secrecyMarks: z.array(z.string()),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

export const arrivalSchema = z.looseObject({
  format: z.string(),
  id: idSchema,
  bundle: z.object({
    sha256: sha256Schema,
    /** SHA-256 of its tagmanifest-sha256.txt; missing in arrivals of earlier versions. */
    tagManifest: sha256Schema.optional(),
    name: z.string(),
    bytes: z.number(),
    office: z.string(),
    officeId: idSchema,
    period: z.string(),
    number: z.number().int(),
    part: z.number().int(),
    parts: z.number().int(),
    /** By which parts belong together; missing in arrivals of earlier versions. */
    issuedAt: z.iso.datetime().optional(),
  }),
  /** Of the parcel, as it was judged when its practices were taken in. */
  seal: sealVerdictSchema.optional(),
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  /** Who took the practices in, and when; the one who received the parcel may be another person. */
  takenInAt: z.iso.datetime().optional(),
  takenInBy: z.string().optional(),
  /** Counts by kind at the time of taking in. */
  counts: z.partialRecord(arrivalKindSchema, z.number().int()),
  takenIn: z.array(
    z.object({
      id: idSchema,
      revision: sha256Schema,
      /** The last minted revision that was replaced; null where there was none or its record could not be read. */
      previous: sha256Schema.nullable(),
      title: z.string(),
      /** The practice was here before, whether or not it had a revision. */
      wasHere: z.boolean().optional(),
      /** SHA-256 of the text that was here and not minted; it is kept in history/changed-here/. */
      changedHere: sha256Schema.optional(),
    }),
  ),
  /** Statements that came with it, and what became of each; missing in arrivals of earlier versions. */
  statements: z.array(z.object({ id: idSchema, outcome: z.enum(statementOutcomes) })).optional(),
  /** Our own practices that both sides had changed: their texts lie beside ours until somebody puts them together. */
  beside: z.array(z.object({ id: idSchema, revision: sha256Schema, title: z.string() })).optional(),
  undoneAt: z.iso.datetime().optional(),
  undoneBy: z.string().optional(),
  /** Practices that an undo left as they were because they had been changed since. */
  kept: z.array(idSchema).optional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;
