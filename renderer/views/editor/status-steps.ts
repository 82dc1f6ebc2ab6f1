import type { Autosave } from '#renderer/views/editor/autosave.svelte';
import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OthersChanges } from '#renderer/views/editor/others-changes.svelte';
import type { PersonHere } from '#shared/contract/presence';
import { type Overtaken, toFailure } from '#shared/failure';
import type { StatusStep } from '#shared/model/practice';

export type StepOutcome = 'done' | 'incomplete' | 'not-possible' | 'changed' | 'failed' | 'unsaved';

/** What came of a deletion; with `others` the person is to be asked, since they are writing it now. */
export type Deletion =
  | { readonly type: 'deleted' | 'unsaved' | 'changed' | 'failed' }
  | { readonly type: 'others'; readonly others: readonly PersonHere[] };

/** Attempts to take a practice back while its place is taken: somebody who was writing it may just be letting go of it. */
const attempts = 4;
const pause = 300;

/** Moves the practice as a whole: from status to status, to the bin and back. What is typed is saved first. */
export class StatusSteps {
  readonly #open: OpenPractice;
  readonly #others: OthersChanges;
  readonly #autosave: Autosave;
  readonly #onDeleted: () => void;

  constructor(open: OpenPractice, others: OthersChanges, autosave: Autosave, onDeleted: () => void) {
    this.#open = open;
    this.#others = others;
    this.#autosave = autosave;
    this.#onDeleted = onDeleted;
  }

  /** Moves the practice on; a failure is kept in `failure` of the open practice. */
  async take(step: StatusStep, reason?: string): Promise<StepOutcome> {
    if (!(await this.#autosave.flush())) return 'unsaved';
    this.#open.failure = null;
    return this.#open.enqueue(() => this.#step(step, reason));
  }

  /** Moves the practice to the bin with all that was typed. `despiteOthers`: the person was asked. */
  async delete(despiteOthers = false): Promise<Deletion> {
    if (!(await this.#autosave.flush())) return { type: 'unsaved' };
    const outcome = await this.#open.enqueue(() => this.#moveToBin(despiteOthers));
    if (outcome.type === 'deleted') this.#onDeleted();
    return outcome;
  }

  /** Takes the practice back from the bin that somebody else moved there, and saves what was typed meanwhile. */
  async takeBack(): Promise<void> {
    const { gone } = this.#open;
    if (gone === null) return;
    this.#open.failure = null;
    await this.#open.enqueue(() => this.#takeFromBin(gone));
    await this.#autosave.flush();
  }

  async #step(step: StatusStep, reason?: string): Promise<StepOutcome> {
    const { backend, id } = this.#open;
    try {
      const base = this.#open.practice?.hash ?? '';
      const input = { id, base, step, ...(reason === undefined ? {} : { reason }) };
      const outcome = await backend.invoke('practices.step', input);
      if (outcome.type === 'incomplete') return 'incomplete';
      this.#others.takeOver(outcome.practice);
      if (outcome.type === 'conflict') return 'changed';
      return outcome.type === 'saved' ? 'done' : 'not-possible';
    } catch (error) {
      this.#open.fail(toFailure(error));
      return 'failed';
    }
  }

  async #moveToBin(despiteOthers: boolean): Promise<Deletion> {
    const { backend, id, copy } = this.#open;
    try {
      const base = this.#open.practice?.hash ?? '';
      const outcome = await backend.invoke('practices.delete', { id, base, despiteOthers });
      if (outcome.type === 'others') return outcome;
      if (outcome.type === 'conflict') {
        if (outcome.found.type === 'practice') this.#others.takeOver(outcome.found.practice);
        return { type: 'changed' };
      }
      copy.forget();
      return { type: 'deleted' };
    } catch (error) {
      this.#open.fail(toFailure(error));
      return { type: 'failed' };
    }
  }

  /** It stays `gone` where this failed. */
  async #takeFromBin(gone: Overtaken): Promise<void> {
    const { backend, id } = this.#open;
    const entry = gone.entry === undefined ? {} : { entry: gone.entry };
    try {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const { type } = await backend.invoke('bin.restore', { id, ...entry });
        if (type === 'restored') this.#open.gone = null;
        await this.#others.refresh();
        if (this.#open.gone === null) return;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } catch (error) {
      this.#open.failure = toFailure(error);
    }
  }
}
