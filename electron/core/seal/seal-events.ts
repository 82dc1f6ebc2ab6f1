import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { type SealEvents, sealEventsSchema } from '#shared/model/seal-events';

/** seal.json; empty where nothing has happened. Fails with `library-damaged`. */
export async function readSealEvents({ store }: OpenedLibrary): Promise<SealEvents> {
  const file = await readLibraryFile(store.fileSystem, store.root, layout.seal, sealEventsSchema);
  return file ?? { format: libraryFormat, pages: [], handovers: [] };
}

/** Reads, changes and writes seal.json as one step. */
export async function changeSealEvents(
  library: OpenedLibrary,
  change: (events: SealEvents) => SealEvents,
): Promise<void> {
  const { fileSystem, root } = library.store;
  const path = library.store.at(layout.seal);
  await withLock(
    fileSystem,
    `${path}.lock`,
    async (held) => writeAtomically(fileSystem, path, jsonText(change(await readSealEvents(library))), held),
    { root },
  );
}
