import { arrivalFile, changedHereFile, readArrival } from '#core/exchange/arrivals';
import { localCopy, type LocalCopy } from '#core/exchange/comparison';
import { takeInStep } from '#core/exchange/take-in';
import { stageWithoutStatements } from '#core/exchange/take-in-statements';
import { requireUnchanged, withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { recordFile } from '#core/practices/record';
import { besideFile } from '#core/practices/revision-beside';
import type { Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import type { Arrival } from '#shared/model/bundle';

interface UndoRequest {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  readonly arrivalId: string;
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

type TakenIn = Arrival['takenIn'][number];

/**
 * Undoes an arrival as one step: what was new moves to exchange/undone/<arrival>/, what was here returns to the revision
 * before and to the text that somebody had changed by hand. What was changed, worked on or deleted since stays and is
 * named in `kept`. Fails with `bad-input` when it was undone before.
 */
export async function undoArrival(request: UndoRequest): Promise<string> {
  const { library, arrivalId, control } = request;
  const { store } = library;
  const arrival = await readArrival(library, arrivalId);
  if (arrival.undoneAt !== undefined)
    throw new Failure('bad-input', { where: arrival.bundle.name, detail: 'undone' });
  const back: { item: TakenIn; here: LocalCopy }[] = [];
  const kept: string[] = [];
  for (const item of arrival.takenIn) {
    control.check();
    const here = await localCopy(library, item.id);
    if (here && (await canGoBack(library, item, here))) back.push({ item, here });
    else kept.push(item.id);
  }
  const ids = back.map(({ item }) => item.id);
  await inLockedTransaction(
    store.fileSystem,
    store.root,
    (work) => withPractices(store, ids, work),
    async (transaction) => {
      for (const [index, { item }] of back.entries()) {
        control.check();
        control.report(index, back.length, item.title);
        await stageBack(library, transaction, arrivalId, item);
      }
    },
    async (transaction) => {
      for (const { item, here } of back) await requireUnchanged(library, item.id, here, item.title);
      await stageWithoutStatements(library, request.statements, transaction, arrival);
      await stageWithoutBeside(library, transaction, arrival, request.now);
      const undone: Arrival = { ...arrival, undoneAt: request.now.toISOString(), undoneBy: request.by, kept };
      await transaction.put(arrivalFile(arrivalId), jsonText(undone));
    },
  );
  request.statements.changed();
  return arrivalId;
}

/** Copies that the arrival laid beside our own practices go to the bin, unless they were put together meanwhile. */
async function stageWithoutBeside(
  { store }: OpenedLibrary,
  transaction: Transaction,
  { beside = [] }: Arrival,
  now: Date,
): Promise<void> {
  for (const { id, revision } of beside) {
    const path = besideFile(id, revision);
    if (!(await store.fileSystem.information(store.at(path)))) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    transaction.move(path, `${layout.binnedCopies(id)}/${String(now.getTime())}/${name}`);
  }
}

/** Nothing of it was here before; practices that were have a revision or a text to return to. */
const isNew = ({ previous, wasHere }: TakenIn): boolean => previous === null && wasHere !== true;

/** Still what was taken in, with no work of ours on it, and with what was here before at hand. */
async function canGoBack(library: OpenedLibrary, item: TakenIn, here: LocalCopy): Promise<boolean> {
  const { store } = library;
  const { id, revision, previous, changedHere } = item;
  if (here.revision !== revision || here.unminted) return false;
  if (isNew(item)) {
    const { log = [] } = (await store.work(id)) ?? {};
    return log.every(({ step }) => step === takeInStep);
  }
  const needed = [
    ...(previous === null ? [] : [`${layout.revision(id, previous)}/${recordFile}`]),
    ...(changedHere === undefined ? [] : [changedHereFile(id, changedHere)]),
  ];
  for (const path of needed) if (!(await store.fileSystem.information(store.at(path)))) return false;
  return needed.length > 0;
}

async function stageBack(
  library: OpenedLibrary,
  transaction: Transaction,
  arrivalId: string,
  item: TakenIn,
): Promise<void> {
  const { id, previous, changedHere } = item;
  const { store, revisions } = library;
  if (!isNew(item)) {
    const text =
      changedHere === undefined
        ? undefined
        : await store.fileSystem.read(store.at(changedHereFile(id, changedHere)));
    if (previous !== null) await revisions.stageReturn(transaction, id, previous, text);
    else if (text) await revisions.stageUnrecorded(transaction, id, text);
    return;
  }
  const target = `${layout.undone}/${arrivalId}/${id}`;
  transaction.move(layout.practice(id), target);
  // The lock under which this happens moves along.
  transaction.remove(`${target}/.lock`);
}
