import { dirname } from 'node:path';
import { browseBackup, type BrowsedBackup } from '#core/care/browse-backup';
import type { RightContent } from '#core/care/planned-files';
import { binFolder } from '#core/care/repair-library';
import { digestAt, type RescuedFile, type RescuedUnit } from '#core/care/seek-rescue';
import { withLock } from '#core/files/lock';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isBinned } from '#core/practices/bin';
import { Failure } from '#shared/failure';

type Control = Pick<JobControl, 'report' | 'check'>;

interface Applying {
  readonly library: OpenedLibrary;
  readonly bin: string;
  readonly backup: (path: string) => Promise<BrowsedBackup>;
}

/**
 * Puts back what was planned, each practice under its lock and as one transaction; what is damaged is kept in the bin. A
 * practice in which anything is not as it was at the search any more is passed over. Returns how many files were put back.
 */
export async function applyRescue(
  library: OpenedLibrary,
  units: readonly RescuedUnit[],
  now: Date,
  control: Control,
): Promise<number> {
  const opened = new Map<string, BrowsedBackup>();
  const backup = async (path: string): Promise<BrowsedBackup> => {
    const known = opened.get(path) ?? (await browseBackup(library.store.fileSystem, path));
    opened.set(path, known);
    return known;
  };
  const applying: Applying = { library, bin: binFolder(now), backup };
  let done = 0;
  try {
    for (const [index, unit] of units.entries()) {
      control.check();
      control.report(index, units.length, unit.title);
      done += await locked(library, unit, () => putBack(applying, unit.files));
    }
  } finally {
    for (const one of opened.values()) await one.close().catch(() => undefined);
  }
  control.report(1, 1);
  return done;
}

/** Runs `work` while nobody else writes there; 0 for a practice that was put away meanwhile. */
async function locked(
  library: OpenedLibrary,
  { practiceId, isGone, files }: RescuedUnit,
  work: () => Promise<number>,
): Promise<number> {
  const { store } = library;
  if (practiceId === null) {
    const path = files[0]?.path ?? '';
    // The register of arrivals is written once and has no lock.
    if (path.startsWith(`${layout.arrivals}/`)) return work();
    await store.fileSystem.makeFolder(dirname(store.at(path)));
    return withLock(store.fileSystem, `${store.at(path)}.lock`, work);
  }
  if (await store.exists(practiceId)) return store.exclusively(practiceId, work);
  return isGone ? inNewFolder(library, practiceId, work) : 0;
}

/** A practice that is gone needs a folder for its lock; taken out of the bin at the same time it must not be. */
async function inNewFolder(library: OpenedLibrary, id: string, work: () => Promise<number>): Promise<number> {
  const { store } = library;
  const folder = store.at(layout.practice(id));
  const isOurs = await store.exclusivelyInBin(async () => {
    if (await isBinned(library, id)) return false;
    await store.fileSystem.makeFolder(folder);
    return true;
  });
  if (!isOurs) return 0;
  try {
    return await store.exclusively(id, work);
  } finally {
    // Only an empty one goes.
    await store.fileSystem.remove(folder).catch(() => undefined);
  }
}

async function putBack(applying: Applying, files: readonly RescuedFile[]): Promise<number> {
  const { store } = applying.library;
  for (const { path, replaces } of files) if ((await digestAt(store, path)) !== replaces) return 0;
  await inTransaction(store.fileSystem, store.root, async (transaction) => {
    for (const { path, content, replaces } of files) {
      if (replaces !== undefined)
        await transaction.put(`${applying.bin}/${path}`, store.fileSystem.stream(store.at(path)));
      await putContent(applying, transaction, path, content);
    }
  });
  return files.length;
}

async function putContent(
  { library: { store }, backup }: Applying,
  transaction: Transaction,
  path: string,
  { from, sha256 }: RightContent,
): Promise<void> {
  if (from.type === 'text') {
    await transaction.put(path, from.text);
    return;
  }
  if (from.type === 'copy') {
    // Thrown before the commit: nothing of it happens.
    if ((await digestAt(store, from.path)) !== sha256)
      throw new Failure('attachment-changed', { where: from.path });
    await transaction.put(path, store.fileSystem.stream(store.at(from.path)));
    return;
  }
  const source = await backup(from.backup.path);
  if (source.digests.get(from.path) !== sha256)
    throw new Failure('backup-damaged', { where: source.path, detail: from.path });
  await transaction.put(path, source.read(from.path));
}
