import * as z from 'zod';
import { fileReferenceSchema, nothing, operation } from '#shared/contract/operation';
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

export const practicesOperations = {
  'practices.list': operation(nothing, z.array(practiceSummarySchema)),
  'practices.get': operation(
    z.object({ id: idSchema }),
    z.discriminatedUnion('type', [
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
    ]),
  ),
  /** A new draft of our office. `basedOn` names the practice that it adapts. */
  'practices.create': operation(
    z.object({ language: languageSchema, title: z.string().max(150), basedOn: idSchema.optional() }),
    practiceSchema,
  ),
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
      /** The person was told of marks of state secrecy and keeps the file. */
      despiteMarks: z.boolean().optional(),
    }),
    z.discriminatedUnion('type', [
      saved,
      /** The same bytes are listed already, as `file`: they are stored once. */
      z.object({ type: z.literal('present'), file: z.string(), practice: practiceSchema }),
      /** Nothing was added: the file bears marks of state secrecy. */
      z.object({ type: z.literal('marked'), marks: z.array(z.string()), practice: practiceSchema }),
    ]),
  ),
  'practices.detach': operation(
    z.object({ id: idSchema, base: sha256Schema, file: z.string() }),
    z.discriminatedUnion('type', [saved, conflict]),
  ),
  /** Moves it to the bin. */
  'practices.delete': operation(z.object({ id: idSchema }), nothing),
  'bin.list': operation(
    nothing,
    z.array(
      z.object({
        id: idSchema,
        title: z.string(),
        office: z.string(),
        deletedAt: z.number(),
        /** Empty where nobody noted it. */
        deletedBy: z.string(),
      }),
    ),
  ),
  'bin.restore': operation(
    z.object({ id: idSchema }),
    z.object({ type: z.enum(['restored', 'already-there']) }),
  ),
};
