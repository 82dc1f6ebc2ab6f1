import { arrivalIds, readArrival } from '#core/exchange/arrivals';
import { quarantined, readReceived } from '#core/exchange/quarantine';
import { leftOverAfter, onReceivedShelf } from '#core/exchange/received-shelf';
import type { Register } from '#core/exchange/register/register-file';
import { digestOf } from '#core/exchange/register/same-parcel';
import { removeFolder } from '#core/files/folder';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { toFailure } from '#shared/failure';
import { sha256Schema } from '#shared/model/practice';

/**
 * Clears papers of parcels that neither wait nor were taken in or registered: the process was killed before they waited, or
 * somebody put them aside. Not before a day, for somebody may be receiving them; and nothing while a line of a register cannot
 * be read, for it may name them.
 */
export async function tidyPapers(library: OpenedLibrary, register: Register): Promise<void> {
  const { store } = library;
  const entries = await store.fileSystem.list(store.at(layout.receivedShelf));
  const kept = entries.filter(({ name, kind }) => kind === 'folder' && sha256Schema.safeParse(name).success);
  if (kept.length === 0) return;
  const named = await namedParcels(library, register);
  const unnamed = kept.map(({ name }) => name).filter((parcel) => named?.has(parcel) === false);
  if (unnamed.length === 0) return;
  await onReceivedShelf(library, async (shelf) => {
    for (const parcel of unnamed)
      if ((await shelf.rested(parcel)) > leftOverAfter)
        await removeFolder(store.fileSystem, store.at(layout.receivedPapers(parcel)));
  });
}

/** The digests of all parcels that something here names; undefined where not all of that can be read. */
async function namedParcels(
  library: OpenedLibrary,
  register: Register,
): Promise<ReadonlySet<string> | undefined> {
  const named = new Set<string>();
  const note = async (read: Promise<{ sha256: string; tagManifest?: string | undefined }>): Promise<void> => {
    try {
      named.add(digestOf(await read));
    } catch (error) {
      // Taken in or put aside meanwhile, or not verified yet.
      if (toFailure(error).code !== 'not-found') throw error;
    }
  };
  try {
    // In the order in which a parcel goes on, so that none is missed on its way.
    for (const id of await quarantined(library))
      await note(readReceived(library, id).then(({ file }) => file));
    for (const id of await arrivalIds(library))
      await note(readArrival(library, id).then(({ bundle }) => bundle));
    for (const year of await register.years()) {
      const { entries, unreadable } = await register.ofYear(year);
      if (unreadable > 0) return undefined;
      for (const { parts } of entries) for (const { tagManifest } of parts) named.add(tagManifest);
    }
    return named;
  } catch {
    return undefined;
  }
}
