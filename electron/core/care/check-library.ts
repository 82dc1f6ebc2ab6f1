import { basename } from 'node:path';
import { readChange } from '#core/bulk/change-records';
import type { BackupShelf } from '#core/care/backup-shelf';
import { checkPractice } from '#core/care/check-practice';
import { withTitles } from '#core/care/finding-titles';
import { found, type Found } from '#core/care/mend';
import { missingPractices } from '#core/care/missing-practices';
import { plannedChanges } from '#core/care/planned-changes';
import { unusual } from '#core/care/unusual-name';
import { readCompilation } from '#core/compilation/compilation-file';
import { filesBelow } from '#core/files/folder';
import { hasEndedOwner } from '#core/files/lock-note';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Keyring } from '#core/seal/keyring';
import { readSynonymFile } from '#core/search/expansion/synonym-file';
import { parseJson } from '#core/practices/practice-store';
import { type FailureCode, toFailure } from '#shared/failure';
import { periodSchema } from '#shared/model/period';

type Control = Pick<JobControl, 'report' | 'check'>;

/** Leftovers may be somebody's work of this moment: only older ones are told. */
const restedFor = 3_600_000;

/**
 * Everything that is not right in a library, worst first; nothing is changed. `shelf`: backups of it, as far as they are at
 * hand: they tell which practices should be there, and titles of those that cannot be read.
 */
export async function checkLibrary(
  library: OpenedLibrary,
  now: Date,
  control: Control,
  shelf?: BackupShelf,
): Promise<{ practices: number; files: number; findings: Found[] }> {
  const { store } = library;
  const ids = await store.ids();
  const findings: Found[] = [
    ...(await checkLibraryFiles(library)),
    ...(await missingPractices(library, ids, shelf)),
  ];
  for (const [index, id] of ids.entries()) {
    control.check();
    control.report(index, ids.length + 1);
    findings.push(...(await checkPractice(store, id, library.office?.officeId)));
  }
  const files = await filesBelow(store.fileSystem, store.root);
  for (const path of files) {
    control.check();
    const strange = await checkName(library, path, now);
    if (strange) findings.push(strange);
  }
  for (const path of await plannedChanges(store.fileSystem, store.root))
    findings.push(found('change-unfinished', path));
  control.report(1, 1);
  const rank = { bad: 0, warn: 1, note: 2 };
  return {
    practices: ids.length,
    files: files.length,
    findings: (await withTitles(library, findings, shelf)).toSorted(
      (a, b) => rank[a.level] - rank[b.level] || (a.path < b.path ? -1 : 1),
    ),
  };
}

const unreadable: readonly FailureCode[] = ['library-damaged', 'library-version', 'practice-damaged'];

/** Findings about what is no practice: office, people, compilations, register of arrivals, changes of many. */
export async function checkLibraryFiles(library: OpenedLibrary): Promise<Found[]> {
  const { store, files } = library;
  const read = async (path: string): Promise<unknown> =>
    parseJson(await store.fileSystem.read(store.at(path)), path);
  const looks: [string, () => Promise<unknown>][] = [
    [layout.office, () => files.office()],
    [layout.people, () => files.people()],
    [layout.offices, () => new Keyring(library).read()],
    [layout.synonyms, () => readSynonymFile(store.fileSystem, store.root)],
  ];
  const list = async (folder: string): Promise<string[]> =>
    (await store.fileSystem.list(store.at(folder))).map(({ name }) => name);
  for (const name of await list(layout.compilations))
    if (periodSchema.safeParse(name).success)
      looks.push([layout.compilation(name), () => readCompilation(library, name)]);
  for (const name of await list(layout.arrivals)) {
    const path = `${layout.arrivals}/${name}`;
    if (name.endsWith('.json')) looks.push([path, () => read(path)]);
  }
  for (const name of await list(layout.changes))
    if (name.endsWith('.json'))
      looks.push([`${layout.changes}/${name}`, () => readChange(library, basename(name, '.json'))]);
  const findings: Found[] = [];
  for (const [path, look] of looks) {
    try {
      await look();
    } catch (error) {
      const failure = toFailure(error);
      if (!unreadable.includes(failure.code)) throw error;
      findings.push(found('file-unreadable', path, { detail: failure.message }));
    }
  }
  return findings;
}

async function checkName(library: OpenedLibrary, path: string, now: Date): Promise<Found | undefined> {
  if (path.startsWith('.transactions/')) return undefined;
  const code = unusual(path);
  if (code === undefined) return undefined;
  if (code !== 'leftover' && code !== 'lock-left') return found(code, path);
  const isLeft =
    code === 'lock-left' ? await isDeadLock(library, path, now) : await isOld(library, path, now);
  return isLeft ? found(code, path, { mend: { type: 'bin' } }) : undefined;
}

async function isOld({ store }: OpenedLibrary, path: string, now: Date): Promise<boolean> {
  const information = await store.fileSystem.information(store.at(path));
  return information !== undefined && now.getTime() - information.changedAt > restedFor;
}

/** Its holder has ended on this machine, or has not refreshed it for an hour. */
async function isDeadLock(library: OpenedLibrary, path: string, now: Date): Promise<boolean> {
  if (await isOld(library, path, now)) return true;
  try {
    const bytes = await library.store.fileSystem.read(library.store.at(path));
    return hasEndedOwner(Buffer.from(bytes).toString('utf8'), library.store.fileSystem.owner);
  } catch {
    return false;
  }
}
