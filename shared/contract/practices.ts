import * as z from 'zod';
import { fileReferenceSchema, nothing, operation } from '#shared/contract/operation';
import { personHereSchema } from '#shared/contract/presence';
import { binEntrySchema } from '#shared/model/bin';
import {
  fieldChangesSchema,
  frontMatterSchema,
  idSchema,
  languageSchema,
  practiceSummarySchema,
  sha256Schema,
  statusStepSchema,
  workSchema,
} from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

const sectionKey = z.enum(sectionKeys);

/** A practice as a screen needs it, read from the working copy. */
export const practiceSchema = z.object({
  summary: practiceSummarySchema,
  frontMatter: frontMatterSchema,
  /** Markdown before the first heading. */
  preamble: z.string(),
  /** In file order; `key` is null for headings that are not of the format, which are kept. */
  sections: z.array(z.object({ key: sectionKey.nullable(), heading: z.string(), body: z.string() })),
  /** What the template of the practice asks in a section: shown where nothing is written yet. */
  hints: z.partialRecord(sectionKey, z.string()),
  /** SHA-256 of practice.md: name it in `practices.save`. */
  hash: sha256Schema,
  work: workSchema.nullable(),
  /** Attachment files that are listed but are not there or have other bytes. */
  brokenAttachments: z.array(z.object({ file: z.string(), reason: z.enum(['missing', 'changed']) })),
  editable: z.boolean(),
});
export type Practice = z.infer<typeof practiceSchema>;

const saved = z.object({ type: z.literal('saved'), practice: practiceSchema });
/** Somebody else saved in between: nothing was written, their version is here. */
const conflict = z.object({ type: z.literal('conflict'), practice: practiceSchema });

const found = z.discriminatedUnion('type', [
  z.object({ type: z.literal('practice'), practice: practiceSchema }),
  /** practice.md cannot be read; its text is shown as it is. */
  z.object({
    type: z.literal('damaged'),
    summary: practiceSummarySchema,
    text: z.string(),
    message: z.string(),
    line: z.number().nullable(),
  }),
  z.object({ type: z.literal('missing') }),
]);

export const practicesOperations = {
  'practices.get': operation(z.object({ id: idSchema }), found),
  /** A new draft of our office. `basedOn` names the practice that it adapts. */
  'practices.create': operation(
    z.object({ language: languageSchema, title: z.string().max(150), basedOn: idSchema.optional() }),
    practiceSchema,
  ),
  /**
   * Fails with `practice-closed` once the practice is submitted, and with `not-found` once it is deleted, also when that
   * happened while the save waited: nothing was written then, and `overtaken` says who did it, when, and for a deleted one
   * where it lies in the bin. The same holds for everything that writes a practice.
   */
  'practices.save': operation(
    z.object({
      id: idSchema,
      /** Hash of the practice.md that the change was made on. */
      base: sha256Schema,
      fields: fieldChangesSchema,
      sections: z.partialRecord(sectionKey, z.string()),
    }),
    z.discriminatedUnion('type', [saved, conflict]),
  ),
  /** Mints a revision if bytes changed since the last one. */
  'practices.mint': operation(
    z.object({ id: idSchema }),
    z.object({ revision: sha256Schema, minted: z.boolean() }),
  ),
  'practices.step': operation(
    z.object({
      id: idSchema,
      /** Hash of the practice.md that the person saw: a step is about that text and no other. */
      base: sha256Schema,
      step: statusStepSchema,
      reason: z.string().max(2_000).optional(),
    }),
    z.discriminatedUnion('type', [
      saved,
      conflict,
      /** Another person moved it first. */
      z.object({ type: z.literal('not-possible'), practice: practiceSchema }),
      /** Approval needs a complete practice: keys as in shared/model/completeness. */
      z.object({ type: z.literal('incomplete'), missing: z.array(z.string()) }),
    ]),
  ),
  /** Adds a file to the list as it is then: additions contradict nobody, so no `base` is named. */
  'practices.attach': operation(
    z.object({
      id: idSchema,
      file: fileReferenceSchema,
      title: z.string().max(200).optional(),
      /** The person was told why the file was `marked` and keeps it. */
      despiteMarks: z.boolean().optional(),
    }),
    z.discriminatedUnion('type', [
      saved,
      /** The same bytes are listed already, as `file`: they are stored once. */
      z.object({ type: z.literal('present'), file: z.string(), practice: practiceSchema }),
      /** Nothing was added: the file bears these marks of state secrecy, or `runs` a program or a macro when it is opened. */
      z.object({
        type: z.literal('marked'),
        marks: z.array(z.string()),
        runs: z.boolean(),
        practice: practiceSchema,
      }),
    ]),
  ),
  'practices.detach': operation(
    z.object({ id: idSchema, base: sha256Schema, file: z.string() }),
    z.discriminatedUnion('type', [saved, conflict]),
  ),
  /** Moves it to the bin. */
  'practices.delete': operation(
    z.object({
      id: idSchema,
      /** Hash of the practice.md that the person saw: what somebody wrote since is not deleted unseen. */
      base: sha256Schema,
      /** The person was told who else is writing it and deletes it all the same. */
      despiteOthers: z.boolean().optional(),
    }),
    z.discriminatedUnion('type', [
      /** `entry` names it in the bin. */
      z.object({ type: z.literal('deleted'), entry: binEntrySchema }),
      /** Somebody changed it since: nothing was done, and this is what it says now. */
      z.object({ type: z.literal('conflict'), found }),
      /** Others are writing it now: nothing was done. */
      z.object({ type: z.literal('others'), others: z.array(personHereSchema) }),
    ]),
  ),
  'bin.list': operation(
    nothing,
    z.array(
      z.object({
        id: idSchema,
        /** Tells several deletions of one practice apart. */
        entry: binEntrySchema,
        title: z.string(),
        office: z.string(),
        deletedAt: z.number(),
        /** Empty where nobody noted it. */
        deletedBy: z.string(),
      }),
    ),
  ),
  /** Without `entry`, what was deleted last of the practice. Fails with `not-found`. */
  'bin.restore': operation(
    z.object({ id: idSchema, entry: binEntrySchema.optional() }),
    z.object({ type: z.enum(['restored', 'already-there']) }),
  ),
};
