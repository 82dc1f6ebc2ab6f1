import { dirname, join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { isSmall, missingParents, placeOf, type Step } from '#core/files/plan';
import { Failure } from '#shared/failure';

/** What a step took from its place, in the transaction's folder. */
export function oldFile(index: number): string {
  return `old-${String(index)}`;
}

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
    for (const [index, step] of steps.entries()) {
      const target = step.type === 'remove' ? step.path : step.to;
      await this.#makeParents(target, step.type !== 'remove');
      await this.#require(step);
      const old = join(this.#folder, oldFile(index));
      this.#begun.push({ step, old });
      await this.#take(step, old);
      if (step.type !== 'remove') changed.add(dirname(this.#at(target)));
    }
    for (const folder of changed) await this.#fileSystem.syncFolder(folder);
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
      // The staged file returns too: should the rest fail, the plan is still whole.
      await this.#back(this.#at(step.to), join(this.#folder, step.staged));
      if (step.replaces) await this.#back(old, this.#at(step.to));
    }
  }

  async #back(from: string, to: string): Promise<void> {
    const isBack = (await this.#fileSystem.information(to)) ?? !(await this.#fileSystem.information(from));
    if (!isBack) await this.#fileSystem.rename(from, to);
  }
}
