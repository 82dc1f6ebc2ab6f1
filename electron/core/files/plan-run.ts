import { dirname, join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { inParallel } from '#core/files/in-parallel';
import { isMarked, isSmall, missingParents, placeOf, type Step } from '#core/files/plan';
import { Failure } from '#shared/failure';

/** What a step took from its place, in the transaction's folder. */
export function oldFile(index: number): string {
  return `old-${String(index)}`;
}

/** Somebody may have taken over what rested for longer than this, in milliseconds. */
const longestRest = 5_000;

/** Carries out a plan in the process that made it: whatever is not as planned is an error, and all can be undone. */
export class PlanRun {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #folder: string;
  readonly #begun: { step: Step; old: string }[] = [];
  readonly #made: string[] = [];

  constructor(fileSystem: FileSystem, root: string, folder: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.#folder = folder;
  }

  async run(steps: readonly Step[]): Promise<void> {
    const changed = new Set<string>();
    let steppedAt = Date.now();
    for (const [index, step] of steps.entries()) {
      const target = step.type === 'remove' ? step.path : step.to;
      await this.#makeParents(target, step.type !== 'remove');
      await this.#require(step);
      // By the clock of the day, which goes on while a machine sleeps.
      if (Math.abs(Date.now() - steppedAt) > longestRest) await this.#requireAsPlanned(step);
      steppedAt = Date.now();
      const old = join(this.#folder, oldFile(index));
      this.#begun.push({ step, old });
      await this.#take(step, old);
      if (step.type !== 'remove') changed.add(dirname(this.#at(target)));
    }
    await inParallel([...changed], (folder) => this.#fileSystem.syncFolder(folder));
  }

  /** Makes everything as it was before `run`. May be repeated until it succeeds. */
  async undo(): Promise<void> {
    for (const { step, old } of this.#begun.toReversed()) await this.#takeBack(step, old);
    for (const folder of this.#made.toReversed())
      await this.#fileSystem.remove(folder).catch(() => undefined); // somebody has put something into it
  }

  #at(path: string): string {
    return placeOf(this.#root, path);
  }

  async #makeParents(path: string, make: boolean): Promise<void> {
    const missing = await missingParents(this.#fileSystem, this.#root, path);
    if (!make || missing.length === 0) return;
    this.#made.push(...missing);
    await this.#fileSystem.makeFolder(dirname(this.#at(path)));
  }

  async #require(step: Step): Promise<void> {
    if (step.type === 'remove') return;
    if (step.type === 'move') await missingParents(this.#fileSystem, this.#root, step.from);
    const from = step.type === 'put' ? join(this.#folder, step.staged) : this.#at(step.from);
    const found = await this.#fileSystem.information(from);
    // Somebody else took this transaction for an abandoned one, or removed what was to be moved.
    if (!found) throw new Failure('internal', { where: step.to, rule: 'source is gone' });
    if (step.type === 'move' && (await this.#fileSystem.information(this.#at(step.to))))
      throw new Failure('internal', { where: step.to, rule: 'target is taken' });
  }

  /** After a rest: what is to be replaced must be what was there when the plan was made. */
  async #requireAsPlanned(step: Step): Promise<void> {
    if (step.type === 'move') return;
    const path = step.type === 'put' ? step.to : step.path;
    if (!(await isMarked(this.#fileSystem, this.#at(path), step.replaces)))
      throw new Failure('lock-lost', { where: path });
  }

  async #take(step: Step, old: string): Promise<void> {
    if (step.type === 'move') await this.#fileSystem.rename(this.#at(step.from), this.#at(step.to));
    else if (step.type === 'remove') {
      if (step.replaces) await this.#fileSystem.rename(this.#at(step.path), old);
    } else {
      // Of a small file there is a copy already, so that readers never find nothing.
      if (step.replaces && !isSmall(step.replaces)) await this.#fileSystem.rename(this.#at(step.to), old);
      await this.#fileSystem.rename(join(this.#folder, step.staged), this.#at(step.to));
    }
  }

  async #takeBack(step: Step, old: string): Promise<void> {
    if (step.type === 'move') await this.#back(this.#at(step.to), this.#at(step.from));
    else if (step.type === 'remove') await this.#back(old, this.#at(step.path));
    else {
      // What somebody else has put there since stays.
      if (await this.#isTheirs(step)) return;
      // The staged file returns too: should the rest fail, the plan is still whole.
      await this.#back(this.#at(step.to), join(this.#folder, step.staged));
      if (step.replaces) await this.#back(old, this.#at(step.to));
    }
  }

  async #isTheirs(step: Extract<Step, { type: 'put' }>): Promise<boolean> {
    if (await this.#fileSystem.information(join(this.#folder, step.staged))) return false;
    const isThere = (await this.#fileSystem.information(this.#at(step.to))) !== undefined;
    return isThere && !(await isMarked(this.#fileSystem, this.#at(step.to), step.content));
  }

  async #back(from: string, to: string): Promise<void> {
    const isBack = (await this.#fileSystem.information(to)) ?? !(await this.#fileSystem.information(from));
    if (!isBack) await this.#fileSystem.rename(from, to);
  }
}
