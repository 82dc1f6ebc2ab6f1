import type { FileSystem } from '#core/files/file-system';
import type { HeldLock } from '#core/files/held-lock';
import { Transaction } from '#core/files/transaction';

/**
 * A transaction whose staging takes long (copying, packing) and whose last look at the library must not be overtaken:
 * `stage` runs freely, then `finish` and the commit run under `lock`, which therefore is held for moments only. Where
 * `stage` or `finish` fails, nothing of it stays.
 */
export async function inLockedTransaction<T>(
  fileSystem: FileSystem,
  root: string,
  lock: (work: (held: HeldLock) => Promise<T>) => Promise<T>,
  stage: (transaction: Transaction) => Promise<void>,
  finish: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = new Transaction(fileSystem, root);
  // Once it is tried, the commit itself clears up: a plan that it had to leave must stay.
  const plan = { decided: false };
  try {
    await stage(transaction);
    // Here and not under the lock, which others wait for.
    await transaction.forced();
    return await lock(async (held) => {
      const result = await finish(transaction);
      plan.decided = true;
      await transaction.commit(held);
      return result;
    });
  } catch (error) {
    if (!plan.decided) await transaction.abandon().catch(() => undefined);
    throw error;
  }
}
