import { v7 as uuidv7 } from 'uuid';
import { changedFields, hashOf, type Plan, planChange } from '#core/bulk/plan-change';
import { stageChange } from '#core/bulk/change-records';
import { withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { makeRoomInBin, stageDeletion } from '#core/practices/bin';
import { changePractice } from '#core/practices/document';
import { steppedWork } from '#core/practices/status';
import type { Input } from '#shared/contract/contract';
import { toFailure } from '#shared/failure';
import type { BulkLeft, BulkRecord } from '#shared/model/bulk';

interface ApplyRequest extends Input<'bulk.apply'> {
  readonly library: OpenedLibrary;
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

type Done = BulkRecord['done'][number];

/** A practice that is to change, with its revision where it takes a step. */
interface Chosen {
  readonly plan: Plan;
  readonly revision: string;
}

/**
 * Makes one change to many practices and notes what undoes it, in one transaction: until it is decided nothing is
 * changed, after that everything is. Practices that are no longer as they were previewed stay and are named. Returns the
 * id of the record.
 */
export async function applyChange(request: ApplyRequest): Promise<string> {
  const { library, change, by, now, control } = request;
  const { store } = library;
  const left: BulkLeft[] = [];
  const chosen = await choose(request, left);
  const id = uuidv7();
  await withPractices(
    store,
    chosen.map(({ plan }) => plan.id),
    () =>
      inTransaction(store.fileSystem, store.root, async (transaction) => {
        const done: Done[] = [];
        for (const [index, one] of chosen.entries()) {
          control.check();
          control.report(chosen.length + index, chosen.length * 2, one.plan.title);
          const again = await planChange(library, one.plan.id, change);
          if (again.base !== one.plan.base || again.reason !== null)
            left.push({ id: one.plan.id, title: one.plan.title, reason: again.reason ?? 'changed' });
          else done.push(await stageOne(request, transaction, { ...one, plan: again }));
        }
        const record: BulkRecord = {
          format: libraryFormat,
          id,
          at: now.toISOString(),
          by,
          change,
          done,
          left,
        };
        await stageChange(library, transaction, record);
        control.check();
      }),
  );
  return id;
}

/** Those that can be changed; for a step their revisions are minted, for a deletion their places in the bin freed. */
async function choose(request: ApplyRequest, left: BulkLeft[]): Promise<Chosen[]> {
  const { library, items, change, control } = request;
  const chosen: Chosen[] = [];
  const bases = new Map(items.map(({ id, base }) => [id, base]));
  for (const [index, [id, base]] of [...bases].entries()) {
    control.check();
    const plan = await planChange(library, id, change);
    control.report(index, bases.size * 2, plan.title);
    const stay = (reason: BulkLeft['reason']): unknown => left.push({ id, title: plan.title, reason });
    if (plan.reason !== null) stay(plan.reason);
    else if (plan.base !== base) stay('changed');
    else {
      const ready = await prepare(request, plan);
      if (ready === undefined) stay('attachment');
      else chosen.push(ready);
    }
  }
  return chosen;
}

/** Undefined where no revision can be minted, since an attachment is gone or another one. */
async function prepare({ library, change, by, now }: ApplyRequest, plan: Plan): Promise<Chosen | undefined> {
  if (change.type === 'delete') await makeRoomInBin(library, plan.id, now);
  if (change.type !== 'step') return { plan, revision: '' };
  try {
    const { revision } = await library.revisions.mint(plan.id, { by, at: now });
    // Minting notes the revision in the text: that is the text that takes the step.
    return { plan: { ...plan, base: (await library.store.read(plan.id)).hash }, revision };
  } catch (error) {
    if (toFailure(error).code.startsWith('attachment-')) return undefined;
    throw error;
  }
}

async function stageOne(
  { change, by, now }: ApplyRequest,
  transaction: Transaction,
  { plan, revision }: Chosen,
): Promise<Done> {
  const { id, title, stored, work } = plan;
  const text = stored?.document.text ?? '';
  const unchanged = { id, title, after: hashOf(text) };
  if (change.type === 'delete') {
    await stageDeletion(transaction, id, { at: now.toISOString(), by });
    return unchanged;
  }
  if (change.type === 'step' && work) {
    const next = steppedWork(work, change, { by, now, revision });
    await transaction.put(layout.work(id), jsonText(next));
    return { ...unchanged, status: { before: work.status, after: next.status } };
  }
  const fields = changedFields(change, plan);
  if (!stored || !fields) return unchanged;
  const changed = changePractice(stored.document, { fields });
  await transaction.put(layout.text(id), changed);
  return { id, title, before: text, after: hashOf(changed) };
}
