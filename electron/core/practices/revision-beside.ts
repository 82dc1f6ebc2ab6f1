import { arrivedName } from '#core/copies/copy-name';
import type { NewContent } from '#core/files/new-content';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { PracticeStore } from '#core/practices/practice-store';
import { parseRecord, recordFile, revisionHash, sealFile, textFile } from '#core/practices/record';
import { digestsOf, RevisionAttachments } from '#core/practices/revision-attachments';
import type { ReceivedRevision } from '#core/practices/revisions';

/** Of a revision that was laid beside the working copy: its text, as a path in the library. */
export const besideFile = (id: string, revision: string): string =>
  `${layout.practice(id)}/${arrivedName(revision)}`;

/**
 * Stages a received revision of one of our own practices beside the working copy, of which nothing changes: whole in the
 * history, with those of its attachments that are not here yet, and its text once more as a copy that a person puts
 * together with the working copy. One that lies there already is left.
 */
export async function stageBeside(
  store: PracticeStore,
  transaction: Transaction,
  id: string,
  received: ReceivedRevision,
): Promise<void> {
  const { fileSystem } = store;
  const revision = revisionHash(received.record);
  const isThere = async (path: string): Promise<boolean> =>
    (await fileSystem.information(store.at(path))) !== undefined;
  const put = async (path: string, data: () => NewContent): Promise<void> => {
    if (!(await isThere(path))) await transaction.put(path, data());
  };
  const place = layout.revision(id, revision);
  await put(`${place}/${textFile}`, () => received.read(textFile));
  await put(`${place}/${recordFile}`, () => received.record);
  const { seal } = received;
  if (seal) await put(`${place}/${sealFile}`, () => seal);
  await put(besideFile(id, revision), () => received.read(textFile));
  const entries = parseRecord(received.record);
  const attachments = new RevisionAttachments(store);
  for (const [path, digest] of digestsOf(entries)) {
    if ((await attachments.byContent(id, digest, entries)) !== undefined) continue;
    await put(layout.keptAttachment(id, digest), () => received.read(path));
  }
}
