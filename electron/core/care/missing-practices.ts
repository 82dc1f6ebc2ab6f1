import { listChanges } from '#core/bulk/change-records';
import type { BackupShelf } from '#core/care/backup-shelf';
import { found, type Found } from '#core/care/mend';
import { listCompilations, readCompilation } from '#core/compilation/compilation-file';
import { listArrivals } from '#core/exchange/arrivals';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { binEntrySchema, idOfEntry } from '#shared/model/bin';
import { idSchema } from '#shared/model/practice';

const textPath = /^practices\/([^/]+)\/practice\.md$/;

/**
 * Practices whose folder is gone although the catalogue, a compilation, the register of arrivals, a change of many or the
 * newest backup names them, and which nobody has put away: they are not in the bin and not among undone arrivals. Fails with
 * `library-missing` where the library itself cannot be seen: nothing is concluded from that.
 */
export async function missingPractices(
  library: OpenedLibrary,
  ids: readonly string[],
  shelf: BackupShelf | undefined,
): Promise<Found[]> {
  const { store } = library;
  const known = await knownPractices(library, shelf);
  for (const id of [...ids, ...(await putAway(library))]) known.delete(id);
  if (known.size === 0) return [];
  if (!(await store.fileSystem.information(store.at(layout.library))))
    throw new Failure('library-missing', { where: store.root });
  const missing: Found[] = [];
  for (const [practiceId, title] of known) {
    // It may have come, or come back, since the folders were listed.
    if (!(await store.exists(practiceId)))
      missing.push(found('practice-missing', layout.practice(practiceId), { practiceId, title }));
  }
  return missing;
}

/** Title by id, empty where only the id is known. */
async function knownPractices(
  library: OpenedLibrary,
  shelf: BackupShelf | undefined,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const note = (id: string, title: string): void => {
    if (idSchema.safeParse(id).success) known.set(id, title || (known.get(id) ?? ''));
  };
  for (const path of await namesInNewest(shelf)) note(textPath.exec(path)?.[1] ?? '', '');
  for (const { period } of await listCompilations(library)) {
    const read = await readCompilation(library, period).catch(() => undefined);
    for (const id of read?.compilation.items ?? []) note(id, '');
  }
  for (const { takenIn } of await listArrivals(library)) for (const { id, title } of takenIn) note(id, title);
  for (const { done } of await listChanges(library)) for (const { id, title } of done) note(id, title);
  for (const [id, title] of library.catalogue.vanished()) note(id, title);
  for (const { id, title } of library.catalogue.summaries()) note(id, title);
  return known;
}

async function namesInNewest(shelf: BackupShelf | undefined): Promise<Iterable<string>> {
  if (shelf) for await (const backup of shelf.backups()) return backup.digests.keys();
  return [];
}

/** Ids of what lies in the bin, and of what left with an arrival that was undone. */
async function putAway({ store }: OpenedLibrary): Promise<string[]> {
  const list = async (path: string): Promise<string[]> =>
    (await store.fileSystem.list(store.at(path))).map(({ name }) => name);
  const ids = (await list(layout.bin))
    .filter((name) => binEntrySchema.safeParse(name).success)
    .map(idOfEntry);
  for (const arrival of await list(layout.undone)) ids.push(...(await list(`${layout.undone}/${arrival}`)));
  return ids;
}
