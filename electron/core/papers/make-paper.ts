import * as z from 'zod';
import type { PaperTask } from '#core/papers/paper-worker';
import type { PartsProgress } from '#core/papers/written-parts';
import type { HostServices } from '#core/platform';
import { Failure } from '#shared/failure';

/** A hundred practices with pictures take a few seconds and 220 MB of it, and somebody waits for it. */
const limits = { milliseconds: 120_000, megabytes: 600, urgent: true };
const writtenSchema = z.number();
const progressSchema = z.object({ done: z.number().nonnegative(), total: z.number().positive() });

/**
 * Writes a paper to a path that is free, in a process of its own; its length. Fails with `cancelled` after `signal`. `progress`
 * hears of its parts a few times a second.
 */
export async function makePaper(
  { runIsolated }: Pick<HostServices, 'runIsolated'>,
  task: PaperTask,
  signal?: AbortSignal,
  progress: PartsProgress = () => undefined,
): Promise<number> {
  const outcome = await runIsolated('paper-worker', task, limits, signal, (told) => {
    const { success, data } = progressSchema.safeParse(told);
    if (success) progress(data.done, data.total);
  });
  if (outcome.type === 'ended' && outcome.because === 'stopped') throw new Failure('cancelled');
  if (outcome.type === 'ended') throw new Failure('internal', { detail: `paper: ${outcome.because}` });
  return writtenSchema.parse(outcome.output);
}
