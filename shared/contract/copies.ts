import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { practiceSchema } from '#shared/contract/practices';
import { fieldChangesSchema, idSchema, sha256Schema } from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

const copyName = z.string().max(400);

/** Another text of a practice that lies beside the working copy. */
const copySchema = z.object({
  /** Names it in the operations below. */
  name: copyName,
  /**
   * `text`: another practice.md; `other`: a copy of work.json or record.sha256; `kept`: a text that lost a choice;
   * `arrived`: our own practice as a parcel brought it, changed there while it was changed here.
   */
  kind: z.enum(['text', 'other', 'kept', 'arrived']),
  /** Person or machine that the file's name gives, if it does. */
  who: z.string().nullable(),
  /** Milliseconds since 1970; 0 where that cannot be seen. */
  changedAt: z.number(),
  /** Null while another program holds the file: nothing is known of what it says, and nothing can be done with it. */
  sha256: sha256Schema.nullable(),
  /** False for a text that is no practice any more. */
  readable: z.boolean(),
});
export type PracticeCopy = z.infer<typeof copySchema>;

const one = z.object({ id: idSchema, name: copyName });

/**
 * Copies that sync programs leave beside a practice when two machines wrote it at once, and texts that were kept when
 * somebody chose between two.
 */
export const copiesOperations = {
  'copies.list': operation(
    z.object({ id: idSchema }),
    z.object({
      /** There is no practice.md: a copy can be put in its place. */
      missing: z.boolean(),
      copies: z.array(copySchema),
    }),
  ),
  /** How many copies lie beside each of our own practices; those without are left out. */
  'copies.count': operation(nothing, z.array(z.object({ id: idSchema, copies: z.number().int() }))),
  'copies.read': operation(
    one,
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('copy'), copy: copySchema, practice: practiceSchema }),
      z.object({ type: z.literal('missing') }),
    ]),
  ),
  /**
   * Moves a copy to the bin, if its bytes are still the ones that were seen. With one that arrived the practice from then on
   * follows both revisions, and gets the attachments that only that one has; fails with `practice-closed` unless it is a
   * draft or returned.
   */
  'copies.putAside': operation(
    one.extend({ sha256: sha256Schema }),
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('put-aside'),
        kept: copyName,
        /** Titles of the attachments that came with it. */
        added: z.array(z.string()),
      }),
      z.object({ type: z.enum(['changed', 'missing']) }),
    ]),
  ),
  /** Brings a copy back from the bin. */
  'copies.takeBack': operation(
    z.object({ id: idSchema, kept: copyName }),
    z.object({ type: z.enum(['restored', 'already-there']) }),
  ),
  /** Makes a copy the working copy, where that is missing. */
  'copies.putBack': operation(one, z.object({ type: z.enum(['restored', 'already-there', 'missing']) })),
  /**
   * Keeps two texts in the practice's history before a choice between them is written: the working copy as it is, and
   * the same with these changes.
   */
  'copies.keep': operation(
    z.object({
      id: idSchema,
      fields: fieldChangesSchema,
      sections: z.partialRecord(z.enum(sectionKeys), z.string()),
    }),
    nothing,
  ),
};
