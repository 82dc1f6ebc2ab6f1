import type * as z from 'zod';
import { v7 as uuidv7 } from 'uuid';
import { withCompilation } from '#core/compilation/compilation-file';
import { jsonText } from '#core/files/atomic-write';
import type { HeldLock } from '#core/files/held-lock';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { type CoverageScope, nilRecordSchema, periodsWithin, unitKey } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';
import { idSchema } from '#shared/model/practice';

export type NilRecord = z.infer<typeof nilRecordSchema>;

const ending = '.json';

/** All notes of a period that hold, oldest first; those that cannot be read, or are of a later major version, are left out and stay. */
export async function readNils({ store }: OpenedLibrary, period: Period): Promise<NilRecord[]> {
  const entries = await store.fileSystem.list(store.at(layout.nils(period)));
  const ids = entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((id) => idSchema.safeParse(id).success)
    .toSorted();
  const { fileSystem, root } = store;
  const read = await inParallel(ids, (id) =>
    readLibraryFile(fileSystem, root, layout.nil(period, id), nilRecordSchema).catch(() => undefined),
  );
  const major = libraryFormat.split('.')[0];
  const holds = (record: NilRecord, id: string | undefined): boolean =>
    record.id === id && record.undone === undefined && record.format.split('.')[0] === major;
  return read.flatMap((record, at) => (record && holds(record, ids[at]) ? [record] : []));
}

/** A note, and the period that it is of. */
export type NilOf = NilRecord & { readonly of: Period };

/** The notes of a period after those of its quarters, where it is a running sum of them. */
export async function nilsWithin(library: OpenedLibrary, period: Period): Promise<NilOf[]> {
  const periods = [...periodsWithin(period)].toSorted(
    (one, other) => Number(one === period) - Number(other === period),
  );
  const found = await inParallel(periods, (of) => readNils(library, of));
  return periods.flatMap((of, at) => (found[at] ?? []).map((record) => ({ ...record, of })));
}

interface Noted {
  readonly period: Period;
  readonly scope: CoverageScope;
  readonly unit: string;
}

/** Notes that a unit has nothing to report; where that is noted already, answers that note. */
export async function noteNil(
  library: OpenedLibrary,
  { period, scope, unit }: Noted,
  { by, now }: { by: string; now: Date },
): Promise<NilRecord> {
  requireWritable(library);
  return withCompilation(library, period, async (held) => {
    const same = (await readNils(library, period)).find(
      (one) => one.scope === scope && unitKey(one.unit) === unitKey(unit),
    );
    if (same) return same;
    const record: NilRecord = {
      ...{ format: libraryFormat, id: uuidv7(), scope, unit: unit.normalize('NFC') },
      ...{ at: now.toISOString(), by },
    };
    await put(library, period, record, held);
    return record;
  });
}

/** Takes a note back; once is enough. Fails with `not-found` where there is none. */
export async function undoNil(
  library: OpenedLibrary,
  { period, id }: { period: Period; id: string },
  { by, now }: { by: string; now: Date },
): Promise<void> {
  requireWritable(library);
  const { fileSystem, root } = library.store;
  await withCompilation(library, period, async (held) => {
    const record = await readLibraryFile(fileSystem, root, layout.nil(period, id), nilRecordSchema);
    if (record?.id !== id) throw new Failure('not-found', { where: id });
    if (record.undone === undefined)
      await put(library, period, { ...record, undone: { at: now.toISOString(), by } }, held);
  });
}

function put(
  { store: { fileSystem, root } }: OpenedLibrary,
  period: Period,
  record: NilRecord,
  held: HeldLock,
): Promise<void> {
  return inTransaction(
    fileSystem,
    root,
    (transaction) => transaction.put(layout.nil(period, record.id), jsonText(record)),
    held,
  );
}
