import { join } from 'node:path';
import { timeOfName } from '#core/care/backup-name';
import { browseBackup } from '#core/care/browse-backup';
import { listBackups } from '#core/care/restore-backup';
import type { FileSystem } from '#core/files/file-system';
import { withLock } from '#core/files/lock';
import { Failure, type FailureCode } from '#shared/failure';
import type { BackupPlan } from '#shared/model/care';

/** Faults that show at once and cost nothing: tried again at every look, since a drive may be plugged in any time. */
const quick: ReadonlySet<string> = new Set<FailureCode>([
  'backup-folder-missing',
  'not-enough-space',
  'no-permission',
  'practice-locked',
  'library-missing',
]);
/** After any other fault, which may have come after hours of writing. Milliseconds. */
const patience = 55 * 60_000;
/** Clocks of two machines differ. */
const clocks = 60_000;

/** Whether a plan that is due is to be tried now, after what came of the last attempt. */
export function mayTryAgain({ failed }: BackupPlan, now: Date): boolean {
  if (!failed || quick.has(failed.code)) return true;
  return Math.abs(now.getTime() - Date.parse(failed.at)) >= patience;
}

/**
 * Runs `work` while no other program makes a backup of this library by plan into this folder: two hosts of one person,
 * or colleagues with one folder. Fails with `backup-folder-missing`, and with `practice-locked` while another one is at it.
 */
export async function inTurn<T>(
  fileSystem: FileSystem,
  folder: string,
  libraryId: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!(await fileSystem.information(folder))) throw new Failure('backup-folder-missing', { where: folder });
  return withLock(fileSystem, join(folder, `.SaoLuu_${libraryId}.lock`), work);
}

/**
 * When the newest backup of this library in a folder was made, if that lies between `since` and `now`; those of others count
 * too.
 */
export async function newestSince(
  fileSystem: FileSystem,
  folder: string,
  libraryId: string,
  { since, now }: { since: Date; now: Date },
): Promise<Date | undefined> {
  for (const { name, path } of await listBackups(fileSystem, folder)) {
    const time = timeOfName(name);
    // Names have no seconds.
    if (!time || time.getTime() < since.getTime() - 2 * clocks) continue;
    const madeAt = await madeAtOf(fileSystem, path, libraryId);
    if (madeAt && madeAt >= since && madeAt.getTime() <= now.getTime() + clocks) return madeAt;
  }
  return undefined;
}

async function madeAtOf(fileSystem: FileSystem, path: string, libraryId: string): Promise<Date | undefined> {
  try {
    const backup = await browseBackup(fileSystem, path);
    await backup.close();
    return backup.libraryId === libraryId ? backup.madeAt : undefined;
  } catch {
    return undefined; // not whole, or gone meanwhile: it serves nobody
  }
}
