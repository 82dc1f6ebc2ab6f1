import * as z from 'zod';
import { fileReferenceSchema, operation } from '#shared/contract/operation';
import { practiceSchema } from '#shared/contract/practices';
import { attachmentFileSchema, attachmentSchema, idSchema, sha256Schema } from '#shared/model/practice';

const changed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('saved'), practice: practiceSchema }),
  /** Somebody else saved in between: nothing was written, their version is here. */
  z.object({ type: z.literal('conflict'), practice: practiceSchema }),
]);
const one = z.object({
  id: idSchema,
  /** Hash of the practice.md that the person saw. */
  base: sha256Schema,
  file: attachmentFileSchema,
});

/** The most that a page may hand over as text in one piece, in bytes: pasted or shrunk pictures, no documents. */
export const givenBytesLimit = 32 * 1024 ** 2;

/** What is done with attachments once they are there. Adding and removing: `practices.attach`, `practices.detach`. */
export const attachmentsOperations = {
  /**
   * Puts other bytes in the place of an attachment, such as a shrunk picture. A revision is minted first and the bytes
   * that are replaced stay in the history; the text's references follow a new ending of the name.
   */
  'attachments.replace': operation(one.extend({ with: fileReferenceSchema }), changed),
  /** Puts back what was there before the first `attachments.replace`. Fails with `attachment-missing`. */
  'attachments.restoreOriginal': operation(one, changed),
  /** Order and titles; `items` must name the files that are listed, each once, else the outcome is `conflict`. */
  'attachments.arrange': operation(
    z.object({
      id: idSchema,
      base: sha256Schema,
      items: z.array(z.object({ file: attachmentFileSchema, title: z.string().max(200) })).max(1_000),
    }),
    changed,
  ),
  /**
   * Puts attachments back on the list that were taken off it, as they were listed: a paste that is done again. Those that
   * are listed stay as they are. Fails with `attachment-missing` where their bytes are not with the practice any more.
   */
  'attachments.relist': operation(
    z.object({ id: idSchema, items: z.array(attachmentSchema).min(1).max(100) }),
    changed,
  ),
  /** Opens a copy in the system's program after the host has asked. What would run when opened is refused. */
  'attachments.open': operation(
    z.object({ id: idSchema, file: attachmentFileSchema }),
    z.object({ type: z.enum(['opened', 'cancelled', 'unsupported', 'refused']) }),
  ),
  /** Marks of state secrecy in these practices and their attachments; only those that have any. */
  'attachments.marks': operation(
    z.object({ ids: z.array(idSchema).max(2_000) }),
    z.array(
      z.object({
        id: idSchema,
        title: z.string(),
        marks: z.array(z.string()),
        /** Titles of the attachments that bear one; empty where only the text does. */
        attachments: z.array(z.string()),
      }),
    ),
  ),
  /** Makes bytes that are no file on the disk (a pasted picture) known to the desktop; a browser uploads instead. */
  'attachments.giveBytes': operation(
    z.object({ name: z.string().max(255), base64: z.base64().max((givenBytesLimit / 3) * 4 + 4) }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('given'), file: fileReferenceSchema }),
      z.object({ type: z.literal('unsupported') }),
    ]),
  ),
};
