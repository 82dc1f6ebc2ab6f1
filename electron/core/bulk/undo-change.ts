import { readChange, stageChange } from '#core/bulk/change-records';
import { withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { deletionOf, stageRestoration } from '#core/practices/bin';
import { isOpen } from '#core/practices/practice-view';
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
export async function undoChange(request: UndoRequest): Promise<string> {
  const { library, undoId, by, now, control } = request;
  const { store } = library;
  const record = await readChange(library, undoId);
  if (record.undone !== undefined) throw new Failure('bad-input', { where: undoId, detail: 'undone' });
  const present: string[] = [];
  for (const { id } of record.done) if (await store.exists(id)) present.push(id);
  await withPractices(store, present, () =>
    inTransaction(store.fileSystem, store.root, async (transaction) => {
      const back: string[] = [];
      const left: BulkLeft[] = [];
      for (const [index, item] of record.done.entries()) {
        control.check();
        control.report(index, record.done.length, item.title);
        const reason = await stageBack(request, transaction, record, item);
        if (reason === null) back.push(item.id);
        else left.push({ id: item.id, title: item.title, reason });
      }
      await stageChange(library, transaction, {
        ...record,
        undone: { at: now.toISOString(), by, back, left },
      });
      control.check();
    }),
  );
  return undoId;
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
    const deletion = await deletionOf(library, item.id);
    if (exists || deletion?.at !== record.at) return 'changed';
    stageRestoration(transaction, item.id);
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
