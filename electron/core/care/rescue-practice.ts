import type { BackupShelf } from '#core/care/backup-shelf';
import type { BrowsedBackup } from '#core/care/browse-backup';
import { checkPractice } from '#core/care/check-practice';
import { ContentFinder } from '#core/care/content-finder';
import type { Found } from '#core/care/mend';
import { PlannedFiles, type RightContent, textContent } from '#core/care/planned-files';
import { rescuedText, wholePractice } from '#core/care/rescue-text';
import { hashFile } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { decodeText, parsePractice } from '#core/practices/document';
import { parseJson, PracticeStore } from '#core/practices/practice-store';
import { recordFile, textFile } from '#core/practices/record';
import { type Revision, revisionOf, unlessDamaged } from '#core/practices/revision-history';
import { workSchema } from '#shared/model/practice';

type Files = Map<string, RightContent>;

export interface PlannedRescue {
  readonly title: string;
  /** What would be put where, paths relative to the library. */
  readonly files: ReadonlyMap<string, RightContent>;
  /** What stays damaged even so. */
  readonly left: readonly Found[];
}

/** What is put back may bring the next to light: the text its attachments, a record its version's text. */
const mostRounds = 8;

/**
 * Plans how a practice becomes whole again, with files of backups for what the library itself has no more. Nothing is
 * changed: each round looks at the practice as it would be by then.
 */
export async function rescuePractice(
  store: PracticeStore,
  id: string,
  ourOffice: string | undefined,
  shelf: BackupShelf,
  check: () => void,
): Promise<PlannedRescue> {
  const files = new PlannedFiles(store.fileSystem, store.root);
  const view = new PracticeStore(files.fileSystem, store.root);
  if (!(await store.exists(id)))
    for (const [path, content] of await wholePractice(shelf, id, check)) files.planned.set(path, content);
  for (let round = 1; ; round += 1) {
    const found = (await checkPractice(view, id, ourOffice)).filter(isLoss);
    const text = found.find(({ code }) => code === 'text-missing' || code === 'text-unreadable');
    const before = files.planned.size;
    // With another text everything else is seen anew.
    for (const finding of text ? [text] : found) {
      check();
      for (const [path, content] of await rightFiles({ store, view, id, shelf, files }, finding))
        files.planned.set(path, content);
    }
    if (files.planned.size > before && round < mostRounds) continue;
    await addAttachments(view, id, shelf, files.planned);
    return { title: await titleOf(view, id), files: files.planned, left: found };
  }
}

/** Earlier versions that are gone altogether are only noted by the check; here they come back too. */
const isLoss = ({ level, code }: Found): boolean => level === 'bad' || code === 'parent-unknown';

interface Rescue {
  /** The library as it is, and as it would be. */
  readonly store: PracticeStore;
  readonly view: PracticeStore;
  readonly id: string;
  readonly shelf: BackupShelf;
  readonly files: PlannedFiles;
}

/** The files that mend a finding; none where nobody has them. */
async function rightFiles(rescue: Rescue, finding: Found): Promise<Files> {
  const { id, shelf } = rescue;
  if (finding.code === 'text-missing' || finding.code === 'text-unreadable')
    return rescuedText(rescue, finding, () => ownMend(rescue, finding));
  if (finding.mend) return ownMend(rescue, finding);
  if (finding.code === 'record-missing' || finding.code === 'record-unreadable') return lostRecord(rescue);
  if (finding.code === 'work-unreadable') return lostWork(rescue);
  const wanted = await wantedDigests(rescue, finding);
  const files: Files = new Map();
  for (const [path, sha256] of wanted) {
    const content = path.startsWith(layout.practice(id)) ? await shelf.byDigest(sha256) : undefined;
    if (content) files.set(path, content);
  }
  return files;
}

/** What the check knows how to mend from the practice's own files. */
async function ownMend({ view, files }: Rescue, { code, path, mend, also = [] }: Found): Promise<Files> {
  const right: Files = new Map();
  if (!mend || mend.type === 'bin') return right;
  const first = code === 'history-missing' ? `${path}/${recordFile}` : path;
  for (const step of [{ path: first, mend }, ...also]) {
    if (step.mend.type === 'text') right.set(step.path, textContent(step.mend.text));
    else {
      const { from, sha256 } = step.mend;
      const { bytes } = await hashFile(view.fileSystem, view.at(from));
      right.set(step.path, files.planned.get(from) ?? { sha256, bytes, from: { type: 'copy', path: from } });
    }
  }
  return right;
}

