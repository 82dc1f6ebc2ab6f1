import * as z from 'zod';
import { periodSchema } from '#shared/model/period';

/** Version of the practice format: another major is refused, a newer minor keeps its unknown keys. */
export const practiceFormat = '1.0';

export const languageSchema = z.enum(['vi', 'en']);
export type Language = z.infer<typeof languageSchema>;

export const levels = ['central', 'province', 'commune', 'district'] as const;
export const levelSchema = z.enum(levels);

/** Mức độ xác nhận, from the weakest to the strongest. */
export const evidenceLevels = [
  'self-reported',
  'authority-confirmed',
  'council-recognised',
  'applied-elsewhere',
] as const;
export const evidenceSchema = z.enum(evidenceLevels);
export type EvidenceLevel = z.infer<typeof evidenceSchema>;

export const sharingScopes = ['public', 'government', 'internal', 'named'] as const;

export const idSchema = z.uuid();
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex');
/** A year, a month or a day, as exact as it is known. */
export const partialDateSchema = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'YYYY, YYYY-MM or YYYY-MM-DD');
/** File names inside a record: safe on every file system, one folder, lower-case ASCII. */
export const attachmentFileSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'attachment file name: a-z 0-9 . _ -')
  .refine(
    (name) => !name.endsWith('.') && !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/.test(name),
    'reserved file name',
  );

export const resultSchema = z.looseObject({
  indicator: z.string(),
  unit: z.string().optional(),
  before: z.number().optional(),
  after: z.number().optional(),
  /** A running total since the start; never added up across practices. */
  cumulative: z.number().optional(),
  target: z.number().optional(),
  asOf: partialDateSchema.optional(),
  method: z.string().optional(),
  /** True when the figure is expected, not yet reached. */
  expected: z.boolean().optional(),
  evidence: z.string().optional(),
  /** A remark on the figure, such as a contradiction in the source. */
  note: z.string().optional(),
});
export type Result = z.infer<typeof resultSchema>;

