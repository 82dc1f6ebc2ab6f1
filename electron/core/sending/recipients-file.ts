import { dirname } from 'node:path';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { type Recipient, type RecipientsFile, recipientsFileSchema } from '#shared/model/recipient';

/** The offices that ours sends to, with the hash of the file; none and null where there is no list yet. */
export async function readRecipients({
  store,
}: OpenedLibrary): Promise<{ file: RecipientsFile; hash: string | null }> {
  const { fileSystem, root } = store;
  const found = await readLibraryFile(fileSystem, root, layout.recipients, recipientsFileSchema);
  if (!found) return { file: { format: libraryFormat, recipients: [] }, hash: null };
  return { file: found, hash: sha256(await fileSystem.read(store.at(layout.recipients))) };
}

/**
 * Writes the list if the file is still the one named by `base`; false where somebody else saved. Keys that we do not know
 * stay. Fails with `bad-input` where two entries have one id.
 */
export async function saveRecipients(
  library: OpenedLibrary,
  base: string | null,
  recipients: readonly Recipient[],
): Promise<boolean> {
  if (new Set(recipients.map(({ id }) => id)).size !== recipients.length)
    throw new Failure('bad-input', { where: 'recipients', detail: 'id twice' });
  const { fileSystem, root } = library.store;
  const path = library.store.at(layout.recipients);
  await fileSystem.makeFolder(dirname(path), root);
  return withLock(
    fileSystem,
    `${path}.lock`,
    async (held) => {
      const { file, hash } = await readRecipients(library);
      if (hash !== base) return false;
      const text = jsonText({ ...file, recipients });
      if (sha256(text) !== hash) await writeAtomically(fileSystem, path, text, held);
      return true;
    },
    { root },
  );
}
