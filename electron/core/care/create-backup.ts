import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { backupFile, backupName, isUnfinishedBackupName } from '#core/care/backup-name';
import { type BackupSource, librarySize, writeBackup, type WrittenBackup } from '#core/care/backup-writer';
import { isInside } from '#core/care/is-inside';
import { requireSpace } from '#core/care/space';
import { verifyBackup } from '#core/care/verify-backup';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { Failure, type FailureCode, toFailure } from '#shared/failure';
import type { MadeBackup } from '#shared/model/care';

type Control = Pick<JobControl, 'report' | 'check'>;

/** How many names of what was left out are remembered. */
const mostLeftOut = 20;
const systemTroubles: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'disk-full',
  'no-permission',
  'file-busy',
]);
const halfDone = 24 * 3_600_000;

/**
 * Writes a backup of the library into `folder` under a name of its own: first under another name, then read back and every
 * byte held against its digest, and only then under its name. A failed, stopped or killed one leaves nothing that is
 * named as a backup is. Fails with `not-enough-space` before it writes where the disk is known to have too little room.
 */
export async function createBackup(
  source: BackupSource,
  folder: string,
  now: Date,
  control: Control,
): Promise<MadeBackup> {
  const { fileSystem, root } = source.store;
  if (isInside(root, folder)) throw new Failure('backup-inside-library', { where: folder });
  try {
    if ((await fileSystem.information(folder))?.kind === undefined)
      throw new Failure('backup-folder-missing', { where: folder });
    await tidy(fileSystem, folder, now);
    return await write(source, folder, now, control);
  } catch (error) {
    throw await explained(source, folder, error);
  }
}

async function write(source: BackupSource, folder: string, now: Date, control: Control): Promise<MadeBackup> {
  const { fileSystem } = source.store;
  const size = await librarySize(source.store, control);
  await requireSpace(fileSystem, folder, size.archive);
  const { name, release } = await claimName(fileSystem, folder, source.libraryName, now);
  const path = join(folder, backupFile(name));
  const temporary = `${path}.${randomUUID().slice(0, 8)}${temporaryEnding}`;
  const written: WrittenBackup = { practices: 0, leftOut: [] };
  try {
    await fileSystem.write(temporary, writeBackup(source, name, now, size.bytes, control, written));
    await verifyBackup(fileSystem, temporary, {
      check: () => {
        control.check();
      },
      report: (done, total, label) => {
        control.report(total + done, total * 2, label);
      },
    });
    control.check();
    const { bytes } = (await fileSystem.information(temporary)) ?? { bytes: 0 };
    await fileSystem.rename(temporary, path);
    await fileSystem.syncFolder(folder);
    const leftOut = written.leftOut.slice(0, mostLeftOut);
    return { at: now.toISOString(), path, bytes, practices: written.practices, leftOut };
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined);
    throw error;
  } finally {
    await release();
  }
}

interface ClaimedName {
  readonly name: string;
  readonly release: () => Promise<void>;
}

/**
 * A name that nothing has yet and that nobody else takes before `release`: a file beside it says so, since another program may
 * make a backup in the same minute, and the one that ends last would replace the other.
 */
async function claimName(
  fileSystem: FileSystem,
  folder: string,
  library: string,
  now: Date,
): Promise<ClaimedName> {
  for (let number = 1; number < 1_000; number += 1) {
    const name = backupName(library, now, number);
    const path = join(folder, backupFile(name));
    const claim = `${path}.${'0'.repeat(8)}${temporaryEnding}`;
    if ((await fileSystem.information(path)) || !(await fileSystem.create(claim, new Uint8Array()))) continue;
    const release = (): Promise<void> => fileSystem.remove(claim).catch(() => undefined);
    // Between the two looks another one may have come to its end.
    if (!(await fileSystem.information(path))) return { name, release };
    await release();
  }
  throw new Failure('no-permission', { where: folder, rule: 'no free name' });
}

/** Removes what backups that were killed a day ago or earlier have left. */
async function tidy(fileSystem: FileSystem, folder: string, now: Date): Promise<void> {
  for (const { name, kind } of await fileSystem.list(folder)) {
    if (kind !== 'file' || !isUnfinishedBackupName(name)) continue;
    const path = join(folder, name);
    const since = (await fileSystem.information(path))?.changedAt ?? now.getTime();
    if (now.getTime() - since > halfDone) await fileSystem.remove(path).catch(() => undefined);
  }
}

/** What a fault means to who makes a backup: a drive that is gone shows in many ways. */
async function explained({ store }: BackupSource, folder: string, error: unknown): Promise<Failure> {
  const failure = toFailure(error);
  if (failure.code === 'cancelled') return failure;
  const isThere = async (path: string): Promise<boolean> =>
    (await store.fileSystem.information(path).catch(() => undefined)) !== undefined;
  const { detail = '' } = failure;
  if (!(await isThere(store.at(layout.library))))
    return new Failure('library-missing', { where: store.root, detail });
  if (!(await isThere(folder))) return new Failure('backup-folder-missing', { where: folder, detail });
  const codes: Partial<Record<FailureCode, FailureCode>> = { 'library-read-only': 'no-permission' };
  const code = codes[failure.code] ?? failure.code;
  // The folder that was chosen is what a person knows, not the name under which a file is being written.
  const isOurs = failure.where === undefined || failure.where.startsWith(folder);
  return isOurs && systemTroubles.has(code) ? new Failure(code, { where: folder, detail }) : failure;
}
