import { readChange, stageChange } from '#core/bulk/change-records';
import { withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { type HeldLock, heldTogether } from '#core/files/held-lock';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { deletionOf, stageRestoration } from '#core/practices/bin';
import { isOpen } from '#core/practices/open-for-writing';
import { Failure, toFailure } from '#shared/failure';
import type { BulkLeft, BulkReason, BulkRecord } from '#shared/model/bulk';
import type { Work } from '#shared/model/practice';

interface UndoRequest {
  readonly library: OpenedLibrary;
  readonly undoId: string;
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

type Item = BulkRecord['done'][number];

/** In the log of a practice whose step was undone. */
const undoStep = 'undo';

/**
 * Undoes a change of many practices in one transaction: texts return to their former bytes, deleted practices to their
 * places; a step is taken back with a line in the log, since what happened stays on record. What was changed since
 * stays and is named. Fails with `bad-input` when it was undone before.
 */
export async function undoChange(request: UndoRequest): Promise<BulkRecord> {
  const { library, undoId, by, now, control } = request;
  const { store } = library;
  const record = await readChange(library, undoId);
  if (record.undone !== undefined) throw new Failure('bad-input', { where: undoId, detail: 'undone' });
  const present: string[] = [];
  await inParallel(record.done, async ({ id }) => {
    if (await store.exists(id)) present.push(id);
  });
  const run = (held: HeldLock): Promise<BulkRecord> => {
    const stage = async (transaction: Transaction): Promise<BulkRecord> => {
      let count = 0;
      const reasons = await inParallel(record.done, async (item) => {
        control.check();
        control.report(count, record.done.length, item.title);
        count += 1;
        return stageBack(request, transaction, record, item);
      });
      const back = record.done.filter((_, at) => reasons[at] === null).map(({ id }) => id);
      const left = record.done.flatMap(({ id, title }, at): BulkLeft[] => {
        const reason = reasons[at];
        return reason === null || reason === undefined ? [] : [{ id, title, reason }];
      });
      const undone = { ...record, undone: { at: now.toISOString(), by, back, left } };
      await stageChange(library, transaction, undone);
      control.check();
      return undone;
    };
    return inTransaction(store.fileSystem, store.root, stage, held);
  };
  return withPractices(store, present, (held) =>
    record.change.type === 'delete'
      ? store.exclusivelyInBin((bin) => run(heldTogether([held, bin])))
      : run(held),
  );
}

/** Null when it goes back, else why it stays as it is now. */
async function stageBack(
  request: UndoRequest,
  transaction: Transaction,
  record: BulkRecord,
  item: Item,
): Promise<BulkReason | null> {
  const { library } = request;
  const exists = await library.store.exists(item.id);
  if (record.change.type === 'delete') {
    const { id, entry = id } = item;
    const deletion = await deletionOf(library, entry);
    if (exists || deletion?.at !== record.at) return 'changed';
    stageRestoration(transaction, entry);
    return null;
  }
  if (!exists) return 'missing';
  try {
    return await stageFormer(request, transaction, record, item);
  } catch (error) {
    if (toFailure(error).code !== 'practice-damaged') throw error;
    return 'damaged';
  }
}

async function stageFormer(
  { library, by, now }: UndoRequest,
  transaction: Transaction,
  record: BulkRecord,
  { id, before, after, status }: Item,
): Promise<BulkReason | null> {
  const { hash } = await library.store.read(id);
  if (hash !== after) return 'changed';
  const work = await library.store.work(id);
  if (status) {
    const last = work?.log.at(-1);
    if (!work || work.status !== status.after || last?.at !== record.at) return 'changed';
    const entry = { at: now.toISOString(), by, step: undoStep, to: status.before };
    const next: Work = { ...work, status: status.before, log: [...work.log, entry] };
    await transaction.put(layout.work(id), jsonText(next));
    return null;
  }
  if (!isOpen(work)) return 'closed';
  if (before !== undefined) await transaction.put(layout.text(id), before);
  return null;
}
