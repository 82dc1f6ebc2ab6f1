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

/** Looks at all files that a line of the catalogue is made of. `at` makes paths absolute. */
export async function lookAtPractice(
  fileSystem: FileSystem,
  at: (path: string) => string,
  id: string,
): Promise<PracticeState> {
  const paths = [layout.text(id), layout.practice(id), layout.work(id), layout.record(id)];
  const found = await Promise.all(paths.map((path) => fileSystem.information(at(path))));
  const newest = Math.max(...found.map((information) => information?.changedAt ?? 0));
  const stamp = Date.now() - newest < settles ? '' : found.map(stampOf).join(' ');
  return { text: found[0], work: found[2], record: found[3], stamp };
}

/**
 * Whether `stamp` still holds, by half of the calls: practice.md tells of edits in place, the folder's time of files that
 * were replaced, added or removed, which is how programs write work.json and record.sha256.
 */
export async function seemsSame(
  fileSystem: FileSystem,
  at: (path: string) => string,
  id: string,
  stamp: string,
): Promise<boolean> {
  const found = await Promise.all([
    fileSystem.information(at(layout.text(id))),
    fileSystem.information(at(layout.practice(id))),
  ]);
  return stamp.startsWith(`${found.map(stampOf).join(' ')} `);
}

function stampOf(information: FileInformation | undefined): string {
  return information ? `${String(information.bytes)}@${String(information.changedAt)}` : '-';
}
