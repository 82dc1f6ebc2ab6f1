import { dirname } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { Failure } from '#shared/failure';

/** Disks give out their room in blocks of this many bytes, as a rule. */
const block = 4096;

/** Room that a file takes on a disk, in bytes. */
export function roomOf(bytes: number): number {
  return Math.ceil(bytes / block) * block + block;
}

/**
 * Fails with `not-enough-space` where the disk of `folder` (which may still have to be made) is known to have less room
 * than `needed` bytes. Where nobody knows how much is free, the work goes on: a disk that fills up stops it later.
 */
export async function requireSpace(fileSystem: FileSystem, folder: string, needed: number): Promise<void> {
  let there = folder;
  while (!(await fileSystem.information(there).catch(() => undefined)) && dirname(there) !== there)
    there = dirname(there);
  const free = await fileSystem.freeBytes(there);
  if (free !== undefined && free < needed)
    throw new Failure('not-enough-space', { where: folder, space: { needed, free } });
}
