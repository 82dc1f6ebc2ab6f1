import type { BackupShelf } from '#core/care/backup-shelf';
import type { BrowsedBackup } from '#core/care/browse-backup';
import type { Found } from '#core/care/mend';
import type { RightContent } from '#core/care/planned-files';
import { layout } from '#core/library/layout';
import { decodeText, parsePractice } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { textFile } from '#core/practices/record';
import { revisionOf, unlessDamaged } from '#core/practices/revision-history';

type Files = Map<string, RightContent>;

interface Candidate {
  readonly backup: BrowsedBackup;
  readonly content: RightContent;
  readonly revision: number;
}

/**
 * A lost text: what the history has (`own`) unless the newest backup with a whole text of this practice has a later one.
 * With a text out of a backup comes the record that it had then, and the status: another text must not be an approved one.
 */
export async function rescuedText(
  { store, id, shelf }: { store: PracticeStore; id: string; shelf: BackupShelf },
  { mend, repair }: Found,
  own: () => Promise<Files>,
): Promise<Files> {
  if (mend?.type === 'text' && repair === 'history') return own();
  const best = await newestText(shelf, id);
  const kept = mend?.type === 'text' ? (parsePractice(mend.text).frontMatter.revision ?? 0) : -1;
  if (!best || best.revision < kept) return own();
  const files: Files = new Map([[layout.text(id), best.content]]);
  if (await isOfRecord(store, id, best.content.sha256)) return files;
  const isOpen = await hasOpenStatus(store, id);
  for (const path of [layout.record(id), ...(isOpen ? [] : [layout.work(id)])]) {
    const content = await shelf.content(best.backup, path);
    if (content) files.set(path, content);
  }
  return files;
}

/** Everything that the newest backup with a whole text of a practice has of it; nothing where none has. */
export async function wholePractice(shelf: BackupShelf, id: string, check: () => void): Promise<Files> {
  const files: Files = new Map();
  const { backup } = (await newestText(shelf, id)) ?? {};
  if (!backup) return files;
  for (const path of backup.digests.keys()) {
    if (!path.startsWith(`${layout.practice(id)}/`)) continue;
    check();
    const content = await shelf.content(backup, path);
    if (content) files.set(path, content);
  }
  return files;
}

/** Whether the status that is here says of any text that it may be changed still: then it stays, with its comments. */
async function hasOpenStatus(store: PracticeStore, id: string): Promise<boolean> {
  const status = (await unlessDamaged(() => store.work(id)))?.status;
  return status === 'draft' || status === 'returned';
}

async function newestText(shelf: BackupShelf, id: string): Promise<Candidate | undefined> {
  for await (const backup of shelf.backups()) {
    const content = await shelf.content(backup, layout.text(id));
    if (!content) continue;
    const text = await unlessDamaged(async () => parsePractice(decodeText(await content.read())));
    if (text?.frontMatter.id === id) return { backup, content, revision: text.frontMatter.revision ?? 0 };
  }
  return undefined;
}

/** Whether the practice's own record names exactly this text. */
async function isOfRecord(store: PracticeStore, id: string, sha256: string): Promise<boolean> {
  const record = await unlessDamaged(async () =>
    revisionOf(await store.fileSystem.read(store.at(layout.record(id)))),
  );
  return record?.entries.some((entry) => entry.path === textFile && entry.sha256 === sha256) ?? false;
}
