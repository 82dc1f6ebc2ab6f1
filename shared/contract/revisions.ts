import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { practiceSchema } from '#shared/contract/practices';
import { differenceSchema } from '#shared/model/bundle';
import {
  type EditableKey,
  editableFieldsSchema,
  idSchema,
  languageSchema,
  sha256Schema,
} from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

/** A minted revision by its hash, or the working copy as it is now. */
const versionSchema = z.union([z.literal('working'), sha256Schema]);
export type Version = z.infer<typeof versionSchema>;

/** How many fields, sections and attachments say something else than in the version before. */
const changeCountSchema = z.object({
  fields: z.number().int(),
  sections: z.number().int(),
  attachments: z.number().int(),
});
export type ChangeCount = z.infer<typeof changeCountSchema>;

const listedRevisionSchema = z.object({
  hash: sha256Schema,
  number: z.number().int(),
  /** Milliseconds since 1970. */
  mintedAt: z.number(),
  /** Who minted it; null where nobody noted that. */
  by: z.string().nullable(),
  title: z.string(),
  /** Against the next older one of the list; null for the first. */
  changed: changeCountSchema.nullable(),
});
export type ListedRevision = z.infer<typeof listedRevisionSchema>;

const revisionListSchema = z.object({
  working: z.object({
    /** SHA-256 of practice.md: name it in `revisions.restore`. */
    hash: sha256Schema,
    /** Milliseconds since 1970. */
    changedAt: z.number(),
    title: z.string(),
    /** Against the newest revision; null before there is one. */
    changed: changeCountSchema.nullable(),
  }),
  /** Newest first. One whose files are lost or damaged is left out. */
  revisions: z.array(listedRevisionSchema),
});
export type RevisionList = z.infer<typeof revisionListSchema>;

/** One version as it reads. */
const versionViewSchema = practiceSchema
  .pick({ summary: true, frontMatter: true, preamble: true, sections: true })
  /** Names of the attachments that are still kept, in the history or where they were. */
  .extend({ stored: z.array(z.string()) });

/** What a comment is about: a field, or a section as `section:<key>`. */
const aboutSchema = z.enum([
  ...(Object.keys(editableFieldsSchema.shape) as EditableKey[]),
  ...sectionKeys.map((key) => `section:${key}` as const),
]);

const commentText = z.string().trim().min(1).max(4_000);
const ofComment = z.object({ id: idSchema, comment: idSchema });

export const revisionsOperations = {
  'revisions.list': operation(z.object({ id: idSchema }), revisionListSchema),
  'revisions.read': operation(z.object({ id: idSchema, version: versionSchema }), versionViewSchema),
  /** `here` of a difference is `before`. Results are compared by indicator: `results:<indicator>`. */
  'revisions.compare': operation(
    z.object({ id: idSchema, before: versionSchema, after: versionSchema, language: languageSchema }),
    z.object({ differences: z.array(differenceSchema) }),
  ),
  /**
   * Makes text and attachments of a kept revision the working copy. What the working copy was before is a revision
   * then: `former`. Fails with `practice-not-ours`, or with `practice-closed` unless it is a draft or returned.
   */
  'revisions.restore': operation(
    z.object({ id: idSchema, base: sha256Schema, revision: sha256Schema }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('restored'), practice: practiceSchema, former: sha256Schema }),
      /** Somebody else changed the working copy in between: nothing was written. */
      z.object({ type: z.literal('conflict'), practice: practiceSchema }),
    ]),
  ),
  /** Whatever the status is. `quote` is the passage meant. */
  'comments.add': operation(
    z.object({
      id: idSchema,
      text: commentText,
      about: aboutSchema.optional(),
      quote: z.string().trim().max(500).optional(),
    }),
    practiceSchema,
  ),
  'comments.resolve': operation(ofComment, practiceSchema),
  'comments.reopen': operation(ofComment, practiceSchema),
  /** Takes the words of one's own comment away; that there was one stays. */
  'comments.remove': operation(
    ofComment,
    z.object({ type: z.enum(['removed', 'not-yours']), practice: practiceSchema }),
  ),
};
