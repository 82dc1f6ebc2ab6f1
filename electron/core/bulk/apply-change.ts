import { v7 as uuidv7 } from 'uuid';
import { changedFields, hashOf, isAsPlanned, type Plan, planChange } from '#core/bulk/plan-change';
import { stageChange } from '#core/bulk/change-records';
import { withPractices } from '#core/exchange/unchanged';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { stageDeletion } from '#core/practices/bin';
import { changePractice } from '#core/practices/document';
import { stageStep } from '#core/practices/status';
import type { Input } from '#shared/contract/contract';
import { toFailure } from '#shared/failure';
import type { BulkLeft, BulkRecord } from '#shared/model/bulk';
import type { Work } from '#shared/model/practice';

interface ApplyRequest extends Input<'bulk.apply'> {
  readonly library: OpenedLibrary;
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

type Done = BulkRecord['done'][number];
type Left = BulkLeft['reason'];

/**
 * Makes one change to many practices and notes what undoes it, in one transaction: until it is decided nothing is
 * changed, after that everything is. Practices that are no longer as they were previewed stay and are named. The record
 * that it returns is kept only if something was done: there is nothing to undo else.
 */
export async function applyChange(request: ApplyRequest): Promise<BulkRecord> {
  const { library, change, by, now } = request;
  const { store } = library;
  const left: BulkLeft[] = [];
  const chosen = await choose(request, left);
  const id = uuidv7();
  const stage = async (transaction: Transaction): Promise<BulkRecord> => {
    const done = await stageAll(request, transaction, chosen, left);
    const order = new Map(request.items.map((item, at) => [item.id, at]));
    left.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
    const record = { format: libraryFormat, id, at: now.toISOString(), by, change, done, left };
    if (done.length > 0) await stageChange(library, transaction, record);
    request.control.check();
    return record;
  };
  const ids = chosen.map((plan) => plan.id);
  return withPractices(store, ids, (held) => inTransaction(store.fileSystem, store.root, stage, held));
}

/** Those that can be changed. Nothing is written for it. */
async function choose({ library, items, change, control }: ApplyRequest, left: BulkLeft[]): Promise<Plan[]> {
  const bases = new Map(items.map(({ id, base }) => [id, base]));
  const count = counter(control, 0, bases.size);
  const chosen = await inParallel([...bases], async ([id, base]): Promise<Plan[]> => {
    const plan = await planChange(library, id, change);
    count(plan.title);
    const reason = plan.reason ?? (plan.base === base ? null : 'changed');
    if (reason !== null) {
      left.push({ id, title: plan.title, reason });
      return [];
    }
    return [plan];
  });
  return chosen.flat();
}

/**
 * Tells of every item that is done, of which many are under way at once; throws when the job is to stop. Every item is
 * looked at twice, each time for one half of it: people count practices.
 */
function counter(control: JobControl, from: number, total: number): (title: string) => void {
  let count = from;
  return (title) => {
    control.check();
    control.report(Math.floor(count), total, title);
    count += 0.5;
  };
}

/** Stages the change of all, under their locks; what changed since it was planned is left. */
async function stageAll(
  request: ApplyRequest,
  transaction: Transaction,
  chosen: readonly Plan[],
  left: BulkLeft[],
): Promise<Done[]> {
  const count = counter(request.control, chosen.length / 2, chosen.length);
  const done = await inParallel(chosen, async (plan): Promise<Done[]> => {
    const { id, title } = plan;
    count(title);
    const outcome = (await isAsPlanned(request.library, plan))
      ? await stageOne(request, transaction, plan)
      : 'changed';
    if (typeof outcome !== 'string') return [outcome];
    left.push({ id, title, reason: outcome });
    return [];
  });
  return done.flat();
}

/** What undoes it, or why it stays as it is. */
async function stageOne(request: ApplyRequest, transaction: Transaction, plan: Plan): Promise<Done | Left> {
  const { library, change, by, now } = request;
  const { id, title, base, stored, work } = plan;
  if (change.type === 'delete') {
    const entry = await stageDeletion(library, transaction, id, { at: now.toISOString(), by });
    return { id, title, after: base ?? '', entry };
  }
  if (change.type === 'step') return work ? stepOne(request, transaction, { id, title, work }) : 'changed';
  const fields = changedFields(change, plan);
  if (!stored || !fields) return 'changed';
  const changed = changePractice(stored.document, { fields });
  await transaction.put(layout.text(id), changed);
  return { id, title, before: stored.document.text, after: hashOf(changed) };
}

/** A step mints what the person saw. `attachment` where that cannot be, since one is gone or another one. */
async function stepOne(
  { library, change, by, now }: ApplyRequest,
  transaction: Transaction,
  { id, title, work }: { id: string; title: string; work: Work },
): Promise<Done | Left> {
  if (change.type !== 'step') return 'changed';
  try {
    const { text, status } = await stageStep(library, transaction, { id, work }, change, { by, at: now });
    return { id, title, after: hashOf(text), status: { before: work.status, after: status } };
  } catch (error) {
    if (toFailure(error).code.startsWith('attachment-')) return 'attachment';
    throw error;
  }
}
