import { v7 as uuidv7 } from 'uuid';
import { stageChange } from '#core/bulk/change-records';
import { hashOf } from '#core/bulk/plan-change';
import { withPractices } from '#core/exchange/unchanged';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isUnreadable, type Asked, judge } from '#core/review/judge-review';
import { stageLine } from '#core/practices/status';
import type { Input } from '#shared/contract/contract';
import type { ReviewLeft, ReviewResult } from '#shared/contract/review';
import { Failure, toFailure } from '#shared/failure';
import type { BulkRecord } from '#shared/model/bulk';
import type { Role } from '#shared/model/office';
import type { Work } from '#shared/model/practice';
import {
  decisionStatus,
  hasRole,
  type LevelCount,
  type LineNote,
  logSteps,
  roleFor,
  standingOf,
  waitsFor,
} from '#shared/model/review';

interface ReviewRequest extends Input<'review.apply'> {
  readonly library: OpenedLibrary;
  readonly levels: LevelCount;
  readonly by: string;
  /** Of whoever does it. */
  readonly roles: readonly Role[];
  readonly now: Date;
  readonly control: JobControl;
}

/** Fails with `bad-input`: whoever returns a practice says why, and an opinion has words. */
export function requireReasons(items: readonly Asked[]): void {
  for (const { decision, reason = '' } of items)
    if ((decision === 'return' || decision === 'opinion') && reason.trim() === '')
      throw new Failure('bad-input', { where: 'reason' });
}

/**
 * Makes the decisions about all practices that are still as they were seen, each with a line in its log, and notes what undoes
 * them, in one transaction: until it is decided nothing is changed, after that everything is. The others are named.
 */
export async function applyReview(request: ReviewRequest): Promise<ReviewResult> {
  const { library, by, now, control } = request;
  const { store } = library;
  const items = [...new Map(request.items.map((item) => [item.id, item])).values()];
  const present = await inParallel(items, async (item) => ((await store.exists(item.id)) ? item.id : []));
  const id = uuidv7();
  const stage = async (transaction: Transaction): Promise<ReviewResult> => {
    let count = 0;
    const outcomes = await inParallel(items, async (item) => {
      control.check();
      control.report(count, items.length, library.catalogue.get(item.id)?.title ?? '');
      count += 1;
      return decideOne(request, transaction, item);
    });
    const done = outcomes.flatMap((outcome) => ('record' in outcome ? outcome : []));
    const left = outcomes.flatMap((outcome) => ('record' in outcome ? [] : outcome));
    const record: BulkRecord = {
      ...{ format: libraryFormat, id, at: now.toISOString(), by },
      change: { type: 'review' },
      done: done.map((one) => one.record),
      left: left.map(({ id: other, title, reason }) => ({ id: other, title, reason })),
    };
    if (done.length > 0) await stageChange(library, transaction, record);
    control.check();
    return {
      undoId: id,
      done: done.map(({ record: { id: other, title }, decision }) => ({ id: other, title, decision })),
      left,
    };
  };
  return withPractices(store, present.flat(), (held) =>
    inTransaction(store.fileSystem, store.root, stage, held),
  );
}

interface Done {
  readonly record: BulkRecord['done'][number];
  readonly decision: Asked['decision'];
}

/** Under the lock of the practice: looks at it as it is now. */
async function decideOne(
  request: ReviewRequest,
  transaction: Transaction,
  item: Asked,
): Promise<Done | ReviewLeft> {
  const { library, by, now } = request;
  const { id, decision, reason = '' } = item;
  const judged = await judge(library, item);
  if (judged.type === 'left') return judged.left;
  const { title, work } = judged;
  const to = decisionStatus[decision] ?? work.status;
  const line = {
    ...{ step: logSteps[decision], to },
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...noteFor(request, item, work),
  };
  try {
    const { text } = await stageLine(library, transaction, { id, work }, line, { by, at: now });
    const record = { id, title, after: hashOf(text), status: { before: work.status, after: to } };
    return { record, decision };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const why = toFailure(error).code.startsWith('attachment-') ? 'attachment' : 'damaged';
    return { id, title, reason: why, overtaken: null, missing: [] };
  }
}

/** The role in which it is done, and whether it is done for somebody who has it. */
function noteFor({ roles, levels, opinion }: ReviewRequest, { decision }: Asked, work: Work): LineNote {
  if (opinion) return { role: 'department-head', opinion };
  const role = roleFor(decision, waitsFor(standingOf(work), levels));
  return hasRole(roles, role, decision) ? { role } : { role, onBehalf: true };
}
