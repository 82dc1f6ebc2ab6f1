import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { markOfNote } from '#core/files/lock-note';
import { stopTransactionsUnder } from '#core/files/recovery';

/**
 * Takes the lock away that was judged to be left behind, and stops what its holder may still have under way: should it
 * have slept only, its next step fails instead of being made over what others write from now on. False when it is
 * another lock by now. To be called by one at a time (`TakeOverTurn`); nobody works before it is done.
 */
export async function takeOver(
  fileSystem: FileSystem,
  path: string,
  judged: string,
  root: string | undefined,
): Promise<boolean> {
  if (!(await moveAway(fileSystem, path, judged))) return false;
  const mark = markOfNote(judged);
  if (mark === undefined) return true;
  // What cannot be stopped, a file in use say, is not worth keeping everybody out: its holder looks at its lock, too.
  await removeStaged(fileSystem, path, mark).catch(() => undefined);
  if (root !== undefined) await stopTransactionsUnder(fileSystem, root, mark).catch(() => undefined);
  return true;
}

/** Moves the lock away at once, and puts it back if it is another one by now. */
async function moveAway(fileSystem: FileSystem, path: string, judged: string): Promise<boolean> {
  const aside = `${path}.${randomUUID().slice(0, 8)}${temporaryEnding}`;
  await fileSystem.rename(path, aside);
  const content = await fileSystem.read(aside);
  const isJudged = Buffer.from(content).toString('utf8') === judged;
  if (!isJudged) await fileSystem.create(path, content);
  await fileSystem.remove(aside);
  return isJudged;
}

/** Removes what the holder has written beside the lock and not renamed to its place yet. */
async function removeStaged(fileSystem: FileSystem, path: string, mark: string): Promise<void> {
  const folder = dirname(path);
  for (const { name, kind } of await fileSystem.list(folder)) {
    const isStaged = kind === 'file' && name.endsWith(`.${mark}${temporaryEnding}`);
    if (isStaged && name !== basename(path)) await fileSystem.remove(join(folder, name));
  }
}
