import * as z from 'zod';
import { idSchema, sha256Schema } from '#shared/model/practice';
import { periodSchema } from '#shared/model/period';

/** compilations/<period>/compilation.json: the chosen and ordered practices of a period. */
export const compilationSchema = z.looseObject({
  format: z.string(),
  period: periodSchema,
  /** Markdown, without raw HTML. */
  foreword: z.string(),
  /** Practice ids in the order in which they are compiled. */
  items: z.array(idSchema),
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
    }),
  ),
});
export type Compilation = z.infer<typeof compilationSchema>;
