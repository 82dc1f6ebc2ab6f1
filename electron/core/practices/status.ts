import type { OpenedLibrary } from '#core/library/opened-library';
import { viewPractice } from '#core/practices/practice-view';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { checkCompleteness } from '#shared/model/completeness';
import { statusSteps, stepsFrom, type Work } from '#shared/model/practice';

/**
 * Takes a practice one status further: mints what was written so far, then notes who did it, when and why. A step that
 * another person made impossible meanwhile, or an approval of an incomplete practice, changes nothing.
 */
export async function takeStep(
  library: OpenedLibrary,
  input: Input<'practices.step'>,
  by: string,
  now: Date,
): Promise<Output<'practices.step'>> {
  const { id, step } = input;
  if (step === 'return' && (input.reason ?? '').trim() === '')
    throw new Failure('bad-input', { where: 'reason' });
  const { store } = library;
  const stored = await store.read(id);
  const work = await store.work(id);
  if (!work || !stepsFrom(work.status).includes(step)) {
    return { type: 'not-possible', practice: await viewPractice(library, id, stored) };
  }
  if (step === 'approve') {
    const { missing } = checkCompleteness(stored.document.frontMatter, stored.document.sections);
    if (missing.length > 0) return { type: 'incomplete', missing: missing.map(({ key }) => key) };
  }
  const { revision } = await library.revisions.mint(id);
  const stepped = await store.exclusively(id, async () => {
    const current = await store.work(id);
    if (current?.status !== work.status) return false;
    await store.writeWork(id, noted(current, input, { by, now, revision }));
    return true;
  });
  const practice = await viewPractice(library, id, await store.read(id));
  return { type: stepped ? 'saved' : 'not-possible', practice };
}

function noted(
  work: Work,
  { step, reason }: Input<'practices.step'>,
  { by, now, revision }: { by: string; now: Date; revision: string },
): Work {
  const { to } = statusSteps[step];
  const entry = {
    at: now.toISOString(),
    by,
    step,
    to,
    revision,
    ...(reason === undefined ? {} : { reason }),
  };
  return { ...work, status: to, log: [...work.log, entry] };
}
