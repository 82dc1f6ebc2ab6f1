import { type FoundCopy, findCopy } from '#core/copies/copies';
import { parseCopyName } from '#core/copies/copy-name';
import { writeAtomically } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { changePractice, type DocumentChanges } from '#core/practices/document';
import { stageJoined } from '#core/practices/revision-join';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

/**
 * Moves what a copy consists of to the bin. The texts kept of choices are history and stay. With one that came in a parcel the
 * practice follows that revision from now on, too (`stageJoined`).
 */
export async function putAside(
  library: OpenedLibrary,
  input: { id: string; name: string; sha256: string },
  now: Date,
): Promise<Output<'copies.putAside'>> {
  requireWritable(library);
  const { id, name } = input;
  return library.store.exclusively(id, async (held) => {
    const found = await findCopy(library, id, name);
    if (!found || found.copy.kind === 'kept') return { type: 'missing' };
    if (found.copy.sha256 !== input.sha256) return { type: 'changed' };
    const kept = `${String(now.getTime())}/${fileName(found)}`;
    const revision = found.copy.kind === 'arrived' ? parseCopyName(name)?.revision : undefined;
    const stage = async (transaction: Transaction): Promise<string[]> => {
      transaction.move(found.moves, `${layout.binnedCopies(id)}/${kept}`);
      return revision === undefined ? [] : stageJoined(library.store, transaction, id, revision);
    };
    const added = await inTransaction(library.store.fileSystem, library.store.root, stage, held);
    return { type: 'put-aside', kept, added };
  });
}

/** Brings a copy back to where it lay. */
export async function takeBack(
  library: OpenedLibrary,
  id: string,
  kept: string,
): Promise<Output<'copies.takeBack'>> {
  requireWritable(library);
  const { store } = library;
  const [, time, name] = /^(\d{1,16})\/([^/\\\0]{1,255})$/.exec(kept) ?? [];
  if (time === undefined || name === undefined || /^\.+$/.test(name))
    throw new Failure('bad-input', { where: 'kept' });
  const from = `${layout.binnedCopies(id)}/${time}/${name}`;
  return store.exclusively(id, async (held) => {
    const information = await store.fileSystem.information(store.at(from));
    if (!information) throw new Failure('not-found', { where: name });
    const to = information.kind === 'folder' ? layout.practice(name) : `${layout.practice(id)}/${name}`;
    if (await store.fileSystem.information(store.at(to))) return { type: 'already-there' };
    await store.moveFolder(from, to, held);
    return { type: 'restored' };
  });
}

/** Makes a copy the working copy where that is missing. */
export async function putBack(
  library: OpenedLibrary,
  id: string,
  name: string,
): Promise<Output<'copies.putBack'>> {
  requireWritable(library);
  const { store } = library;
  return store.exclusively(id, async (held) => {
    if (await store.fileSystem.information(store.at(layout.text(id)))) return { type: 'already-there' };
    const found = await findCopy(library, id, name);
    if (!found?.document) return { type: 'missing' };
    const stage = async (transaction: Transaction): Promise<void> => {
      // The texts kept of choices are history and stay where they are.
      if (found.copy.kind !== 'kept') transaction.move(found.path, layout.text(id));
      else await transaction.put(layout.text(id), await store.fileSystem.read(store.at(found.path)));
    };
    await inTransaction(store.fileSystem, store.root, stage, held);
    return { type: 'restored' };
  });
}

/** Keeps the working copy and what it would be with these changes, each under its hash: only ever adds. */
export async function keepTexts(library: OpenedLibrary, id: string, changes: DocumentChanges): Promise<void> {
  requireWritable(library);
  const { store } = library;
  await store.exclusively(id, async () => {
    const { document } = await store.read(id);
    const folder = store.at(layout.setAside(id));
    await store.fileSystem.makeFolder(folder);
    for (const text of [document.text, changePractice(document, changes)]) {
      const path = store.at(`${layout.setAside(id)}/${sha256(text)}.md`);
      if (!(await store.fileSystem.information(path))) await writeAtomically(store.fileSystem, path, text);
    }
  });
}

function fileName({ moves }: FoundCopy): string {
  return moves.slice(moves.lastIndexOf('/') + 1);
}
