import { randomUUID } from 'node:crypto';
import { type BackupShelf } from '#core/care/backup-shelf';
import type { BrowsedBackup } from '#core/care/browse-backup';
import { checkLibraryFiles } from '#core/care/check-library';
import { type Found, toFinding } from '#core/care/mend';
import { PlannedFiles, type RightContent } from '#core/care/planned-files';
import { type PlannedRescue, rescuePractice } from '#core/care/rescue-practice';
import { hashFile } from '#core/files/hash';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { OfficeFiles } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseJson, PracticeStore } from '#core/practices/practice-store';
import { unlessDamaged } from '#core/practices/revision-history';
import { officeSchema } from '#shared/model/office';
import type { RescuedPart, RescuePlan } from '#shared/model/rescue';

type Control = Pick<JobControl, 'report' | 'check'>;

/** A file to be put back, with the digest of what lies there at the time of the search (undefined: nothing). */
export interface RescuedFile {
  readonly path: string;
  readonly content: RightContent;
  readonly replaces: string | undefined;
}

export interface RescuedUnit {
  readonly practiceId: string | null;
  /** A practice whose folder was not there at the time of the search. */
  readonly isGone: boolean;
  readonly title: string;
  readonly files: readonly RescuedFile[];
}

export interface FoundRescue {
  readonly plan: RescuePlan;
  readonly units: readonly RescuedUnit[];
}

/** Whether the history alone does not put this right. */
export function needsBackup({ code, level, repair }: Pick<Found, 'code' | 'level' | 'repair'>): boolean {
  return code === 'parent-unknown' || (level === 'bad' && (repair === null || repair === 'older'));
}

/** Looks in the backups of a shelf for all that the findings miss; changes nothing. */
export async function seekRescue(
  library: OpenedLibrary,
  findings: readonly Found[],
  shelf: BackupShelf,
  control: Control,
): Promise<FoundRescue> {
  const needed = findings.filter(needsBackup);
  const ids = [...new Set(needed.map(({ practiceId }) => practiceId).filter((id) => id !== null))];
  const others = needed.filter(({ practiceId }) => practiceId === null);
  const units: RescuedUnit[] = [];
  const left: Found[] = [];
  const take = async (practiceId: string | null, found: Omit<Rescued, 'left'>): Promise<void> => {
    if (found.files.size === 0) return;
    const isGone = practiceId !== null && !(await library.store.exists(practiceId));
    units.push({ practiceId, isGone, title: found.title, files: await marked(library, found.files) });
  };
  for (const [index, id] of ids.entries()) {
    control.check();
    control.report(index, ids.length + others.length);
    const found = await rescuePractice(library.store, id, library.office?.officeId, shelf, control.check);
    await take(id, found);
    left.push(...leftOf(found, needed, id));
  }
  for (const [index, finding] of others.entries()) {
    control.check();
    control.report(ids.length + index, ids.length + others.length);
    const content = await libraryFile(library, finding, shelf);
    if (content) await take(null, { title: finding.path, files: new Map([[finding.path, content]]) });
    else left.push(finding);
  }
  control.report(1, 1);
  return { plan: planOf(units, shelf, left), units };
}

/** What stays damaged, under the title that the check has found; of what is gone altogether only that. */
function leftOf({ files, left, title }: PlannedRescue, needed: readonly Found[], id: string): Found[] {
  const of = needed.filter(({ practiceId }) => practiceId === id);
  const gone = of.find(({ code }) => code === 'practice-missing');
  if (gone && files.size === 0) return [gone];
  const known = title || (of.find((finding) => finding.title !== '')?.title ?? '');
  return left.map((finding) => ({ ...finding, title: finding.title || known }));
}

interface Rescued {
  readonly title: string;
  readonly files: ReadonlyMap<string, RightContent>;
  readonly left: readonly Found[];
}

async function marked(
  { store }: OpenedLibrary,
  files: ReadonlyMap<string, RightContent>,
): Promise<RescuedFile[]> {
  const list: RescuedFile[] = [];
  for (const [path, content] of files) {
    const replaces = await digestAt(store, path);
    if (replaces !== content.sha256) list.push({ path, content, replaces });
  }
  return list;
}

/** SHA-256 of a file of the library; undefined where there is none. */
export async function digestAt(store: PracticeStore, path: string): Promise<string | undefined> {
  const at = store.at(path);
  const there = await store.fileSystem.information(at);
  return there?.kind === 'file' ? (await hashFile(store.fileSystem, at)).sha256 : undefined;
}

/** The newest copy of one of the library's own files that can be read, by the rules of the check itself. */
async function libraryFile(
  library: OpenedLibrary,
  finding: Found,
  shelf: BackupShelf,
): Promise<RightContent | undefined> {
  const { store } = library;
  for await (const backup of shelf.backups()) {
    const content = await shelf.content(backup, finding.path);
    if (!content || !(await isOurOffice(library, finding.path, await content.read()))) continue;
    const files = new PlannedFiles(store.fileSystem, store.root);
    files.planned.set(finding.path, content);
    const view = {
      ...library,
      store: new PracticeStore(files.fileSystem, store.root),
      files: new OfficeFiles(files.fileSystem, store.root),
    };
    const still = await checkLibraryFiles(view);
    if (!still.some(({ id }) => id === finding.id)) return content;
  }
  return undefined;
}

/** Its id is on every practice: the file of another office would disown them all. */
async function isOurOffice({ office }: OpenedLibrary, path: string, bytes: Buffer): Promise<boolean> {
  if (path !== layout.office || !office) return true;
  const file = await unlessDamaged(() =>
    Promise.resolve().then(() => officeSchema.safeParse(parseJson(bytes, path))),
  );
  return file?.data?.officeId === office.officeId;
}

function planOf(units: readonly RescuedUnit[], shelf: BackupShelf, left: readonly Found[]): RescuePlan {
  const used = new Set<BrowsedBackup>();
  for (const { files } of units)
    for (const { content } of files) if (content.from.type === 'backup') used.add(content.from.backup);
  const backups = [...used].toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  return {
    planId: randomUUID(),
    backups: backups.map(({ path, name, madeAt }) => ({ path, name, madeAt: madeAt.toISOString() })),
    refused: shelf.refused,
    looked: shelf.looked,
    items: units.map(({ practiceId, title, files }) => ({
      practiceId,
      title,
      files: files.map(({ path, content }) => ({
        path,
        part: partOf(practiceId, path),
        bytes: content.bytes,
        backup: content.from.type === 'backup' ? backups.indexOf(content.from.backup) : null,
      })),
    })),
    left: left.map(toFinding),
  };
}

function partOf(practiceId: string | null, path: string): RescuedPart {
  if (practiceId === null) return 'library-file';
  if (path === layout.text(practiceId)) return 'text';
  if (path === layout.record(practiceId)) return 'record';
  if (path === layout.work(practiceId)) return 'status';
  return path.startsWith(`${layout.history(practiceId)}/`) ? 'version' : 'attachment';
}
