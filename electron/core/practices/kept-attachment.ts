import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isFileOf } from '#core/practices/attachment-relist';
import type { Attachment } from '#shared/model/practice';

/** Where the bytes of an attachment of an earlier version may lie: in the history once replaced, else where they were. */
const placesOf = (id: string, { file, sha256 }: Pick<Attachment, 'file' | 'sha256'>): string[] => [
  layout.keptAttachment(id, sha256),
  layout.attachment(id, file),
];

/** Path in the library of an attachment of any version; undefined where no file with exactly these bytes is left. */
export async function findKept(
  { store }: OpenedLibrary,
  id: string,
  attachment: Pick<Attachment, 'file' | 'sha256'>,
): Promise<string | undefined> {
  for (const place of placesOf(id, attachment))
    if (await isFileOf({ store }, store.at(place), attachment.sha256)) return place;
  return undefined;
}

/** Names of the attachments that seem to be kept: looked at by size only, as it is done for every version that is shown. */
export async function storedOf(
  { store }: OpenedLibrary,
  id: string,
  attachments: readonly Attachment[],
): Promise<string[]> {
  const found: string[] = [];
  for (const attachment of attachments) {
    for (const place of placesOf(id, attachment)) {
      const there = await store.fileSystem.information(store.at(place));
      if (there?.kind !== 'file' || there.bytes !== attachment.bytes) continue;
      found.push(attachment.file);
      break;
    }
  }
  return found;
}
