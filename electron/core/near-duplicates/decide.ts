import { v7 as uuidv7 } from 'uuid';
import { withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { decisionText, pairKey, readDecision } from '#core/near-duplicates/decision-files';
import { markText } from '#core/near-duplicates/text-change';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { NearDuplicateDecision, NearDuplicateFile, Pair } from '#shared/model/near-duplicate';
import type { Comment } from '#shared/model/practice';

interface Decider {
  readonly by: string;
  readonly now: Date;
}

type Decision = Input<'nearDuplicates.decide'>['decision'];

/** The questions to peers' offices, as a part of a change. */
export interface Questions {
  /** Plans to ask the office that wrote a practice; answers the statement's id. */
  ask(transaction: Transaction, practice: string, question: string): Promise<string>;
  /** Plans to withdraw a question. */
  withdraw(transaction: Transaction, statement: string): Promise<void>;
}

/**
 * Writes down what was decided about two practices together with what asks about one of them, as one change: a comment for our
 * own unit, or a question to the office that wrote it where `questions` are given.
 */
export async function decide(
  library: OpenedLibrary,
  { practices, base, decision }: Input<'nearDuplicates.decide'>,
  { by, now }: Decider,
  questions?: Questions,
): Promise<Output<'nearDuplicates.decide'>> {
  requireWritable(library);
  requireOneOf(practices, decision);
  const { store } = library;
  return withPractices(store, practices, async (held) => {
    const before = await readDecision(store.fileSystem, store.root, practices);
    if ((before?.at ?? null) !== base) return { type: 'changed' };
    const at = laterThan(before?.at, now);
    const texts = [await markText(library, practices[0]), await markText(library, practices[1])];
    const stage = async (transaction: Transaction): Promise<void> => {
      const asked =
        decision.type === 'asked'
          ? await stageQuestion(library, transaction, decision, { at, by, questions })
          : {};
      const noted: NearDuplicateDecision = { ...wordsOf(decision), ...asked, at, by, texts };
      await transaction.put(layout.nearDuplicate(pairKey(practices)), decisionText(practices, noted, before));
    };
    await inTransaction(store.fileSystem, store.root, stage, held);
    return { type: 'decided', at };
  });
}

async function stageQuestion(
  library: OpenedLibrary,
  transaction: Transaction,
  { of, question }: Extract<Decision, { type: 'asked' }>,
  { at, by, questions }: { at: string; by: string; questions: Questions | undefined },
): Promise<Pick<NearDuplicateDecision, 'comment' | 'statement'>> {
  if (questions) return { statement: await questions.ask(transaction, of, question) };
  const comment = uuidv7();
  await putComments(library, transaction, of, (comments) => [
    ...comments,
    { id: comment, at, by, text: question.normalize('NFC') },
  ]);
  return { comment };
}

/** Takes the decision made at that time back, with the comment or the question that came of it; undefined where it is another one now. */
export async function undoDecision(
  library: OpenedLibrary,
  { practices, at }: Input<'nearDuplicates.undo'>,
  { by, now }: Decider,
  questions?: Questions,
): Promise<NearDuplicateFile | undefined> {
  requireWritable(library);
  const { store } = library;
  return withPractices(store, practices, async (held) => {
    const file = await readDecision(store.fileSystem, store.root, practices);
    if (file?.at !== at) return undefined;
    const path = layout.nearDuplicate(pairKey(practices));
    const stage = async (transaction: Transaction): Promise<void> => {
      const { comment, of, statement } = file;
      if (comment !== undefined && of !== undefined)
        await putComments(library, transaction, of, (comments) =>
          comments.map((one) => (one.id === comment ? takenBack(one, { by, now }) : one)),
        );
      if (statement !== undefined) await questions?.withdraw(transaction, statement);
      if (file.before) await transaction.put(path, decisionText(practices, file.before, undefined));
      else transaction.remove(path);
    };
    await inTransaction(store.fileSystem, store.root, stage, held);
    return file;
  });
}

function requireOneOf(practices: Pair, decision: Decision): void {
  const named =
    decision.type === 'same' ? decision.main : decision.type === 'asked' ? decision.of : undefined;
  const [one, other] = practices;
  if (one >= other || (named !== undefined && !practices.includes(named)))
    throw new Failure('bad-input', { where: 'practices' });
}

function wordsOf(decision: Decision): Pick<NearDuplicateDecision, 'type' | 'main' | 'of' | 'question'> {
  if (decision.type !== 'asked') return decision;
  return { ...decision, question: decision.question.normalize('NFC') };
}

/** The time names a decision: it is never that of the one before, whatever the clock says. */
function laterThan(before: string | undefined, now: Date): string {
  if (before === undefined || now.toISOString() > before) return now.toISOString();
  return new Date(Date.parse(before) + 1).toISOString();
}

/** Fails with `practice-not-ours` where there is no work.json. */
async function putComments(
  { store }: OpenedLibrary,
  transaction: Transaction,
  id: string,
  change: (comments: readonly Comment[]) => readonly Comment[],
): Promise<void> {
  const work = await store.work(id);
  if (!work) throw new Failure('practice-not-ours', { where: id });
  const text = jsonText({ ...work, comments: [...change(work.comments ?? [])] });
  await transaction.put(layout.work(id), Buffer.from(text));
}

function takenBack(comment: Comment, { by, now }: Decider): Comment {
  if (comment.removedAt !== undefined) return comment;
  return { ...comment, text: '', removedAt: now.toISOString(), removedBy: by };
}