export const attachmentSchema = z.looseObject({
  file: attachmentFileSchema,
  title: z.string(),
  mediaType: z.string(),
  /** Size in bytes. */
  bytes: z.number().int().nonnegative(),
  sha256: sha256Schema,
  /** Whose it is, and by what right it may be passed on; a title with "Nguồn: ..." or "Ảnh: ..." says so too. */
  source: z.string().max(300).optional(),
  /** What this file was made smaller from; its bytes lie in the history of the office that wrote it. */
  original: z
    .looseObject({
      file: attachmentFileSchema,
      mediaType: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: sha256Schema,
    })
    .optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const placeSchema = z.looseObject({
  level: z.enum(['national', 'province', 'commune', 'district', 'unit']).optional(),
  name: z.string().optional(),
  /** WGS 84, degrees. */
  coordinates: z
    .looseObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .optional(),
  population: z.number().int().nonnegative().optional(),
  conditions: z.array(z.string()).optional(),
});

export const costsSchema = z.looseObject({
  total: z.number().nonnegative().optional(),
  /** ISO 4217. */
  currency: z.string().length(3).optional(),
  source: z.string().optional(),
  staff: z.number().nonnegative().optional(),
  months: z.number().nonnegative().optional(),
});

export const legalBasisSchema = z.looseObject({
  kind: z.string().optional(),
  number: z.string().optional(),
  date: partialDateSchema.optional(),
  issuer: z.string().optional(),
  title: z.string().optional(),
});

export const contactSchema = z.looseObject({
  post: z.string().optional(),
  officePhone: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
});

/** What may be edited on the form: everything of the front matter that is not identity or bookkeeping. */
export const editableFieldsSchema = z.object({
  title: z.string().max(150),
  summary: z.string().max(500),
  period: periodSchema,
  firstApplied: z.looseObject({ date: partialDateSchema, trial: z.boolean().optional() }),
  authors: z.array(z.string()),
  fields: z.array(z.string()),
  topics: z.array(z.string()),
  keywords: z.array(z.string()),
  place: placeSchema,
  influence: z.string(),
  evidence: evidenceSchema,
  sharing: z.looseObject({ scope: z.enum(sharingScopes), offices: z.array(z.string()).optional() }),
  results: z.array(resultSchema),
  costs: costsSchema,
  legalBasis: z.array(legalBasisSchema),
  partners: z.array(z.string()),
  beneficiaries: z.array(z.string()),
  contact: contactSchema,
  sources: z.array(z.string()),
  /** Files among the attachments that others may use as they are (templates). */
  reusable: z.array(z.string()),
  reviewBy: partialDateSchema,
  language: languageSchema,
});
export type EditableFields = z.infer<typeof editableFieldsSchema>;
export type EditableKey = keyof EditableFields;

/** A change of fields: a value replaces, `null` removes the key, an absent key stays byte for byte. */
export const fieldChangesSchema = z.object(
  Object.fromEntries(
    Object.entries(editableFieldsSchema.shape).map(([key, schema]) => [key, schema.nullable().optional()]),
  ) as { [K in EditableKey]: z.ZodOptional<z.ZodNullable<(typeof editableFieldsSchema.shape)[K]>> },
);
export type FieldChanges = z.infer<typeof fieldChangesSchema>;

/**
 * The **stored** schema of the front matter: id, origin and language are there, everything else is
 * optional but well typed, so that a new draft is valid. Unknown keys are kept.
 */
export const frontMatterSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  id: idSchema,
  origin: idSchema,
  /** The origin's name at the time of writing. */
  office: z.string().optional(),
  level: levelSchema.optional(),
  /** `code@validFrom`; absent for central offices. */
  province: z
    .string()
    .regex(/^\d{2}@\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** Number of the last minted revision; absent before the first. */
  revision: z.number().int().positive().optional(),
  /** Hashes of all earlier revisions, newest first. */
  parents: z.array(sha256Schema).optional(),
  translationOf: idSchema.optional(),
  basedOn: z
    .looseObject({ id: idSchema, revision: sha256Schema.optional(), office: z.string().optional() })
    .optional(),
  sample: z.boolean().optional(),
  attachments: z.array(attachmentSchema).optional(),
  ...editableFieldsSchema.partial().shape,
  language: languageSchema,
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

export const statuses = ['draft', 'submitted', 'returned', 'approved'] as const;
export const statusSchema = z.enum(statuses);
export type Status = z.infer<typeof statusSchema>;

/** The steps that lead from one status to another; a step not listed does not exist. */
export const statusSteps = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  return: { from: ['submitted'], to: 'returned' },
  approve: { from: ['submitted'], to: 'approved' },
  reopen: { from: ['approved', 'submitted'], to: 'draft' },
} as const satisfies Record<string, { from: readonly Status[]; to: Status }>;
export type StatusStep = keyof typeof statusSteps;
export const statusStepSchema = z.enum(Object.keys(statusSteps) as [StatusStep, ...StatusStep[]]);

/** Steps that may follow the given status. */
export function stepsFrom(status: Status): StatusStep[] {
  return (Object.keys(statusSteps) as StatusStep[]).filter((step) =>
    (statusSteps[step].from as readonly Status[]).includes(status),
  );
}

/** Text is written while it is a draft or was returned; what was submitted or approved is opened again first. */
export function isBeingWritten(status: Status | undefined): boolean {
  return status === undefined || status === 'draft' || status === 'returned';
}

/** A remark of a colleague. One that was taken back has no text and says when and by whom. */
export const commentSchema = z.looseObject({
  id: idSchema,
  at: z.iso.datetime(),
  by: z.string(),
  text: z.string(),
  /** A field, or `section:<key>`; absent where the practice as a whole is meant. */
  about: z.string().optional(),
  quote: z.string().optional(),
  resolvedAt: z.iso.datetime().optional(),
  resolvedBy: z.string().optional(),
  removedAt: z.iso.datetime().optional(),
  removedBy: z.string().optional(),
});
export type Comment = z.infer<typeof commentSchema>;

/** work.json: how the office gets there; never hashed, never exported. Times are ISO 8601 in UTC. */
export const workSchema = z.looseObject({
  format: z.string(),
  status: statusSchema,
  assignee: z.string().optional(),
  /** The division or commune that contributed it. */
  unit: z.string().optional(),
  log: z.array(
    z.looseObject({
      at: z.iso.datetime(),
      by: z.string(),
      step: z.string(),
      to: statusSchema,
      reason: z.string().optional(),
      revision: sha256Schema.optional(),
    }),
  ),
  comments: z.array(commentSchema).optional(),
  /** What the template asks, by key of the section. */
  hints: z.record(z.string(), z.string()).optional(),
});
export type Work = z.infer<typeof workSchema>;

/** A line in any list of practices: what the catalogue keeps in memory of each. */
export const practiceSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  summary: z.string(),
  office: z.string(),
  origin: z.string(),
  province: z.string().nullable(),
  level: levelSchema.nullable(),
  period: z.string().nullable(),
  language: languageSchema,
  fields: z.array(z.string()),
  topics: z.array(z.string()),
  evidence: evidenceSchema.nullable(),
  status: statusSchema.nullable(),
  /** Written by our own office, so that we may change it. */
  ours: z.boolean(),
  sample: z.boolean(),
  hasFigures: z.boolean(),
  hasTemplates: z.boolean(),
  /** Id of the practice that it adapts. */
  basedOn: idSchema.exactOptional(),
  /** Who submitted it last, else who began it. */
  writer: z.string().exactOptional(),
  /** The division or commune that contributed it, in free words. */
  unit: z.string().exactOptional(),
  /** Something required is missing, or it has no figure that was reached. */
  weak: z.literal(true).exactOptional(),
  /** As in its `place`. */
  placeLevel: z.string().exactOptional(),
  population: z.number().exactOptional(),
  conditions: z.array(z.string()).exactOptional(),
  /** Hash of the last minted revision. */
  revision: sha256Schema.nullable(),
  /** Milliseconds since 1970 of the last change of practice.md. */
  changedAt: z.number(),
  /** Why practice.md cannot be read; it is shown, and never overwritten. */
  damaged: z.object({ message: z.string(), line: z.number().nullable() }).nullable(),
});
export type PracticeSummary = z.infer<typeof practiceSummarySchema>;