/** Path and digest of what a finding is about, as far as the practice's records give it. */
async function wantedDigests({ view, id }: Rescue, { code, path }: Found): Promise<[string, string][]> {
  if (code === 'attachment-missing' || code === 'attachment-changed') {
    const { attachments = [] } = (await view.read(id)).document.frontMatter;
    const listed = attachments.find(({ file }) => layout.attachment(id, file) === path);
    return listed ? [[path, listed.sha256]] : [];
  }
  const inside = path.slice(layout.history(id).length + 1);
  const [hash = '', file] = inside.split('/');
  if (hash === 'attachments' && file !== undefined) return [[path, file]];
  if (code === 'history-missing' || code === 'parent-unknown') return [[`${path}/${recordFile}`, hash]];
  if (file === recordFile) return [[path, hash]];
  const digest = (await recordAt(view, `${layout.revision(id, hash)}/${recordFile}`))?.entries.find(
    (entry) => entry.path === textFile,
  )?.sha256;
  return file === textFile && digest !== undefined ? [[path, digest]] : [];
}

/** Attachments that only the versions have which come back. */
async function addAttachments(
  view: PracticeStore,
  id: string,
  shelf: BackupShelf,
  planned: Files,
): Promise<void> {
  const finder = new ContentFinder(view, id);
  for (const path of [...planned.keys()]) {
    if (!path.startsWith(`${layout.history(id)}/`) || !path.endsWith(`/${recordFile}`)) continue;
    for (const entry of (await recordAt(view, path))?.entries ?? []) {
      if (entry.path === textFile || (await finder.byContent(entry.sha256, []))) continue;
      const content = await shelf.byDigest(entry.sha256);
      if (content) planned.set(layout.keptAttachment(id, entry.sha256), content);
    }
  }
}

async function recordAt(view: PracticeStore, path: string): Promise<Revision | undefined> {
  return unlessDamaged(async () => revisionOf(await view.fileSystem.read(view.at(path))));
}

/** The record of the revision that the text names, where a backup has that revision whole. */
async function lostRecord({ view, id, shelf }: Rescue): Promise<Files> {
  const text = await unlessDamaged(() => view.read(id));
  const number = text?.document.frontMatter.revision ?? 0;
  for await (const backup of shelf.backups()) {
    for (const [path] of backup.digests) {
      if (!path.startsWith(`${layout.history(id)}/`) || !path.endsWith(`/${recordFile}`)) continue;
      const record = await shelf.content(backup, path);
      if (!record || (await revisionNumber(shelf, backup, path, await record.read())) !== number) continue;
      return new Map([[layout.record(id), record]]);
    }
  }
  return new Map();
}

/** Undefined where the revision that this record is of is not whole. */
async function revisionNumber(
  shelf: BackupShelf,
  backup: BrowsedBackup,
  path: string,
  bytes: Buffer,
): Promise<number | undefined> {
  return unlessDamaged(async () => {
    const { hash, entries } = revisionOf(bytes);
    const folder = path.slice(0, -recordFile.length - 1);
    const text = await shelf.content(backup, `${folder}/${textFile}`);
    const isIts = entries.some((entry) => entry.path === textFile && entry.sha256 === text?.sha256);
    if (!text || !isIts || !folder.endsWith(hash)) return undefined;
    return parsePractice(decodeText(await text.read())).frontMatter.revision ?? 0;
  });
}

/**
 * Status and log of the same text; or of another one, if that could still be changed then: a text that nobody approved
 * must not become an approved one.
 */
async function lostWork({ view, id, shelf }: Rescue): Promise<Files> {
  const text = await unlessDamaged(() => view.read(id));
  for await (const backup of shelf.backups()) {
    const content = await shelf.content(backup, layout.work(id));
    if (!content) continue;
    const work = await unlessDamaged(async () =>
      workSchema.safeParse(parseJson(await content.read(), layout.work(id))),
    );
    if (!work?.success) continue;
    const isOpen = work.data.status === 'draft' || work.data.status === 'returned';
    if (isOpen || backup.digests.get(layout.text(id)) === text?.hash)
      return new Map([[layout.work(id), content]]);
  }
  return new Map();
}

async function titleOf(view: PracticeStore, id: string): Promise<string> {
  return (await unlessDamaged(() => view.read(id)))?.document.frontMatter.title ?? '';
}
