import { join } from 'node:path';
import { writeAtomically } from '#core/files/atomic-write';
import { Behind } from '#core/files/behind';
import type { FileSystem } from '#core/files/file-system';
import { removeFolder } from '#core/files/folder';
import type { HeldLock } from '#core/files/held-lock';
import { inParallel } from '#core/files/in-parallel';
import { isInUse } from '#core/files/in-use';
import { counted, type NewContent } from '#core/files/new-content';
import {
  isSmall,
  markOf,
  missingParents,
  placeOf,
  planFile,
  planText,
  relativePath,
  type Step,
} from '#core/files/plan';
import { oldFile, PlanRun } from '#core/files/plan-run';
import { TransactionFolder } from '#core/files/transaction-folder';
import { Failure, toFailure } from '#shared/failure';

/** What is known of a step before the commit looks at what it replaces. */
type Wish = Step extends infer S ? (S extends unknown ? Omit<S, 'replaces'> : never) : never;

/** Forced at a time while others are written: more would leave no thread for those (Node has four for files). */
const forcedTogether = 2;
const undoAttempts = 3;
const undoAgainAfter = 300;

/**
 * Several changes of a library as one: all of them happen or none, also when the process is killed at any
 * file-system step. New files are staged in a folder of the library; `commit` writes a plan (the moment that decides),
 * carries it out and removes it. A plan that a killed process left is carried out by `recoverTransactions`;
 * staged files without a plan are thrown away.
 */
export class Transaction {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #folder: TransactionFolder;
  readonly #wishes: Wish[] = [];
  readonly #touched = new Set<string>();
  readonly #forcing = new Behind(forcedTogether);
  #staged = 0;

  /** `root` is the library's folder; all paths given to a transaction are relative to it, with `/`. */
  constructor(fileSystem: FileSystem, root: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.#folder = new TransactionFolder(fileSystem, root);
  }

  /** Stages new content for a file. It is on the disk when the commit decides, and not before. */
  async put(to: string, data: NewContent): Promise<void> {
    this.#touch(to);
    const staged = String(this.#staged);
    this.#staged += 1;
    await this.#folder.begin();
    const { chunks, content } = counted(data);
    await this.#fileSystem.write(this.#in(staged), chunks, 'later');
    this.#forcing.begin(() => this.#force(this.#in(staged)));
    this.#wishes.push({ type: 'put', staged, content: content(), to });
  }

  /** Resolves when all that was staged so far is on the disk: `commit` then decides at once. */
  async forced(): Promise<void> {
    await this.#forcing.settled();
  }

  /** Moves a file or a folder to a place that must be free. */
  move(from: string, to: string): void {
    this.#touch(from);
    this.#touch(to);
    this.#wishes.push({ type: 'move', from, to });
  }

  remove(path: string): void {
    this.#touch(path);
    this.#wishes.push({ type: 'remove', path });
  }

  /**
   * Makes the changes. Where that fails everything is made as it was and the error thrown; where even that fails the
   * plan stays, and the next recovery finishes it. Under a lock nothing is changed, and `lock-lost` thrown, once that is
   * held by somebody else.
   */
  async commit(held?: HeldLock): Promise<void> {
    if (this.#wishes.length === 0) return;
    const run = new PlanRun(this.#fileSystem, this.#root, this.#folder.path);
    try {
      await this.#folder.begin();
      const steps = await this.#plan();
      await this.forced();
      const text = planText(steps, held?.marks ?? []);
      await writeAtomically(this.#fileSystem, this.#in(planFile), text, held);
      await run.run(steps);
    } catch (error) {
      await this.#undo(run).catch(() => undefined);
      await this.#folder.end();
      // Whoever took over our lock has taken this over, too: then that is the reason.
      if (['internal', 'not-found'].includes(toFailure(error).code)) await held?.confirm();
      throw error;
    }
    // All is done: what cannot be cleared now is cleared by the next recovery, and is no fault of the change.
    await this.#clear().catch(() => undefined);
  }

  /** Throws away what was staged; for use when the work before `commit` fails. */
  async abandon(): Promise<void> {
    await this.#forcing.stop();
    await this.#folder.end();
    await removeFolder(this.#fileSystem, this.#folder.path);
  }

  async #force(staged: string): Promise<void> {
    try {
      await this.#fileSystem.force(staged);
    } catch (error) {
      // Whoever took this over throws it away: the commit finds that out, and who it was.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  #in(name: string): string {
    return join(this.#folder.path, name);
  }

  /** The steps with what they replace, of which small files are copied. */
  async #plan(): Promise<Step[]> {
    const moves = new Map(
      this.#wishes.flatMap((wish) => (wish.type === 'move' ? [[wish.to, wish.from] as const] : [])),
    );
    return inParallel(this.#wishes, async (wish, index): Promise<Step> => {
      if (wish.type === 'move') return wish;
      const path = placeBefore(moves, wish.type === 'put' ? wish.to : wish.path);
      await missingParents(this.#fileSystem, this.#root, path);
      const place = placeOf(this.#root, path);
      const replaces = await markOf(this.#fileSystem, place);
      if (wish.type === 'put' && replaces && isSmall(replaces))
        await this.#fileSystem.write(this.#in(oldFile(index)), await this.#fileSystem.read(place));
      return { ...wish, replaces };
    });
  }

  async #undo(run: PlanRun): Promise<void> {
    await this.#forcing.stop();
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Another machine that took us for dead is finishing it: do not pull against each other.
        if (!(await this.#fileSystem.information(this.#in(planFile)))) break;
        await run.undo();
        break;
      } catch (error) {
        if (attempt === undoAttempts || !isInUse(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, undoAgainAfter));
      }
    }
    await this.#clear();
  }

  async #clear(): Promise<void> {
    await this.#folder.end();
    // The plan goes first: a folder without one is thrown away, not carried out.
    await this.#fileSystem.remove(this.#in(planFile));
    await removeFolder(this.#fileSystem, this.#folder.path);
  }

  #touch(path: string): void {
    if (!relativePath.safeParse(path).success) throw new Failure('internal', { where: path, rule: 'path' });
    // A path that occurs twice would make the steps unrepeatable.
    if (this.#touched.has(path)) throw new Failure('internal', { where: path, rule: 'touched twice' });
    this.#touched.add(path);
  }
}

/** Where the file is now that will be at `path` after the moves, which are given as their sources by their targets. */
function placeBefore(moves: ReadonlyMap<string, string>, path: string): string {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const from = moves.get(path.slice(0, end));
    if (from !== undefined) return from + path.slice(end);
  }
  return path;
}

/**
 * Runs `work` with a new transaction, commits it, and throws away what was staged if the work fails.
 * `work` must only stage and plan: nothing of it may write into the library directly. `held` is the lock under which all
 * of this happens, if there is one.
 */
export async function inTransaction<T>(
  fileSystem: FileSystem,
  root: string,
  work: (transaction: Transaction) => Promise<T>,
  held?: HeldLock,
): Promise<T> {
  const transaction = new Transaction(fileSystem, root);
  let result: T;
  try {
    result = await work(transaction);
  } catch (error) {
    await transaction.abandon().catch(() => undefined);
    throw error;
  }
  await transaction.commit(held);
  return result;
}
