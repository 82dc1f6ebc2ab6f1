import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

/** Whether a practice with this id lies in the bin. */
export async function isBinned(library: OpenedLibrary, id: string): Promise<boolean> {
  return (await library.store.fileSystem.information(library.store.at(`${layout.bin}/${id}`))) !== undefined;
}

/** Moves a practice to the bin, whole. One that was there already, from an earlier deletion, is kept beside it. */
export async function moveToBin(library: OpenedLibrary, id: string, now: Date): Promise<void> {
  if (!(await library.store.exists(id))) throw new Failure('not-found', { where: id });
  const target = `${layout.bin}/${id}`;
  if (await isBinned(library, id)) {
    await library.store.moveFolder(target, `${target}.${String(now.getTime())}`);
  }
  // Not while somebody mints or takes in: half of it would come up again in the old place.
  await library.store.exclusively(id, () => library.store.moveFolder(layout.practice(id), target));
  await library.store.fileSystem.remove(library.store.at(`${target}/.lock`));
}

/** Puts a practice back; `already-there` when one with its id has come in meanwhile, and nothing is changed. */
export async function restoreFromBin(library: OpenedLibrary, id: string): Promise<Output<'bin.restore'>> {
  if (!(await isBinned(library, id))) throw new Failure('not-found', { where: id });
  if (await library.store.exists(id)) return { type: 'already-there' };
  await library.store.moveFolder(`${layout.bin}/${id}`, layout.practice(id));
  return { type: 'restored' };
}

/** What lies in the bin, latest first; a practice that cannot be read is listed by its id. */
export async function listBin(library: OpenedLibrary): Promise<Output<'bin.list'>> {
  const { fileSystem } = library.store;
  const found: Output<'bin.list'> = [];
  for (const { name, kind } of await fileSystem.list(library.store.at(layout.bin))) {
    if (kind !== 'folder' || name.includes('.')) continue;
    const folder = await fileSystem.information(library.store.at(`${layout.bin}/${name}`));
    found.push({ id: name, ...(await titleOf(library, name)), deletedAt: folder?.changedAt ?? 0 });
  }
  return found.toSorted((a, b) => b.deletedAt - a.deletedAt);
}

async function titleOf(library: OpenedLibrary, id: string): Promise<{ title: string; office: string }> {
  try {
    const bytes = await library.store.fileSystem.read(library.store.at(`${layout.bin}/${id}/${textFile}`));
    const { title = '', office = '' } = parsePractice(decodeText(bytes)).frontMatter;
    return { title, office };
  } catch {
    return { title: '', office: '' };
  }
}
