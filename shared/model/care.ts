import * as z from 'zod';

/** When a backup is made without being asked for; `closing`: each time the library is closed. */
export const backupEverySchema = z.enum(['off', 'daily', 'weekly', 'closing']);
export type BackupEvery = z.infer<typeof backupEverySchema>;

/** A verified backup. Times are ISO 8601. */
const madeBackupSchema = z.object({
  at: z.iso.datetime(),
  path: z.string(),
  bytes: z.number(),
  practices: z.number().int(),
  /** Files that could not be taken in, because their names are not possible on every system; at most 20. */
  leftOut: z.array(z.string()),
});
export type MadeBackup = z.infer<typeof madeBackupSchema>;

/** Backups of one library as one user on one machine keeps them. */
export const backupPlanSchema = z.object({
  folder: z.string().nullable(),
  every: backupEverySchema,
  /** How many of our own backups stay; older ones are removed after a new one is verified. */
  keep: z.number().int().min(1).max(100),
  /** Made by this user here, oldest first: only these are ever removed. */
  made: z.array(madeBackupSchema).max(200),
  /** The last attempt, if it failed. */
  failed: z
    .object({
      at: z.iso.datetime(),
      code: z.string(),
      where: z.string().exactOptional(),
      space: z.object({ needed: z.number(), free: z.number() }).exactOptional(),
    })
    .nullable(),
  /** When another host or colleague last made a backup of this library in the same folder. */
  others: z.iso.datetime().exactOptional(),
});
export type BackupPlan = z.infer<typeof backupPlanSchema>;

export const noBackups: BackupPlan = { folder: null, every: 'off', keep: 10, made: [], failed: null };

const hour = 3_600_000;
/** A little less than a day and a week, so that whoever begins at eight does not drift to the evening. */
const pause: Record<BackupEvery, number> = {
  off: Infinity,
  daily: 20 * hour,
  weekly: 6.5 * 24 * hour,
  closing: Infinity,
};
/** Days without a backup after which it is said. */
const patience: Record<BackupEvery, number> = { off: Infinity, daily: 3, weekly: 10, closing: 7 };

function sinceLast({ made, others }: BackupPlan, now: Date): number {
  const times = [made.at(-1)?.at, others]
    .filter((at) => at !== undefined)
    .map((at) => Date.parse(at))
    // A clock that once was years ahead must not end the backups of today.
    .filter((at) => at < now.getTime() + 24 * hour);
  return now.getTime() - Math.max(-Infinity, ...times);
}

/** How long a backup is enough, in milliseconds; Infinity where none is made by the clock. */
export const pauseOf = (plan: BackupPlan): number => pause[plan.every];

/** Whether a backup is to be made now; a library that was never backed up is due at once. */
export function isBackupDue(plan: BackupPlan, now: Date): boolean {
  return plan.folder !== null && pause[plan.every] < Infinity && sinceLast(plan, now) >= pause[plan.every];
}

/** Whether the person must be told that backups do not happen as they were wished for. */
export function isBackupOverdue(plan: BackupPlan, now: Date): boolean {
  const limit = patience[plan.every] * 24 * hour;
  return limit < Infinity && plan.made.length > 0 && sinceLast(plan, now) >= limit;
}

export const findingCodes = [
  /** Its whole folder is gone. */
  'practice-missing',
  /** practice.md is not there, cannot be read, or names another id. */
  'text-missing',
  'text-unreadable',
  /** record.sha256 is lost or unreadable although revisions are kept. */
  'record-missing',
  'record-unreadable',
  /** A kept revision is not what its name says: its text, its record, or the attachments that only it has. */
  'history-damaged',
  /** record.sha256 names a revision that the history does not have. */
  'history-missing',
  'attachment-missing',
  'attachment-changed',
  'work-unreadable',
  /** One of the library's own files: office, people, a compilation, the register of arrivals. */
  'file-unreadable',
  'parent-unknown',
  'conflict-copy',
  'leftover',
  'lock-left',
  'change-unfinished',
  'unknown-file',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const findingSchema = z.object({
  /** Code and path: the same finding has the same id in every check. */
  id: z.string(),
  code: z.enum(findingCodes),
  /** Relative to the library, with `/`. */
  path: z.string(),
  practiceId: z.string().nullable(),
  /** Title of the practice as it is, was or stands in a backup; empty where nobody knows it. */
  title: z.string(),
  /** What it is about as a person knows it: title of an attachment, name of a file; empty for the practice as a whole. */
  name: z.string(),
  /** `bad`: something that people wrote is at stake; `warn`: to be looked at; `note`: good to know. */
  level: z.enum(['bad', 'warn', 'note']),
  /**
   * Where the right content can be had: the practice's history; `older`: there too, but only as it was before the last
   * version, so that a backup may have better; or moving it to the bin mends it.
   */
  repair: z.enum(['history', 'older', 'bin']).nullable(),
  detail: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const checkResultSchema = z.object({
  at: z.iso.datetime(),
  practices: z.number().int(),
  files: z.number().int(),
  findings: z.array(findingSchema),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
