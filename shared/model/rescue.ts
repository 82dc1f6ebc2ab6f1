import * as z from 'zod';
import { findingSchema } from '#shared/model/care';

/** What a file is to the person: text of a practice, its last version's record, its status, and so on. */
export const rescuedParts = ['text', 'record', 'status', 'attachment', 'version', 'library-file'] as const;
export type RescuedPart = (typeof rescuedParts)[number];

/** One practice, or one of the library's own files, that is put back as a whole or not at all. */
const rescueItemSchema = z.object({
  practiceId: z.string().nullable(),
  /** Title of the practice as it will be; path of a file of the library. */
  title: z.string(),
  files: z.array(
    z.object({
      /** Relative to the library, with `/`. */
      path: z.string(),
      part: z.enum(rescuedParts),
      bytes: z.number(),
      /** Place in `backups`; null for what the library itself still has. */
      backup: z.number().int().nullable(),
    }),
  ),
});

/** What would be taken out of which backups; nothing of it has happened. */
export const rescuePlanSchema = z.object({
  planId: z.string(),
  /** Those that something is taken from, newest first. */
  backups: z.array(z.object({ path: z.string(), name: z.string(), madeAt: z.iso.datetime() })),
  /** Files named as backups that nothing could be taken from: not whole, or of another library. */
  refused: z.array(z.string()),
  /** How many backups were looked through. */
  looked: z.number().int(),
  items: z.array(rescueItemSchema),
  /** Findings for which no backup has a good copy. */
  left: z.array(findingSchema),
});
export type RescuePlan = z.infer<typeof rescuePlanSchema>;
