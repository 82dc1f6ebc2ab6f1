import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { safeFileName } from '#core/practices/attachments';
import { changePractice } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { digestsOf, RevisionAttachments } from '#core/practices/revision-attachments';
import { RevisionHistory } from '#core/practices/revision-history';
import { Failure } from '#shared/failure';
import type { Attachment, FrontMatter } from '#shared/model/practice';

/**
 * Stages that the working copy goes on from a kept revision as well: its hash and those before it become `parents`, so that
 * what is minted next is newer than both sides, and attachments that only it has come along. One that both sides had
 * once, and that was taken off here, stays off. Returns the titles of those that came. To be called under the practice's lock;
 * fails with `practice-closed` unless it is a draft or returned, with `not-found` where the revision is not kept whole, and with
 * `attachment-missing` where bytes of it are lost.
 */
export async function stageJoined(
  store: PracticeStore,
  transaction: Transaction,
  id: string,
  revision: string,
): Promise<string[]> {
  const history = new RevisionHistory(store);
  const { document } = await store.readOpen(id);
  const other = await history.find(id, revision);
  if (!other) throw new Failure('not-found', { where: revision });
  const here = document.frontMatter;
  const last = await history.last(id);
  const behind = new Set([...(last ? [last.hash] : []), ...(here.parents ?? [])]);
  const parents = [...new Set([...(here.parents ?? []), revision, ...(other.frontMatter.parents ?? [])])];
  const common = (other.frontMatter.parents ?? []).filter((hash) => behind.has(hash));
  const seen = new Set<string>();
  for (const hash of common) {
    const kept = await history.find(id, hash);
    for (const digest of digestsOf(kept?.revision.entries ?? []).values()) seen.add(digest);
  }
  const lying = await store.fileSystem.list(store.at(`${layout.practice(id)}/attachments`));
  const taken = lying.map(({ name }) => name);
  const arriving = missingHere(here, other.frontMatter.attachments ?? [], seen, taken);
  for (const { attachment, file } of arriving) await stageFile(store, transaction, id, attachment, file);
  const fields = new Map<string, unknown>([['parents', parents]]);
  const added = arriving.map(({ attachment, file }): Attachment => ({ ...attachment, file }));
  if (added.length > 0) fields.set('attachments', [...(here.attachments ?? []), ...added]);
  await transaction.put(layout.text(id), changePractice(document, { fields }));
  return added.map(({ title, file }) => title || file);
}

/** Attachments of the other side that are not listed here and were not taken off here, under names that are free. */
function missingHere(
  { attachments = [] }: FrontMatter,
  theirs: readonly Attachment[],
  seen: ReadonlySet<string>,
  taken: readonly string[],
): { attachment: Attachment; file: string }[] {
  const digests = new Set(attachments.map(({ sha256 }) => sha256));
  const names = new Set([...taken, ...attachments.map(({ file }) => file)]);
  return theirs
    .filter(({ sha256 }) => !digests.has(sha256) && !seen.has(sha256))
    .map((attachment) => {
      const file = safeFileName(attachment.file, names);
      names.add(file);
      return { attachment, file };
    });
}

async function stageFile(
  store: PracticeStore,
  transaction: Transaction,
  id: string,
  { sha256 }: Attachment,
  file: string,
): Promise<void> {
  const source = await new RevisionAttachments(store).byContent(id, sha256);
  if (source === undefined) throw new Failure('attachment-missing', { where: file });
  await transaction.put(layout.attachment(id, file), store.fileSystem.stream(source));
}
