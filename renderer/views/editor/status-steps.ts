import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OthersChanges } from '#renderer/views/editor/others-changes.svelte';
import type { PersonHere } from '#shared/contract/presence';
import { type Overtaken, toFailure } from '#shared/failure';
import type { StatusStep } from '#shared/model/practice';

export type TakenStep = 'done' | 'incomplete' | 'not-possible' | 'changed' | 'failed';

/** Moves a practice on whose text is saved; a failure is kept in `failure`. */
export async function takeStep(
  open: OpenPractice,
  others: OthersChanges,
  step: StatusStep,
  reason?: string,
): Promise<TakenStep> {
  try {
    const base = open.practice?.hash ?? '';
    const input = { id: open.id, base, step, ...(reason === undefined ? {} : { reason }) };
    const outcome = await open.backend.invoke('practices.step', input);
    if (outcome.type === 'incomplete') return 'incomplete';
    others.takeOver(outcome.practice);
    if (outcome.type === 'conflict') return 'changed';
    return outcome.type === 'saved' ? 'done' : 'not-possible';
  } catch (error) {
    open.fail(toFailure(error));
    return 'failed';
  }
}

/** What came of a deletion; with `others` the person is to be asked, since they are writing it now. */
export type Deletion =
  | { readonly type: 'deleted' | 'unsaved' | 'changed' | 'failed' }
  | { readonly type: 'others'; readonly others: readonly PersonHere[] };

/** Moves a practice to the bin whose text is saved, with what this machine keeps of it. */
export async function moveToBin(
  open: OpenPractice,
  others: OthersChanges,
  despiteOthers: boolean,
): Promise<Deletion> {
  try {
    const base = open.practice?.hash ?? '';
    const outcome = await open.backend.invoke('practices.delete', { id: open.id, base, despiteOthers });
    if (outcome.type === 'others') return outcome;
    if (outcome.type === 'conflict') {
      if (outcome.found.type === 'practice') others.takeOver(outcome.found.practice);
      return { type: 'changed' };
    }
    open.copy.forget();
    return { type: 'deleted' };
  } catch (error) {
    open.fail(toFailure(error));
    return { type: 'failed' };
  }
}

/** Attempts to take a practice back while its place is taken: somebody who was writing it may just be letting go of it. */
const attempts = 4;
const pause = 300;

/** Takes a practice back from the bin that somebody else moved there; it stays `gone` where that failed. */
export async function takeFromBin(open: OpenPractice, others: OthersChanges, gone: Overtaken): Promise<void> {
  const entry = gone.entry === undefined ? {} : { entry: gone.entry };
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { type } = await open.backend.invoke('bin.restore', { id: open.id, ...entry });
      if (type === 'restored') open.gone = null;
      await others.refresh();
      if (open.gone === null) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } catch (error) {
    open.failure = toFailure(error);
  }
}
