import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import type { HeldLock } from '#core/files/held-lock';

/** Ending of files that are being written; a leftover one is never read as content. */
export const temporaryEnding = '.lantoa-tmp';

/**
 * Replaces or creates one file so that a reader, or a power cut at any moment, finds the old bytes or the
 * new ones and never a mixture: write beside it, force to disk, rename, force the folder. Under a lock it fails with
 * `lock-lost` once that is held by somebody else: either our new bytes are there before they begin, or never.
 */
export async function writeAtomically(
  fileSystem: FileSystem,
  path: string,
  data: Uint8Array | string | AsyncIterable<Uint8Array>,
  held?: HeldLock,
): Promise<void> {
  const temporary = `${path}.${held?.marks[0] ?? randomUUID().slice(0, 8)}${temporaryEnding}`;
  try {
    await fileSystem.write(temporary, typeof data === 'string' ? Buffer.from(data) : data);
    await held?.confirm();
    await fileSystem.rename(temporary, path);
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined);
    // Whoever took the lock over has removed what we had staged: then that is the reason.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') await held?.confirm();
    throw error;
  }
  await fileSystem.syncFolder(dirname(path));
}

/** Text of a JSON file as all files of a library are written: two spaces, LF, a newline at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
