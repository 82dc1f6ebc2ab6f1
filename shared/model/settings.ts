import * as z from 'zod';
import { backupPlanSchema } from '#shared/model/care';
import { languageSchema } from '#shared/model/practice';
import { savedSearchSchema } from '#shared/model/saved-search';

/** Settings of one user on one machine; what an office shares lies in the library instead. */
export const settingsSchema = z.object({
  language: languageSchema,
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** Percent of the normal text size. */
  textSize: z.number().int().min(100).max(200),
  lastLibrary: z.string().nullable(),
  recentLibraries: z.array(z.object({ path: z.string(), name: z.string() })).max(10),
  /** Who sits here: library id -> person id. */
  me: z.record(z.string(), z.string()),
  /** When each library was last left: library id -> milliseconds since 1970. */
  visits: z.record(z.string(), z.number()),
  /** Backups: library id -> plan and what was made. */
  backups: z.record(z.string(), backupPlanSchema),
  /** Searches kept: library id -> the first saved first. */
  savedSearches: z.record(z.string(), z.array(savedSearchSchema)),
  /** Folders that are watched for parcels: library id -> absolute paths. */
  inboxes: z.record(z.string(), z.array(z.string()).max(5)),
  /** Exchange folders: library id -> id of a recipient -> absolute path, or one below the library's own outbox. */
  outboxes: z.record(z.string(), z.record(z.string(), z.string())),
  window: z
    .object({
      width: z.number(),
      height: z.number(),
      x: z.number().optional(),
      y: z.number().optional(),
      maximised: z.boolean(),
    })
    .nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  language: 'vi',
  theme: 'system',
  textSize: 100,
  lastLibrary: null,
  recentLibraries: [],
  me: {},
  visits: {},
  backups: {},
  savedSearches: {},
  inboxes: {},
  outboxes: {},
  window: null,
};
