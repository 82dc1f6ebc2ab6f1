import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { removeFolder } from '#core/files/folder';
import { hasEnded, thisProcess } from '#core/files/process-owner';
import { Failure } from '#shared/failure';

/** Folder of running transactions inside a library. */
export const transactionsFolder = '.transactions';

const relativePath = z.string().refine((path) => !/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/i.test(path));
const stepSchema = z.discriminatedUnion('type', [
  /** A staged file takes its place, over an older file if there is one. */
  z.object({ type: z.literal('put'), staged: relativePath, to: relativePath }),
  /** A file or folder moves to a place where nothing is. */
  z.object({ type: z.literal('move'), from: relativePath, to: relativePath }),
  z.object({ type: z.literal('remove'), path: relativePath }),
]);
type Step = z.infer<typeof stepSchema>;
const planSchema = z.object({ format: z.literal('1.0'), steps: z.array(stepSchema) });

/**
 * Several changes of a library as one: all of them happen or none, also when the process is killed at any
 * file-system step. New files are staged in a folder of the library; `commit` writes a plan (the moment that decides),
 * carries it out and removes it. A plan that was left behind is carried out by `recoverTransactions`;
 * staged files without a plan are thrown away. Every step of a plan may be repeated.
 */
export class Transaction {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #folder: string;
  readonly #steps: Step[] = [];
  readonly #touched = new Set<string>();
  #staged = 0;

  /** `root` is the library's folder; all paths given to a transaction are relative to it, with `/`. */
  constructor(fileSystem: FileSystem, root: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    const owner = thisProcess();
    const name = [encodeURIComponent(owner.host), owner.process, randomUUID()].join('_');
    this.#folder = join(root, transactionsFolder, name);
  }

  /** Stages new content for a file. */
  async put(to: string, data: Uint8Array | string | AsyncIterable<Uint8Array>): Promise<void> {
    this.#touch(to);
    const staged = String(this.#staged);
    this.#staged += 1;
    await this.#fileSystem.makeFolder(this.#folder);
    await this.#fileSystem.write(
      join(this.#folder, staged),
      typeof data === 'string' ? Buffer.from(data) : data,
    );
    this.#steps.push({ type: 'put', staged, to });
  }

  /** Moves a file or a folder to a place that must be free. */
  move(from: string, to: string): void {
    this.#touch(from);
    this.#touch(to);
    this.#steps.push({ type: 'move', from, to });
  }

  remove(path: string): void {
    this.#touch(path);
    this.#steps.push({ type: 'remove', path });
  }

  /** Makes the changes. Once the plan is on disk an error no longer undoes it: the next recovery finishes. */
  async commit(): Promise<void> {
    if (this.#steps.length === 0) return;
    await this.#fileSystem.makeFolder(this.#folder);
    await writeAtomically(
      this.#fileSystem,
      join(this.#folder, 'plan.json'),
      jsonText({ format: '1.0', steps: this.#steps }),
    );
    await carryOut(this.#fileSystem, this.#root, this.#folder, this.#steps);
  }

  /** Throws away what was staged; for use when the work before `commit` fails. */
  async abandon(): Promise<void> {
    await removeFolder(this.#fileSystem, this.#folder);
  }

  #touch(path: string): void {
    if (!relativePath.safeParse(path).success) throw new Failure('internal', { where: path, rule: 'path' });
    // A path that occurs twice would make the steps unrepeatable.
    if (this.#touched.has(path)) throw new Failure('internal', { where: path, rule: 'touched twice' });
    this.#touched.add(path);
  }
}

/**
 * Runs `work` with a new transaction, commits it, and throws away what was staged if the work fails.
 * `work` must only stage and plan: nothing of it may write into the library directly.
 */
export async function inTransaction<T>(
  fileSystem: FileSystem,
  root: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = new Transaction(fileSystem, root);
  let result: T;
  try {
    result = await work(transaction);
  } catch (error) {
    await transaction.abandon().catch(() => undefined);
    throw error;
  }
  await transaction.commit();
  return result;
}

async function carryOut(
  fileSystem: FileSystem,
  root: string,
  folder: string,
  steps: readonly Step[],
): Promise<void> {
  const at = (path: string): string => join(root, ...path.split('/'));
  const folders = new Set<string>();
  const parentOf = async (path: string): Promise<void> => {
    const parent = dirname(path);
    if (folders.has(parent)) return;
    await fileSystem.makeFolder(parent);
    folders.add(parent);
  };
  for (const step of steps) {
    if (step.type === 'remove') await fileSystem.remove(at(step.path));
    else {
      const from = step.type === 'put' ? join(folder, step.staged) : at(step.from);
      const to = at(step.to);
      if (!(await fileSystem.information(from))) continue; // done in an earlier attempt
      await parentOf(to);
      await fileSystem.rename(from, to);
    }
  }
  for (const path of folders) await fileSystem.syncFolder(path);
  // The plan goes first: a folder without one is thrown away, not carried out again.
  await fileSystem.remove(join(folder, 'plan.json'));
  await removeFolder(fileSystem, folder);
}

/** How long another machine may be in the middle of a transaction before we finish it. */
const patience = 60_000;

/** True when the process that began this transaction cannot be at it any more. */
async function isAbandoned(fileSystem: FileSystem, folder: string, now: number): Promise<boolean> {
  const [, host = '', id = ''] = /^(.*)_(\d+)_[^_]+$/.exec(basename(folder)) ?? [];
  const owner = { host: decodeURIComponent(host), process: Number(id) };
  const ours = owner.host === thisProcess().host && owner.process === process.pid;
  // A process opens a library only while it is at no transaction of it.
  if (ours || hasEnded(owner)) return true;
  const changed = (await fileSystem.information(folder))?.changedAt ?? 0;
  return now - changed > patience;
}

/**
 * Finishes or throws away the transactions that a killed process left in a library. To be called when a library
 * is opened, before anything is read. Transactions of living processes are left alone. Returns how many were finished.
 * Fails with `library-damaged` for a plan that we would not have written.
 */
export async function recoverTransactions(
  fileSystem: FileSystem,
  root: string,
  now = Date.now(),
): Promise<number> {
  let finished = 0;
  const parent = join(root, transactionsFolder);
  for (const { name, kind } of await fileSystem.list(parent)) {
    const folder = join(parent, name);
    if (kind !== 'folder' || !(await isAbandoned(fileSystem, folder, now))) continue;
    const plan = join(folder, 'plan.json');
    if (await fileSystem.information(plan)) {
      await carryOut(fileSystem, root, folder, (await readPlan(fileSystem, plan)).steps);
      finished += 1;
    } else {
      await removeFolder(fileSystem, folder);
    }
  }
  return finished;
}

async function readPlan(fileSystem: FileSystem, path: string): Promise<z.infer<typeof planSchema>> {
  const text = Buffer.from(await fileSystem.read(path)).toString('utf8');
  try {
    return planSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Failure('library-damaged', { where: path, detail: String(error) });
  }
}
