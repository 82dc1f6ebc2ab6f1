import type { FileInformation, FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';

/** File systems keep times to 2 s at worst (FAT): a file changed this recently is looked at again. */
const settles = 2_500;

/** What the files of a practice are like, without opening them. */
export interface PracticeState {
  /** Undefined when there is no practice.md. */
  readonly text: FileInformation | undefined;
  readonly work: FileInformation | undefined;
  readonly record: FileInformation | undefined;
  /** Sizes and times of practice.md, the folder, work.json and record.sha256; empty when they may still be changing. */
  readonly stamp: string;
}

/** The paths of everything that a line of the catalogue is made of, and the first of them that tell of most changes. */
const pathsOf = (id: string): string[] => [
  layout.text(id),
  layout.practice(id),
  layout.work(id),
  layout.record(id),
];
const telling = 2;

/** Looks at all files that a line of the catalogue is made of. `at` makes paths absolute. */
export async function lookAtPractice(
  fileSystem: FileSystem,
  at: (path: string) => string,
  id: string,
): Promise<PracticeState> {
  const found = await Promise.all(pathsOf(id).map((path) => fileSystem.information(at(path))));
  return { text: found[0], work: found[2], record: found[3], stamp: wholeStamp(found) };
}

/** What is known of a practice and held against its files. */
export interface KnownStamp {
  readonly id: string;
  readonly stamp: string;
  /**
   * By all four files, or by half of the calls: practice.md tells of edits in place, the folder's time of files that were
   * replaced, added or removed, which is how programs write work.json and record.sha256.
   */
  readonly thorough: boolean;
}

/** Whether the stamp still holds. */
export async function holds(
  fileSystem: FileSystem,
  at: (path: string) => string,
  known: KnownStamp,
): Promise<boolean> {
  const paths = pathsToLookAt(known);
  return holdsFor(known, await Promise.all(paths.map((path) => fileSystem.information(at(path)))));
}

/** The same in one go, for threads that have nothing else to do: a third of the processor time. */
export function holdsNow(
  inform: (path: string) => FileInformation | undefined,
  at: (path: string) => string,
  known: KnownStamp,
): boolean {
  return holdsFor(
    known,
    pathsToLookAt(known).map((path) => inform(at(path))),
  );
}

/** How many calls to the drive it takes to look at a practice. */
export function callsFor({ thorough }: Pick<KnownStamp, 'thorough'>): number {
  return thorough ? pathsOf('').length : telling;
}

function pathsToLookAt(known: KnownStamp): string[] {
  return pathsOf(known.id).slice(0, callsFor(known));
}

function holdsFor({ stamp, thorough }: KnownStamp, found: readonly (FileInformation | undefined)[]): boolean {
  if (stamp === '') return false;
  return thorough ? wholeStamp(found) === stamp : stamp.startsWith(`${found.map(stampOf).join(' ')} `);
}

function wholeStamp(found: readonly (FileInformation | undefined)[]): string {
  const newest = Math.max(...found.map((information) => information?.changedAt ?? 0));
  return Date.now() - newest < settles ? '' : found.map(stampOf).join(' ');
}

function stampOf(information: FileInformation | undefined): string {
  return information ? `${String(information.bytes)}@${String(information.changedAt)}` : '-';
}
