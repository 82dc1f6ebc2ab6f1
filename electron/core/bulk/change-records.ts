import { jsonText } from '#core/files/atomic-write';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseJson } from '#core/practices/practice-store';
import type { BulkResult } from '#shared/contract/bulk';
import { Failure } from '#shared/failure';
import { type BulkRecord, bulkRecordSchema } from '#shared/model/bulk';
import { idSchema } from '#shared/model/practice';

/** How many changes can be undone: they hold whole texts. */
const keptRecords = 20;
const ending = '.json';

const fileOf = (id: string): string => `${layout.changes}/${id}${ending}`;

/** Ids of the records, newest first. */
async function recordIds({ store }: OpenedLibrary): Promise<string[]> {
  const entries = await store.fileSystem.list(store.at(layout.changes));
  return entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((id) => idSchema.safeParse(id).success)
    .toSorted()
    .toReversed();
}

/** Fails with `not-found`, or with `practice-damaged` where the file was changed by hand. */
export async function readChange({ store }: OpenedLibrary, id: string): Promise<BulkRecord> {
  if (!(await store.fileSystem.information(store.at(fileOf(id)))))
    throw new Failure('not-found', { where: id });
  const parsed = bulkRecordSchema.safeParse(parseJson(await store.fileSystem.read(store.at(fileOf(id))), id));
  if (parsed.success && parsed.data.id === id) return parsed.data;
  throw new Failure('practice-damaged', { where: fileOf(id), rule: 'schema' });
}

/** Stages the record, and the end of those that are too old. */
export async function stageChange(
  library: OpenedLibrary,
  transaction: Transaction,
  record: BulkRecord,
): Promise<void> {
  await transaction.put(fileOf(record.id), jsonText(record));
  const others = (await recordIds(library)).filter((id) => id !== record.id);
  for (const id of others.slice(keptRecords - 1)) transaction.remove(fileOf(id));
}

/** All changes that are kept, newest first; those that cannot be read are left out. */
export async function listChanges(library: OpenedLibrary): Promise<BulkRecord[]> {
  const records: BulkRecord[] = [];
  for (const id of await recordIds(library)) {
    const record = await readChange(library, id).catch(() => undefined);
    if (record) records.push(record);
  }
  return records;
}

/**
 * The last change that did something, if it was not undone. Those in which nothing was done, as earlier versions kept them,
 * and those that cannot be read hide none before them.
 */
export async function lastChange(library: OpenedLibrary): Promise<BulkRecord | undefined> {
  for (const id of await recordIds(library)) {
    const record = await readChange(library, id).catch(() => undefined);
    if (record && record.done.length > 0) return record.undone === undefined ? record : undefined;
  }
  return undefined;
}

/** A record without its texts, for screens. */
export function toResult(record: BulkRecord): BulkResult {
  const { id, at, by, change, done, left, undone } = record;
  return {
    undoId: id,
    at: Date.parse(at),
    by,
    change,
    done: done.map((one) => ({ id: one.id, title: one.title })),
    left,
    undone: undone ? { back: undone.back, left: undone.left } : null,
  };
}
