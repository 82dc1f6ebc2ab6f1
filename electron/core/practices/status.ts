import { jsonText } from '#core/files/atomic-write';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PracticeDocument } from '#core/practices/document';
import { viewPractice } from '#core/practices/practice-view';
import type { Author } from '#core/practices/revision-minting';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { checkCompleteness } from '#shared/model/completeness';
import { type Status, type StatusStep, statusSteps, stepsFrom, type Work } from '#shared/model/practice';

type Outcome = Output<'practices.step'>;
type Step = Pick<Input<'practices.step'>, 'step' | 'reason'>;

/** In the log: the revision was minted for the step. */
const mintedStep = 'minted';

/** Fails with `bad-input`: whoever returns a practice says why. */
export function requireReason({ step, reason = '' }: Step): void {
  if (step === 'return' && reason.trim() === '') throw new Failure('bad-input', { where: 'reason' });
}

/**
 * What stands against a step of a practice of this status: `missing` are the keys that an approval needs. Undefined where
 * it can be taken. `document` may be left out where `needsText` says that it decides nothing.
 */
export function hindranceOf(
  step: StatusStep,
  status: Status | null | undefined,
  document: PracticeDocument | undefined,
): { type: 'not-possible' } | { type: 'incomplete'; missing: string[] } | undefined {
  if (!status || !stepsFrom(status).includes(step)) return { type: 'not-possible' };
  if (!needsText(step) || !document) return undefined;
  const { frontMatter, sections } = document;
  const missing = checkCompleteness(frontMatter, sections).missing.map(({ key }) => key);
  return missing.length > 0 ? { type: 'incomplete', missing } : undefined;
}

/** Whether the text decides if a step can be taken, and not the status alone. */
export const needsText = (step: StatusStep): boolean => step === 'approve';

/**
 * Stages a step that is possible: mints what there is, and notes who did it, when and why. To be called under the lock of the
 * practice with the work that is there. Fails as minting does, before anything is staged. `text` is what practice.md says
 * then.
 */
export async function stageStep(
  library: OpenedLibrary,
  transaction: Transaction,
  practice: { id: string; work: Work },
  { step, reason }: Step,
  author: Author,
): Promise<{ text: string; status: Status }> {
  const line = { step, to: statusSteps[step].to, ...(reason === undefined ? {} : { reason }) };
  return stageLine(library, transaction, practice, line, author);
}

/** As `stageStep`, for any line of the log and the status that it leads to. */
export async function stageLine(
  { revisions }: OpenedLibrary,
  transaction: Transaction,
  { id, work }: { id: string; work: Work },
  added: Pick<Work['log'][number], 'step' | 'to' | 'reason'> & Record<string, unknown>,
  { by, at }: Author,
): Promise<{ text: string; status: Status }> {
  const { revision, minted, text } = await revisions.stageMint(transaction, id);
  const { to } = added;
  const line = { at: at.toISOString(), by, revision };
  const log = [
    ...work.log,
    ...(minted ? [{ ...line, step: mintedStep, to: work.status }] : []),
    { ...line, ...added },
  ];
  await transaction.put(layout.work(id), jsonText({ ...work, status: to, log }));
  return { text, status: to };
}

/**
 * Takes a practice one status further, in one transaction with the revision that it is about. Nothing is changed when
 * another person changed the text or the status meanwhile, or when an incomplete practice would be approved.
 */
export async function takeStep(
  library: OpenedLibrary,
  input: Input<'practices.step'>,
  by: string,
  now: Date,
): Promise<Outcome> {
  requireReason(input);
  const { id } = input;
  const { store } = library;
  const outcome = await store.exclusively(
    id,
    async (held): Promise<Exclude<Outcome['type'], 'incomplete'> | Outcome> => {
      const seen = await store.read(id);
      const work = await store.work(id);
      if (seen.hash !== input.base) return 'conflict';
      const hindrance = hindranceOf(input.step, work?.status, seen.document);
      if (!work || hindrance?.type === 'not-possible') return 'not-possible';
      if (hindrance) return hindrance;
      await inTransaction(
        store.fileSystem,
        store.root,
        (transaction) => stageStep(library, transaction, { id, work }, input, { by, at: now }),
        held,
      );
      return 'saved';
    },
  );
  if (typeof outcome !== 'string') return outcome;
  return { type: outcome, practice: await viewPractice(library, id, await store.read(id)) };
}
