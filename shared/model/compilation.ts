import * as z from 'zod';
import { audienceSchema } from '#shared/model/bundle';
import { issueSchema } from '#shared/model/issue';
import { idSchema, sha256Schema } from '#shared/model/practice';
import { periodSchema } from '#shared/model/period';

/** "Ý kiến đề xuất áp dụng": why a peer's practice is proposed, and for whom. */
const proposalSchema = z.looseObject({ why: z.string(), whom: z.string().optional() });

/** compilations/<period>/compilation.json: the chosen and ordered practices of a period. */
export const compilationSchema = z.looseObject({
  format: z.string(),
  period: periodSchema,
  /** Markdown, without raw HTML. */
  foreword: z.string(),
  /** Practice ids in the order in which they are compiled. */
  items: z.array(idSchema),
  /** They are grouped by their first field, in this order of fields; those that it does not name follow. Absent where they are not grouped. */
  groups: z.array(z.string()).optional(),
  /** By practice id. That of a practice which was taken out of `items` stays, in case it comes back. */
  proposals: z.record(idSchema, proposalSchema).optional(),
  /** Every round of signing and issuing, the first one first; absent before the list was closed for the first time. */
  issues: z.array(issueSchema).optional(),
  /** Every export, so that the same content exported again gives the same bytes. */
  exports: z.array(
    z.looseObject({
      number: z.number().int().positive(),
      /** Time of issue, ISO 8601 in UTC: the only clock that the bundle's bytes know. */
      at: z.iso.datetime(),
      by: z.string(),
      /** SHA-256 over what goes in: same content and number, same bytes. */
      content: sha256Schema,
      file: z.string(),
      bytes: z.number().int(),
      sha256: sha256Schema,
      practices: z.number().int(),
      /** It bears our seal; absent where it went without. */
      sealed: z.literal(true).optional(),
      /** Our statements that went along and that could have been taken back until then. */
      statements: z.array(idSchema).optional(),
      /** Which part of how many this file is; absent where the bundle was not cut. */
      part: z.number().int().positive().optional(),
      parts: z.number().int().positive().optional(),
      /** What the parts were to stay below, in bytes. */
      limit: z.number().int().positive().optional(),
      /** SHA-256 of tagmanifest-sha256.txt, by which acknowledgements name the parcel. */
      parcel: sha256Schema.optional(),
      /** The offices that it was made for; absent where it is for everybody. */
      audience: audienceSchema.optional(),
      /** How many practices the whole has, where only those went in that the audience lacked. */
      of: z.number().int().positive().optional(),
    }),
  ),
});
export type Compilation = z.infer<typeof compilationSchema>;

/** The practices that were issued last with a closed list; the present choice where none was. */
export function issuedItems({ items, issues = [] }: Pick<Compilation, 'items' | 'issues'>): string[] {
  const last = issues.findLast(({ issued, frozen }) => issued !== undefined && frozen !== undefined);
  return last?.frozen ? last.frozen.items.map(({ id }) => id) : items;
}
