import { basename, dirname, join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { removeFolder } from '#core/files/folder';
import { temporaryEnding } from '#core/files/atomic-write';
import {
  isMarked,
  isPlanUnder,
  keptFolder,
  missingParents,
  placeOf,
  planFile,
  readPlan,
  type Step,
  transactionsFolder,
} from '#core/files/plan';
import { oldFile } from '#core/files/plan-run';
import { isAbandoned, ownerOf, TransactionFolder, transactionsOf } from '#core/files/transaction-folder';
import { type Failure, toFailure } from '#shared/failure';

/**
 * Finishes or throws away the transactions that a killed process left in a library. To be called when a library
 * is opened, before anything is read. Transactions of living processes are left alone. Returns how many were finished
 * and how many could not be, because a file is in use, say: they stay for the next call. Fails with
 * `library-damaged` for a plan that we would not have written, once all others are done.
 */
export async function recoverTransactions(
  fileSystem: FileSystem,
  root: string,
): Promise<{ finished: number; left: number }> {
  const count = { finished: 0, left: 0 };
  let damage: Failure | undefined;
  for (const { name, kind } of await transactionsOf(fileSystem, root)) {
    const owner = ownerOf(name);
    if (kind !== 'folder' || !owner) continue;
    const path = join(root, transactionsFolder, name);
    try {
      if (!(await isAbandoned(fileSystem, path, owner))) continue;
      if (await recover(fileSystem, root, path)) count.finished += 1;
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'library-damaged') damage ??= failure;
      else count.left += 1;
    }
  }
  if (damage) throw damage;
  return count;
}

/**
 * Ends what is under way under a lock that was taken from its holder, told by the lock's mark: a plan that is written
 * but not decided is removed, so that deciding it fails; one that is decided is taken over and finished, as by
 * `recoverTransactions`.
 */
export async function stopTransactionsUnder(
  fileSystem: FileSystem,
  root: string,
  mark: string,
): Promise<void> {
  for (const { name, kind } of await transactionsOf(fileSystem, root)) {
    if (kind !== 'folder' || !ownerOf(name)) continue;
    const folder = join(root, transactionsFolder, name);
    const isUnder = async (file: string): Promise<boolean> => {
      const bytes = await fileSystem.read(join(folder, file)).catch(() => undefined);
      return bytes !== undefined && isPlanUnder(Buffer.from(bytes).toString('utf8'), mark);
    };
    for (const { name: file } of await fileSystem.list(folder)) {
      const isUndecided = file.startsWith(`${planFile}.`) && file.endsWith(temporaryEnding);
      if (isUndecided && (await isUnder(file))) await fileSystem.remove(join(folder, file));
    }
    // Last: it may have been decided while the others were looked at.
    if (await isUnder(planFile)) await recover(fileSystem, root, folder);
  }
}

/** Whether a plan waits to be finished, by us at the next `recoverTransactions` or by whoever is at it. */
export async function hasUnfinishedTransactions(fileSystem: FileSystem, root: string): Promise<boolean> {
  for (const { name, kind } of await transactionsOf(fileSystem, root)) {
    const plan = join(root, transactionsFolder, name, planFile);
    if (kind === 'folder' && ownerOf(name) && (await fileSystem.information(plan))) return true;
  }
  return false;
}

/** True when there was a plan. */
async function recover(fileSystem: FileSystem, root: string, abandoned: string): Promise<boolean> {
  const found = join(abandoned, planFile);
  const steps = (await fileSystem.information(found)) ? await readPlan(fileSystem, found) : undefined;
  const folder = new TransactionFolder(fileSystem, root);
  try {
    await folder.begin(abandoned);
    if (steps) await finish(fileSystem, root, folder.path, steps);
  } finally {
    await folder.end();
  }
  // The plan goes first: a folder without one is thrown away, not carried out again.
  await fileSystem.remove(join(folder.path, planFile));
  await removeFolder(fileSystem, folder.path);
  return steps !== undefined;
}

async function finish(
  fileSystem: FileSystem,
  root: string,
  folder: string,
  steps: readonly Step[],
): Promise<void> {
  for (const step of steps) {
    if (step.type === 'move') await missingParents(fileSystem, root, step.from);
    await missingParents(fileSystem, root, step.type === 'remove' ? step.path : step.to);
  }
  const changed = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const old = join(folder, oldFile(index));
    if (step.type === 'remove') await finishRemoval(fileSystem, root, folder, step, old);
    else {
      const to = placeOf(root, step.to);
      await finishRename(fileSystem, root, folder, step, to);
      if (await fileSystem.information(dirname(to))) changed.add(dirname(to));
    }
  }
  for (const path of changed) await fileSystem.syncFolder(path);
}

async function finishRename(
  fileSystem: FileSystem,
  root: string,
  folder: string,
  step: Exclude<Step, { type: 'remove' }>,
  to: string,
): Promise<void> {
  const from = step.type === 'put' ? join(folder, step.staged) : placeOf(root, step.from);
  const source = await fileSystem.information(from);
  if (!source) return; // done in an earlier attempt
  if (step.type === 'put' && source.kind !== 'file') return; // never staged by us
  const target = await fileSystem.information(to);
  if (target) {
    // Where something is at both places again, it is newer than the move.
    if (step.type === 'move') return;
    const known =
      (await isMarked(fileSystem, to, step.replaces)) || (await isMarked(fileSystem, to, step.content));
    if (!known) await keep(fileSystem, root, folder, step.to);
  }
  await fileSystem.makeFolder(dirname(to));
  await fileSystem.rename(from, to);
}

async function finishRemoval(
  fileSystem: FileSystem,
  root: string,
  folder: string,
  step: Extract<Step, { type: 'remove' }>,
  old: string,
): Promise<void> {
  const path = placeOf(root, step.path);
  const isDone = (await fileSystem.information(old)) ?? !(await fileSystem.information(path));
  if (isDone || !step.replaces) return;
  if (await isMarked(fileSystem, path, step.replaces)) await fileSystem.rename(path, old);
  else await keep(fileSystem, root, folder, step.path);
}

/** Puts what somebody has written since the plan was made to a place where nothing is overwritten. */
async function keep(fileSystem: FileSystem, root: string, folder: string, path: string): Promise<void> {
  const kept = `${keptFolder}/${basename(folder)}/${path}`;
  await missingParents(fileSystem, root, kept);
  const to = placeOf(root, kept);
  await fileSystem.makeFolder(dirname(to));
  await fileSystem.rename(placeOf(root, path), to);
}
