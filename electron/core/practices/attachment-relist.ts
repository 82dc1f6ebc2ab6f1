import { randomUUID } from 'node:crypto';
import { temporaryEnding } from '#core/files/atomic-write';
import { hashFile } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { SaveOutcome } from '#core/practices/practice-store';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

/**
 * Puts attachments back on the list whose bytes are still with the practice: where they lay, or in its history. Like adding, it
 * contradicts nobody. Fails with `attachment-missing`, and then lists none of them.
 */
export async function relist(
  library: OpenedLibrary,
  { id, items }: Input<'attachments.relist'>,
): Promise<SaveOutcome> {
  for (const { file, sha256 } of items) await requireBytes(library, id, file, sha256);
  const stored = await library.store.update(id, ({ document }) => {
    const before = document.frontMatter.attachments ?? [];
    const added = items.filter(({ file }) => !before.some((entry) => entry.file === file));
    const fields = new Map([['attachments', [...before, ...added]]]);
    return Promise.resolve(added.length === 0 ? {} : { fields });
  });
  return { type: 'saved', stored };
}

async function requireBytes(library: OpenedLibrary, id: string, file: string, sha256: string): Promise<void> {
  const { store } = library;
  const place = store.at(layout.attachment(id, file));
  const kept = store.at(layout.keptAttachment(id, sha256));
  if (await isFileOf(library, place, sha256)) return;
  const isTaken = (await store.fileSystem.information(place)) !== undefined;
  if (isTaken || !(await isFileOf(library, kept, sha256))) {
    throw new Failure('attachment-missing', { where: file });
  }
  const arriving = store.at(layout.attachment(id, `${randomUUID()}${temporaryEnding}`));
  await store.fileSystem.makeFolder(store.at(`${layout.practice(id)}/attachments`));
  try {
    await store.fileSystem.write(arriving, store.fileSystem.stream(kept));
    await store.fileSystem.rename(arriving, place);
  } catch (error) {
    await store.fileSystem.remove(arriving).catch(() => undefined);
    throw error;
  }
}

/** Whether a file with these bytes lies there. */
export async function isFileOf(
  { store: { fileSystem } }: Pick<OpenedLibrary, 'store'>,
  path: string,
  sha256: string,
): Promise<boolean> {
  const found = await fileSystem.information(path);
  return found?.kind === 'file' && (await hashFile(fileSystem, path)).sha256 === sha256;
}
