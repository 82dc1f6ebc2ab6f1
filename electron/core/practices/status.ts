import type { OpenedLibrary } from '#core/library/opened-library';
import { changePractice } from '#core/practices/document';
import type { StoredPractice } from '#core/practices/practice-store';
import { viewPractice } from '#core/practices/practice-view';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { checkCompleteness } from '#shared/model/completeness';
import { statusSteps, stepsFrom, type Work } from '#shared/model/practice';

type Outcome = Output<'practices.step'>;

/**
 * Takes a practice one status further: mints what the person saw, then notes who did it, when and why. Nothing is
 * changed when another person changed the text or the status meanwhile, or when an incomplete practice would be approved.
 */
export async function takeStep(
  library: OpenedLibrary,
  input: Input<'practices.step'>,
  by: string,
  now: Date,
): Promise<Outcome> {
  const { id, step } = input;
  if (step === 'return' && (input.reason ?? '').trim() === '')
    throw new Failure('bad-input', { where: 'reason' });
  const { store } = library;
  const seen = await store.read(id);
  const work = await store.work(id);
  const answer = async (type: 'saved' | 'conflict' | 'not-possible'): Promise<Outcome> => ({
    type,
    practice: await viewPractice(library, id, await store.read(id)),
  });
  if (seen.hash !== input.base) return answer('conflict');
  if (!work || !stepsFrom(work.status).includes(step)) return answer('not-possible');
  if (step === 'approve') {
    const { missing } = checkCompleteness(seen.document.frontMatter, seen.document.sections);
    if (missing.length > 0) return { type: 'incomplete', missing: missing.map(({ key }) => key) };
  }
  const { revision } = await library.revisions.mint(id, { by, at: now });
  return store.exclusively(id, async () => {
    const current = await store.work(id);
    if (current?.status !== work.status) return answer('not-possible');
    if (!isMintedFrom(seen, await store.read(id))) return answer('conflict');
    await store.writeWork(id, steppedWork(current, input, { by, now, revision }));
    return answer('saved');
  });
}

/** True when `minted` says what `seen` said, but for the bookkeeping of the revision. */
function isMintedFrom(seen: StoredPractice, minted: StoredPractice): boolean {
  const { revision, parents } = minted.document.frontMatter;
  const fields = new Map<string, unknown>([
    ['revision', revision],
    ['parents', parents],
  ]);
  return changePractice(seen.document, { fields }) === minted.document.text;
}

/** The work of a practice after a step that is possible, with a line in its log. */
export function steppedWork(
  work: Work,
  { step, reason }: Pick<Input<'practices.step'>, 'step' | 'reason'>,
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
