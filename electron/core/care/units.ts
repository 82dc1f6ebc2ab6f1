import { join } from 'node:path';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import { byBytes } from '#core/files/folder';
import { transactionsFolder } from '#core/files/plan';
import { layout } from '#core/library/layout';

/**
 * A part of a library that is read as one: a practice (also in the bin), a folder of others, or the files beside
 * them. Paths are relative to the library, with `/`.
 */
export interface Unit {
  readonly path: string;
  /** Set for practices in their place: these can be locked. */
  readonly practiceId?: string;
  /** Only the files in the folder itself, not those in folders below it. */
  readonly flat?: true;
}

export interface UnitFile extends FileInformation {
  readonly path: string;
}

const lockFiles = new Set([
  `${layout.office}.lock`,
  `${layout.people}.lock`,
  `${layout.offices}.lock`,
  `${layout.bin}/.lock`,
  `${layout.register}/.lock`,
  `${layout.receivedShelf}/.lock`,
  `${layout.inbox}/.lock`,
]);
const compilationLock = /^compilations\/[^/]+\/compilation\.json\.lock$/;
const practiceLock = /^(?:practices|bin)\/[^/]+\/\.lock$/;
const probe = /^\.probe-[0-9a-f-]+$/;

export function isLock(path: string): boolean {
  return lockFiles.has(path) || compilationLock.test(path) || practiceLock.test(path);
}

/** Files that only the running program needs: locks, probes, files that are just being written, who is present. */
export function isPassing(path: string): boolean {
  return (
    isLock(path) ||
    probe.test(path) ||
    path.endsWith(temporaryEnding) ||
    path.startsWith(`${layout.presence}/`)
  );
}

/** All parts of a library, practices first. Transactions under way are no part of it. */
export async function unitsOf(fileSystem: FileSystem, root: string): Promise<Unit[]> {
  const units: Unit[] = [];
  const others: Unit[] = [{ path: '', flat: true }];
  for (const { name, kind } of await fileSystem.list(root)) {
    if (kind !== 'folder' || name === transactionsFolder || name === layout.presence) continue;
    if (name !== layout.practices && name !== layout.bin) {
      others.push({ path: name });
      continue;
    }
    others.push({ path: name, flat: true });
    for (const inner of await fileSystem.list(join(root, name))) {
      if (inner.kind !== 'folder') continue;
      const path = `${name}/${inner.name}`;
      units.push(name === layout.practices ? { path, practiceId: inner.name } : { path });
    }
  }
  const order = (a: Unit, b: Unit): number => byBytes(a.path, b.path);
  return [...units.sort(order), ...others.sort(order)];
}

/** The files of a unit in byte order, and what can be in no archive: links and devices. */
export async function filesOf(
  fileSystem: FileSystem,
  root: string,
  unit: Unit,
): Promise<{ files: UnitFile[]; others: string[] }> {
  const found: { files: UnitFile[]; others: string[] } = { files: [], others: [] };
  const look = async (folder: string): Promise<void> => {
    for (const { name, kind } of await fileSystem.list(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') {
        if (unit.flat !== true) await look(path);
      } else if (!isPassing(path)) await note(path);
    }
  };
  const note = async (path: string): Promise<void> => {
    const information = await fileSystem.information(join(root, ...path.split('/')));
    if (information?.kind === 'file') found.files.push({ path, ...information });
    // A name that is no UTF-8 cannot be asked for by Node: it comes with this sign and is then not found.
    else if (information || path.includes('\ufffd')) found.others.push(path);
  };
  await look(unit.path);
  found.files.sort((a, b) => byBytes(a.path, b.path));
  return found;
}

/** By what it is known that nothing in a unit changed. */
export function stampOf(files: readonly UnitFile[]): string {
  return files
    .map(({ path, bytes, changedAt }) => `${path}\n${String(bytes)} ${String(changedAt)}`)
    .join('\n');
}
