import { readCompilation, withCompilation } from '#core/compilation/compilation-file';
import { jsonText } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { type Compilation, compilationSchema } from '#shared/model/compilation';
import type { Period } from '#shared/model/period';

interface Change {
  readonly period: Period;
  /** Hash of the compilation.json that the person saw. */
  readonly base: string | null;
  /** Files that belong to the change; put before the compilation is looked at under its lock. */
  readonly files?: (transaction: Transaction) => Promise<void>;
  /** What becomes of the compilation; may be asked to look at the library. */
  readonly change: (before: Compilation) => Compilation | Promise<Compilation>;
}

/** Somebody else saved first. */
class Overtaken extends Error {}

/**
 * Changes compilation.json, and files that belong to it, as one step, if it is still the one that the person saw; else nothing
 * is written.
 */
export async function changeIssue(
  library: OpenedLibrary,
  { period, base, files, change }: Change,
): Promise<'saved' | 'conflict'> {
  requireWritable(library);
  const { fileSystem, root } = library.store;
  try {
    await inLockedTransaction(
      fileSystem,
      root,
      (work) => withCompilation(library, period, work),
      async (transaction) => files?.(transaction),
      async (transaction) => {
        const { compilation, hash } = await readCompilation(library, period);
        if (hash !== base) throw new Overtaken();
        const text = jsonText(compilationSchema.parse(await change(compilation)));
        if (sha256(text) !== hash) await transaction.put(layout.compilation(period), text);
      },
    );
    return 'saved';
  } catch (error) {
    if (error instanceof Overtaken) return 'conflict';
    throw error;
  }
}
