import { withPractices } from '#core/exchange/unchanged';
import { heldTogether } from '#core/files/held-lock';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { digestOf, exclusivelyInForms, readForms, stageRecord } from '#core/forms/form-records';
import type { Taker } from '#core/forms/place-form';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { stageDeletion } from '#core/practices/bin';
import { isOpen } from '#core/practices/open-for-writing';
import type { FormRecord } from '#shared/model/form';

export interface Undone {
  /** Files of the forms that were taken back, by the hash of their bytes. */
  readonly back: ReadonlySet<string>;
  /** Titles of practices that were changed since, and stay. */
  readonly left: string[];
  /** Practices that are in the bin now, or as they were before. */
  readonly practices: string[];
}

/**
 * Takes all forms of a take back in one transaction: drafts go to the bin, replaced practices are as before, nil answers no
 * longer count, and those that they took the place of count again. What was changed since, or is no draft any more, stays and is named.
 */
export async function undoForms(library: OpenedLibrary, take: string, taker: Taker): Promise<Undone> {
  const { store } = library;
  return exclusivelyInForms(library, async (held) => {
    const all = await readForms(library);
    const records = all.filter((one) => one.take === take && one.undone === undefined);
    const ids = new Set(records.flatMap(({ practice }) => practice ?? []));
    const present: string[] = [];
    for (const id of ids) if (await store.exists(id)) present.push(id);
    return withPractices(store, present, (own) =>
      store.exclusivelyInBin((bin) =>
        inTransaction(
          store.fileSystem,
          store.root,
          (transaction) => stageAll(library, transaction, { records, all }, taker),
          heldTogether([held, own, bin]),
        ),
      ),
    );
  });
}

async function stageAll(
  library: OpenedLibrary,
  transaction: Transaction,
  { records, all }: { records: readonly FormRecord[]; all: readonly FormRecord[] },
  { by, now }: Taker,
): Promise<Undone> {
  const at = now.toISOString();
  const back = new Set<string>();
  const [left, practices]: [string[], string[]] = [[], []];
  // A draft that another form of the take has replaced: the last one says what it must be now, the first one what it was.
  for (const id of new Set(records.map(({ practice }) => practice ?? ''))) {
    const ofOne = records.filter(({ practice }) => (practice ?? '') === id);
    const first = ofOne[0];
    if (id !== '' && first) {
      if (!(await isAsTaken(library, id, ofOne.at(-1)))) {
        left.push(ofOne.at(-1)?.title ?? '');
        continue;
      }
      practices.push(id);
      if (first.before === undefined) await stageDeletion(library, transaction, id, { at, by });
      else await transaction.put(layout.text(id), first.before);
    }
    for (const record of ofOne) {
      await stageRecord(transaction, { ...record, undone: { at, by } });
      // A nil answer of the same take was taken back with it.
      const nil = all.find((one) => one.id === record.insteadOf && one.take !== record.take);
      if (nil) await stageRecord(transaction, { ...nil, undone: undefined });
      back.add(record.sha256);
    }
  }
  return { back, left, practices };
}

/** True also for what somebody has deleted: there is nothing to take back. */
async function isAsTaken(
  { store }: OpenedLibrary,
  id: string,
  record: FormRecord | undefined,
): Promise<boolean> {
  if (!(await store.exists(id))) return false;
  try {
    const { document } = await store.read(id);
    return isOpen(await store.work(id)) && digestOf(document.text) === record?.after;
  } catch {
    return false; // damaged since
  }
}
