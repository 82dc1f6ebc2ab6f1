import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { isBackupName, timeOfName } from '#core/care/backup-name';
import { requireSpace, roomOf } from '#core/care/space';
import { openBackup } from '#core/care/verify-backup';
import { jsonText, temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { byBytes, removeFolder } from '#core/files/folder';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

type Control = Pick<JobControl, 'report' | 'check'>;

/** Files in a folder that are named as backups are, newest first. Fails with `backup-folder-missing`. */
export async function listBackups(fileSystem: FileSystem, folder: string): Promise<Output<'backup.list'>> {
  if (!(await fileSystem.information(folder))) throw new Failure('backup-folder-missing', { where: folder });
  const found: Output<'backup.list'> = [];
  for (const { name, kind } of await fileSystem.list(folder)) {
    if (kind !== 'file' || !isBackupName(name)) continue;
    const path = join(folder, name);
    const information = await fileSystem.information(path);
    if (!information) continue;
    const { bytes, changedAt } = information;
    found.push({ path, name, bytes, changedAt, madeAt: timeOfName(name)?.getTime() ?? changedAt });
  }
  return found.toSorted((a, b) => b.madeAt - a.madeAt || b.changedAt - a.changedAt);
}

const stagingName = /^\.restoring\.[0-9a-f]{8}\.lantoa-tmp$/;

/**
 * Unpacks a backup into a new or empty folder, once all of it is verified. Everything is written beside its place first
 * and then moved, library.json last: a folder is a library from this file on, so a killed restore leaves none.
 * The restored library gets a new id, since it may be used beside the one that it is a copy of.
 */
export async function restoreBackup(
  fileSystem: FileSystem,
  file: string,
  folder: string,
  control: Control,
): Promise<void> {
  await checkTarget(fileSystem, folder);
  const whole = { check: control.check, report: halfOf(control, 0) };
  const { archive, digests, library } = await openBackup(fileSystem, file, whole);
  try {
    await requireSpace(fileSystem, folder, roomFor(archive));
    const isNew = !(await fileSystem.information(folder));
    const staging = join(folder, `.restoring.${randomUUID().slice(0, 8)}${temporaryEnding}`);
    const moved: string[] = [];
    try {
      await unpack({ fileSystem, archive, digests, staging, control });
      const restored = { ...library, libraryId: uuidv7(), restoredFrom: library.libraryId };
      await fileSystem.write(join(staging, layout.library), Buffer.from(jsonText(restored)));
      control.check();
      await moveUp(fileSystem, staging, folder, moved);
    } catch (error) {
      await takeBack(fileSystem, folder, [staging, ...moved], isNew).catch(() => undefined);
      throw error;
    }
  } finally {
    await archive.close();
  }
}

async function checkTarget(fileSystem: FileSystem, folder: string): Promise<void> {
  const information = await fileSystem.information(folder);
  if (!information) return;
  const entries = await fileSystem.list(folder);
  if (entries.some(({ name }) => name === layout.library))
    throw new Failure('library-exists', { where: folder });
  // What a killed restore has left is no reason to refuse its folder.
  if (information.kind !== 'folder' || entries.some(({ name }) => !stagingName.test(name)))
    throw new Failure('folder-not-empty', { where: folder });
}

const halfOf =
  (control: Control, half: 0 | 1): JobControl['report'] =>
  (done, total, label) => {
    control.report(half * total + done, total * 2, label);
  };

function roomFor({ files }: Unpacking['archive']): number {
  return [...files.values()].reduce((sum, { bytes }) => sum + roomOf(bytes), 0);
}

interface Unpacking {
  readonly fileSystem: FileSystem;
  readonly archive: Awaited<ReturnType<typeof openBackup>>['archive'];
  readonly digests: ReadonlyMap<string, string>;
  readonly staging: string;
  readonly control: Control;
}

async function unpack({ fileSystem, archive, digests, staging, control }: Unpacking): Promise<void> {
  const report = halfOf(control, 1);
  const folders = new Set<string>([staging]);
  await fileSystem.makeFolder(staging);
  let done = 0;
  for (const [path, entry] of archive.files) {
    if (!path.startsWith('data/')) continue;
    const inside = path.slice('data/'.length);
    const target = join(staging, ...inside.split('/'));
    if (!folders.has(dirname(target))) await fileSystem.makeFolder(dirname(target));
    folders.add(dirname(target));
    const hash = createHash('sha256');
    async function* passing(): AsyncGenerator<Uint8Array> {
      for await (const chunk of archive.read(entry)) {
        control.check();
        hash.update(chunk);
        done += chunk.byteLength;
        report(done, archive.bytes, inside);
        yield chunk;
      }
    }
    await fileSystem.write(target, passing());
    // It was verified a moment ago, and may lie on a stick that is failing.
    if (hash.digest('hex') !== digests.get(path)) throw new Failure('backup-damaged', { where: inside });
  }
  for (const path of folders) await fileSystem.syncFolder(path);
}

async function moveUp(
  fileSystem: FileSystem,
  staging: string,
  folder: string,
  moved: string[],
): Promise<void> {
  const names = (await fileSystem.list(staging)).map(({ name }) => name).sort(byBytes);
  for (const name of [...names.filter((other) => other !== layout.library), layout.library]) {
    await fileSystem.rename(join(staging, name), join(folder, name));
    moved.push(join(folder, name));
  }
  await fileSystem.syncFolder(folder);
  await removeFolder(fileSystem, staging).catch(() => undefined);
}

/** Removes what this restore has made, and the folder if it was new; library.json, moved last, goes first. */
async function takeBack(
  fileSystem: FileSystem,
  folder: string,
  made: readonly string[],
  isNew: boolean,
): Promise<void> {
  for (const path of made.toReversed()) await removeFolder(fileSystem, path);
  if (isNew) await fileSystem.remove(folder);
}
