import * as z from 'zod';
import { jsonText } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import type { Output } from '#shared/contract/contract';
import { Failure, toFailure } from '#shared/failure';
import { binEntrySchema, idOfEntry } from '#shared/model/bin';

const deletionSchema = z.object({ at: z.iso.datetime(), by: z.string() });
/** Who moved a practice to the bin, and when (ISO 8601 in UTC). */
type Deletion = z.infer<typeof deletionSchema>;
type Listed = Output<'bin.list'>[number];

const folderOf = (entry: string): string => `${layout.bin}/${entry}`;
const noteOf = (entry: string): string => `${layout.bin}/${entry}.json`;

/** Whether a practice with this id lies in the bin, from whatever deletion. */
export async function isBinned(library: OpenedLibrary, id: string): Promise<boolean> {
  return (await lies(library, id)) || (await entriesIn(library)).some((entry) => idOfEntry(entry) === id);
}

async function lies({ store }: OpenedLibrary, entry: string): Promise<boolean> {
  return (await store.fileSystem.information(store.at(folderOf(entry)))) !== undefined;
}

/**
 * Stages the move to the bin and returns the name that it gets there: what lies in the bin from an earlier deletion stays
 * as it is. To be called under the lock of the practice, since that is what keeps the name free.
 */
export async function stageDeletion(
  library: OpenedLibrary,
  transaction: Transaction,
  id: string,
  deletion: Deletion,
): Promise<string> {
  let entry = id;
  for (let time = Date.parse(deletion.at); await lies(library, entry); time += 1)
    entry = `${id}.${String(time)}`;
  transaction.move(layout.practice(id), folderOf(entry));
  await transaction.put(noteOf(entry), jsonText(deletion));
  // The lock under which this happens moves along.
  transaction.remove(`${folderOf(entry)}/.lock`);
  return entry;
}

/** Stages the way back; the practice must be in the bin and its place free. */
export function stageRestoration(transaction: Transaction, entry: string): void {
  transaction.move(folderOf(entry), layout.practice(idOfEntry(entry)));
  transaction.remove(noteOf(entry));
}

/**
 * Moves a practice to the bin, whole. With `base`, only if practice.md still has this SHA-256: else `conflict`, and
 * nothing is changed.
 */
export async function moveToBin(
  library: OpenedLibrary,
  id: string,
  now: Date,
  by = '',
  base?: string,
): Promise<{ type: 'deleted'; entry: string } | { type: 'conflict' }> {
  const { store } = library;
  // Not while somebody mints or takes in: half of it would come up again in the old place.
  return store.exclusively(id, async (held) => {
    if (base !== undefined && sha256(await store.bytes(id)) !== base) return { type: 'conflict' };
    const stage = (transaction: Transaction): Promise<string> =>
      stageDeletion(library, transaction, id, { at: now.toISOString(), by });
    return { type: 'deleted', entry: await inTransaction(store.fileSystem, store.root, stage, held) };
  });
}

/**
 * Puts a practice back, as it was deleted last unless `entry` names an earlier deletion; `already-there` when one with its
 * id has come in meanwhile, and nothing is changed. Fails with `not-found`.
 */
export async function restoreFromBin(
  library: OpenedLibrary,
  id: string,
  entry?: string,
): Promise<Output<'bin.restore'>> {
  const wanted = entry ?? (await lastDeletion(library, id))?.entry;
  if (wanted === undefined || idOfEntry(wanted) !== id) throw new Failure('not-found', { where: id });
  const { restored } = await restoreManyFromBin(library, [wanted]);
  if (restored.length > 0) return { type: 'restored' };
  // Somebody else may just have brought it back.
  if (await library.store.exists(id)) return { type: 'already-there' };
  throw new Failure('not-found', { where: id });
}

