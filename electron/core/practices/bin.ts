import * as z from 'zod';
import { jsonText } from '#core/files/atomic-write';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

const deletionSchema = z.object({ at: z.iso.datetime(), by: z.string() });
/** Who moved a practice to the bin, and when (ISO 8601 in UTC). */
type Deletion = z.infer<typeof deletionSchema>;

const folderOf = (id: string): string => `${layout.bin}/${id}`;
const noteOf = (id: string): string => `${layout.bin}/${id}.json`;

/** Whether a practice with this id lies in the bin. */
export async function isBinned(library: OpenedLibrary, id: string): Promise<boolean> {
  return (await library.store.fileSystem.information(library.store.at(folderOf(id)))) !== undefined;
}

/** One that lies in the bin from an earlier deletion moves beside its place. */
export async function makeRoomInBin(library: OpenedLibrary, id: string, now: Date): Promise<void> {
  if (!(await isBinned(library, id))) return;
  await library.store.moveFolder(folderOf(id), `${folderOf(id)}.${String(now.getTime())}`);
}

/** Stages the move to the bin; its place there must be free, and nobody else may write the practice. */
export async function stageDeletion(transaction: Transaction, id: string, deletion: Deletion): Promise<void> {
  transaction.move(layout.practice(id), folderOf(id));
  await transaction.put(noteOf(id), jsonText(deletion));
  // The lock under which this happens moves along.
  transaction.remove(`${folderOf(id)}/.lock`);
}

/** Stages the way back; the practice must be in the bin and its place free. */
export function stageRestoration(transaction: Transaction, id: string): void {
  transaction.move(folderOf(id), layout.practice(id));
  transaction.remove(noteOf(id));
}

/** Moves a practice to the bin, whole. One that was there already, from an earlier deletion, is kept beside it. */
export async function moveToBin(library: OpenedLibrary, id: string, now: Date, by = ''): Promise<void> {
  const { store } = library;
  if (!(await store.exists(id))) throw new Failure('not-found', { where: id });
  await makeRoomInBin(library, id, now);
  // Not while somebody mints or takes in: half of it would come up again in the old place.
  await store.exclusively(id, () =>
    inTransaction(store.fileSystem, store.root, (transaction) =>
      stageDeletion(transaction, id, { at: now.toISOString(), by }),
    ),
  );
}

/** Puts a practice back; `already-there` when one with its id has come in meanwhile, and nothing is changed. */
export async function restoreFromBin(library: OpenedLibrary, id: string): Promise<Output<'bin.restore'>> {
  if (!(await isBinned(library, id))) throw new Failure('not-found', { where: id });
  const { restored } = await restoreManyFromBin(library, [id]);
  return { type: restored.length > 0 ? 'restored' : 'already-there' };
}

/** Puts practices back in one step; those that are not in the bin or whose place is taken stay as they are. */
export async function restoreManyFromBin(
  library: OpenedLibrary,
  ids: readonly string[],
): Promise<Output<'bulk.restore'>> {
  const { store } = library;
  const restored: string[] = [];
  for (const id of ids) if ((await isBinned(library, id)) && !(await store.exists(id))) restored.push(id);
  await inTransaction(store.fileSystem, store.root, (transaction) => {
    for (const id of restored) stageRestoration(transaction, id);
    return Promise.resolve();
  });
  return { restored, left: ids.filter((id) => !restored.includes(id)) };
}

/** Undefined where nobody noted it: the folder was moved by hand or by an earlier version. */
export async function deletionOf(library: OpenedLibrary, id: string): Promise<Deletion | undefined> {
  const { fileSystem } = library.store;
  const path = library.store.at(noteOf(id));
  if (!(await fileSystem.information(path)) || !(await isBinned(library, id))) return undefined;
  try {
    return deletionSchema.parse(JSON.parse(decodeText(await fileSystem.read(path))));
  } catch {
    return undefined;
  }
}

/** What lies in the bin, latest first; a practice that cannot be read is listed by its id. */
export async function listBin(library: OpenedLibrary): Promise<Output<'bin.list'>> {
  const { fileSystem } = library.store;
  const found: Output<'bin.list'> = [];
  for (const { name, kind } of await fileSystem.list(library.store.at(layout.bin))) {
    if (kind !== 'folder' || name.includes('.')) continue;
    const folder = await fileSystem.information(library.store.at(folderOf(name)));
    const deletion = await deletionOf(library, name);
    const deletedAt = deletion ? Date.parse(deletion.at) : (folder?.changedAt ?? 0);
    found.push({ id: name, ...(await titleOf(library, name)), deletedAt, deletedBy: deletion?.by ?? '' });
  }
  return found.toSorted((a, b) => b.deletedAt - a.deletedAt);
}

async function titleOf(library: OpenedLibrary, id: string): Promise<{ title: string; office: string }> {
  try {
    const bytes = await library.store.fileSystem.read(library.store.at(`${folderOf(id)}/${textFile}`));
    const { title = '', office = '' } = parsePractice(decodeText(bytes)).frontMatter;
    return { title, office };
  } catch {
    return { title: '', office: '' };
  }
}
