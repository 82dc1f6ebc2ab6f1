import type { FileSystem } from '#core/files/file-system';
import { hasEnded, type ProcessOwner, thisProcess } from '#core/files/process-owner';
import { Failure } from '#shared/failure';

/** A lock older than this was left behind: what it covers takes milliseconds. */
const stale = 30_000;
const retryAfter = 40;
const giveUpAfter = 10_000;

/**
 * Runs `work` while holding a lock file, so that two programs on one folder do not rename over each other.
 * Covers only short work. Waits for another holder, takes over the lock of a process that has ended or one older
 * than 30 s, and fails with `practice-locked` after 10 s.
 */
export async function withLock<T>(fileSystem: FileSystem, path: string, work: () => Promise<T>): Promise<T> {
  const note = Buffer.from(`${JSON.stringify({ ...thisProcess(), at: new Date().toISOString() })}\n`);
  const started = Date.now();
  while (!(await fileSystem.create(path, note))) {
    if (await isStale(fileSystem, path)) await fileSystem.remove(path);
    else if (Date.now() - started > giveUpAfter) throw new Failure('practice-locked', { where: path });
    else await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
  try {
    return await work();
  } finally {
    await fileSystem.remove(path);
  }
}

async function isStale(fileSystem: FileSystem, path: string): Promise<boolean> {
  const found = await fileSystem.information(path);
  if (!found) return false;
  if (Date.now() - found.changedAt > stale) return true;
  try {
    return hasEnded(JSON.parse(Buffer.from(await fileSystem.read(path)).toString('utf8')) as ProcessOwner);
  } catch {
    return false; // gone meanwhile, or its holder is just writing it
  }
}