/** Puts practices back in one step; those that are not in the bin or whose place is taken stay as they are. */
export async function restoreManyFromBin(
  library: OpenedLibrary,
  entries: readonly string[],
): Promise<Output<'bulk.restore'>> {
  const { store } = library;
  const possible = async (): Promise<string[]> => {
    const there = await inParallel(entries, (entry) => canBeRestored(library, entry));
    // Of several deletions of the same practice one can come back.
    const ofId = new Map(entries.filter((_, at) => there[at]).map((entry) => [idOfEntry(entry), entry]));
    return [...ofId.values()];
  };
  const restore = async (held: HeldLock): Promise<string[]> => {
    const chosen = await possible();
    const stage = (transaction: Transaction): Promise<void> => {
      for (const entry of chosen) stageRestoration(transaction, entry);
      return Promise.resolve();
    };
    await inTransaction(store.fileSystem, store.root, stage, held);
    return chosen;
  };
  const none = (await possible()).length === 0;
  const restored = new Set(none ? [] : await store.exclusivelyInBin(restore));
  return {
    restored: Array.from(restored, idOfEntry),
    left: entries.filter((entry) => !restored.has(entry)),
  };
}

async function canBeRestored(library: OpenedLibrary, entry: string): Promise<boolean> {
  if (!binEntrySchema.safeParse(entry).success) return false;
  return (await lies(library, entry)) && !(await library.store.exists(idOfEntry(entry)));
}

/** Undefined where nobody noted it: the folder was moved by hand or by an earlier version. */
export async function deletionOf(library: OpenedLibrary, entry: string): Promise<Deletion | undefined> {
  const { fileSystem } = library.store;
  const path = library.store.at(noteOf(entry));
  if (!(await fileSystem.information(path)) || !(await lies(library, entry))) return undefined;
  try {
    return deletionSchema.parse(JSON.parse(decodeText(await fileSystem.read(path))));
  } catch {
    return undefined;
  }
}

/** What lies in the bin, latest first, one item a deletion; a practice that cannot be read is listed by its id. */
export async function listBin(library: OpenedLibrary): Promise<Output<'bin.list'>> {
  const found = await inParallel(await entriesIn(library), (entry) => lookAt(library, entry));
  return found.toSorted((a, b) => b.deletedAt - a.deletedAt);
}

/**
 * Why a practice could not be found: where it is in the bin, who moved it there, when, and how to bring it back. Every other
 * failure stays what it is.
 */
export async function whyGone(library: OpenedLibrary, id: string, error: unknown): Promise<unknown> {
  if (toFailure(error).code !== 'not-found' || (await library.store.exists(id))) return error;
  const last = await lastDeletion(library, id);
  if (!last) return error;
  const { title, deletedBy: by, deletedAt: at, entry } = last;
  return new Failure('not-found', { where: title || id, overtaken: { by, at, entry } }, { cause: error });
}

/** The latest deletion of a practice, of those that lie in the bin. */
async function lastDeletion(library: OpenedLibrary, id: string): Promise<Listed | undefined> {
  const entries = (await entriesIn(library)).filter((entry) => idOfEntry(entry) === id);
  const found = await inParallel(entries, (entry) => lookAt(library, entry));
  return found.toSorted((a, b) => b.deletedAt - a.deletedAt)[0];
}

async function entriesIn({ store }: OpenedLibrary): Promise<string[]> {
  const entries = await store.fileSystem.list(store.at(layout.bin));
  return entries
    .filter(({ name, kind }) => kind === 'folder' && binEntrySchema.safeParse(name).success)
    .map(({ name }) => name);
}

async function lookAt(library: OpenedLibrary, entry: string): Promise<Listed> {
  const folder = await library.store.fileSystem.information(library.store.at(folderOf(entry)));
  const deletion = await deletionOf(library, entry);
  const deletedAt = deletion ? Date.parse(deletion.at) : (timeOf(entry) ?? folder?.changedAt ?? 0);
  const named = await titleOf(library, entry);
  return { id: idOfEntry(entry), entry, ...named, deletedAt, deletedBy: deletion?.by ?? '' };
}

/** When another deletion made an earlier version of the program move it aside. */
function timeOf(entry: string): number | undefined {
  const time = entry.split('.')[1];
  return time === undefined ? undefined : Number(time);
}

async function titleOf(library: OpenedLibrary, entry: string): Promise<{ title: string; office: string }> {
  try {
    const bytes = await library.store.fileSystem.read(library.store.at(`${folderOf(entry)}/${textFile}`));
    const { title = '', office = '' } = parsePractice(decodeText(bytes)).frontMatter;
    return { title, office };
  } catch {
    return { title: '', office: '' };
  }
}
