import { dirname } from 'node:path';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { withLock } from '#core/files/lock';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import {
  type Departure,
  departureId,
  departureIdSchema,
  type DepartureRecipient,
  departureSchema,
} from '#shared/model/departure';
import type { Compilation } from '#shared/model/compilation';

export const departureFile = (id: string): string => `${layout.departures}/${id}.json`;

type Export = Compilation['exports'][number];

/** The departure of an exported bundle before anything was sent. */
export function newDeparture(
  period: string,
  { number, content, at, by, audience }: Pick<Export, 'number' | 'content' | 'at' | 'by' | 'audience'>,
  practices: Departure['practices'],
  options: { governmentOnly: boolean; recipients: readonly DepartureRecipient[] },
): Departure {
  return {
    format: libraryFormat,
    id: departureId(period, number, content),
    ...{ period, number, content, issuedAt: at, by, practices: [...practices] },
    governmentOnly: options.governmentOnly,
    ...(audience ? { audience } : {}),
    recipients: [...options.recipients],
  };
}

/** Plans to enter a departure, unless it is entered already: then it stays with all that was noted since. */
export async function stageDeparture(
  transaction: Transaction,
  { store }: OpenedLibrary,
  departure: Departure,
): Promise<void> {
  const file = departureFile(departure.id);
  if (!(await store.fileSystem.information(store.at(file)))) await transaction.put(file, jsonText(departure));
}

/** Undefined where it was never entered; fails with `library-damaged` where it cannot be read. */
export async function findDeparture({ store }: OpenedLibrary, id: string): Promise<Departure | undefined> {
  if (!departureIdSchema.safeParse(id).success) return undefined;
  const found = await readLibraryFile(store.fileSystem, store.root, departureFile(id), departureSchema);
  if (found && found.id !== id) throw new Failure('library-damaged', { where: departureFile(id) });
  return found;
}

/** Ids of all departures that were entered. */
export async function departureIds({ store }: OpenedLibrary): Promise<string[]> {
  const entries = await store.fileSystem.list(store.at(layout.departures));
  return entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.json'))
    .map(({ name }) => name.slice(0, -5))
    .filter((id) => departureIdSchema.safeParse(id).success);
}

/** Reads, changes and writes a departure as one step; fails with `not-found`. */
export async function changeDeparture(
  library: OpenedLibrary,
  id: string,
  change: (departure: Departure) => Departure,
): Promise<Departure> {
  const { fileSystem, root } = library.store;
  const path = library.store.at(departureFile(id));
  if (!(await findDeparture(library, id))) throw new Failure('not-found', { where: id });
  await fileSystem.makeFolder(dirname(path), root);
  return withLock(
    fileSystem,
    `${path}.lock`,
    async (held) => {
      const before = await findDeparture(library, id);
      if (!before) throw new Failure('not-found', { where: id });
      const after = change(before);
      if (after !== before) await writeAtomically(fileSystem, path, jsonText(after), held);
      return after;
    },
    { root },
  );
}
