import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { backupEverySchema, backupPlanSchema, checkResultSchema } from '#shared/model/care';
import { rescuePlanSchema } from '#shared/model/rescue';

const path = z.string().trim().min(1).max(4096);

const backupStateSchema = backupPlanSchema.extend({
  /** By the plan there should have been one long ago. */
  overdue: z.boolean(),
});
export type BackupState = z.infer<typeof backupStateSchema>;

/** Backups as files: these work without an open library, since it may be the one that is lost. */
export const restoreOperations = {
  /** Files in a folder that are named as backups are, newest first; nothing of them is opened. */
  'backup.list': operation(
    z.object({ folder: path }),
    z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        bytes: z.number(),
        changedAt: z.number(),
        /** When it was made by its name, to the minute; milliseconds since 1970. */
        madeAt: z.number(),
      }),
    ),
  ),
  /** A folder that is not there yet, for what this backup holds: beside that of a library, else beside the backup. */
  'backup.target': operation(
    z.object({ file: path, beside: path.nullable() }),
    z.object({ folder: z.string() }),
  ),
  /**
   * Verifies all of a backup, then unpacks it into a folder that is new or empty; the library gets an id of its own. Job
   * subject: the folder. Fails with `folder-not-empty`, and with `backup-damaged` for anything that is not a whole backup.
   */
  'backup.restore': operation(z.object({ file: path, folder: path }), jobStarted),
};

export const careOperations = {
  /** What this user has set up for the open library, and what came of it. */
  'backup.state': operation(nothing, backupStateSchema),
  /** Fails with `backup-inside-library`, and nothing of the plan is changed. */
  'backup.plan': operation(
    z.object({
      folder: path.nullable(),
      every: backupEverySchema,
      keep: z.number().int().min(1).max(100),
    }),
    backupStateSchema,
  ),
  /**
   * Writes one verified archive of the whole library to `folder`. Job subject: its path. Fails with
   * `backup-inside-library`, `backup-folder-missing`, `backup-too-large`, `backup-damaged`; a failed or stopped one leaves
   * nothing.
   */
  'backup.create': operation(z.object({ folder: path }), jobStarted),
  /** Reads and verifies everything in the library, changing nothing. Job subject: null; see `library.findings`. */
  'library.check': operation(nothing, jobStarted),
  /** What the last check since the library was opened has found; null before the first. */
  'library.findings': operation(nothing, checkResultSchema.nullable()),
  /** Repairs those of the findings that still stand; what was damaged is kept in bin/. Job subject: how many were. */
  'library.repair': operation(z.object({ ids: z.array(z.string().max(4096)).max(100_000) }), jobStarted),
  /**
   * Looks in backups, newest first, for what the last check has found and the history cannot put back. `from`: a backup, a
   * folder of them, or null for the folders that backups are made in. Changes nothing; job subject: null, see `rescue.plan`.
   * Fails with `backup-folder-missing`, and with `backup-damaged` or `backup-of-another` for a single backup.
   */
  'rescue.seek': operation(z.object({ from: path.nullable() }), jobStarted),
  /** What the last search has found; null before the first, and after it was carried out. */
  'rescue.plan': operation(nothing, rescuePlanSchema.nullable()),
  /**
   * Puts back what that plan says, practice by practice, each as a whole or not at all; what was changed since the search
   * is passed over. Job subject: how many files were put back. Fails with `not-found` for any other plan.
   */
  'rescue.apply': operation(z.object({ planId: z.string().max(64) }), jobStarted),
};
