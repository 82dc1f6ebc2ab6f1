import { NameSet } from '#core/bundle/entry-name';
import type { ReadControl } from '#core/bundle/bag-reader';
import { bagitText, manifestText, tagFiles, tagsText } from '#core/bundle/tag-files';
import { type Taken, UnitReader } from '#core/care/unit-reader';
import { filesOf, type Unit, unitsOf } from '#core/care/units';
import { ZipFile } from '#core/care/zip-file';
import { sha256 } from '#core/files/hash';
import type { PracticeStore } from '#core/practices/practice-store';

export const backupFormat = '1.0';

export interface BackupSource {
  readonly store: PracticeStore;
  readonly readOnly: boolean;
  readonly libraryId: string;
  readonly libraryName: string;
  /** Name of our office, empty while there is none. */
  readonly office: string;
  /** Milliseconds between attempts at something that others write just now. */
  readonly retryAfter: number;
}

/** What came of writing an archive; complete once its last byte was given. */
export interface WrittenBackup {
  practices: number;
  leftOut: string[];
}

/** After so many rounds a library that never rests is taken as it is: every practice whole, not all of one moment. */
const rounds = 4;

/**
 * The bytes of a backup (docs/formats.md, "Backup"). Each practice is in it as it was at one moment; and if the library rests
 * long enough for a look at all files, everything is as it was at one moment. `total`: bytes of all files, as
 * `librarySize` gave them.
 */
export async function* writeBackup(
  source: BackupSource,
  name: string,
  at: Date,
  total: number,
  control: ReadControl,
  written: WrittenBackup,
): AsyncGenerator<Uint8Array> {
  const { store } = source;
  const zip = new ZipFile();
  let done = 0;
  const reader = new UnitReader({
    ...source,
    zip,
    prefix: `${name}/data/`,
    control,
    progress(bytes, path) {
      done += bytes;
      // The second half is reading it back.
      control.report(Math.min(done, total), total * 2, path);
    },
  });
  const taken = yield* takeAll(store, reader, control);
  const files = listFiles(zip, name, taken, written);
  written.practices = taken.filter(
    ({ unit, files: of }) => unit.practiceId !== undefined && of.length > 0,
  ).length;
  for (const { path, content } of tagContents(source, at, files, written)) {
    const entry = yield* zip.whole(`${name}/${path}`, Buffer.from(content));
    zip.list([entry]);
  }
  yield* zip.end();
}

/** Texts, which every library has many of, pack to less than half. */
const packsWell = /\.(?:md|json|sha256|txt|html|csv|svg)$/i;
/** Headers, directory and manifest of a file in an archive; its name stands in each of the three. */
const besideContent = 200;

/** Bytes of all files, and about as many as their archive will take. */
export async function librarySize(
  { fileSystem, root }: PracticeStore,
  control: ReadControl,
): Promise<{ bytes: number; archive: number }> {
  const size = { bytes: 0, archive: 0 };
  for (const unit of await unitsOf(fileSystem, root)) {
    control.check();
    for (const { path, bytes } of (await filesOf(fileSystem, root, unit)).files) {
      size.bytes += bytes;
      size.archive += (packsWell.test(path) ? bytes / 2 : bytes) + besideContent + 3 * path.length;
    }
  }
  return { bytes: size.bytes, archive: Math.ceil(size.archive) };
}

const keyOf = ({ path, flat }: Unit): string => `${path}\n${String(flat)}`;

/** Takes everything, then looks again for what was added or changed meanwhile, until nothing was. */
async function* takeAll(
  { fileSystem, root }: PracticeStore,
  reader: UnitReader,
  control: ReadControl,
): AsyncGenerator<Uint8Array, Taken[]> {
  const taken = new Map<string, Taken>();
  for (let round = 1; ; round += 1) {
    const units = await unitsOf(fileSystem, root);
    let changed = false;
    for (const unit of units) {
      control.check();
      const known = taken.get(keyOf(unit));
      if (known && (round > rounds || (await reader.isSame(known)))) continue;
      changed = true;
      taken.set(keyOf(unit), yield* reader.take(unit));
    }
    if (changed) continue;
    // Moved or gone, and what it moved to was there to be taken: only now it is certain that nothing falls between.
    const present = new Set(units.map(keyOf));
    return [...taken.values()].filter(({ unit }) => round > rounds || present.has(keyOf(unit)));
  }
}

/** Lists all files that were taken, but for names that are one and the same on some systems. */
function listFiles(
  zip: ZipFile,
  name: string,
  taken: readonly Taken[],
  written: WrittenBackup,
): { path: string; sha256: string; bytes: number }[] {
  const names = new NameSet();
  const listed: { path: string; sha256: string; bytes: number }[] = [];
  for (const unit of taken) {
    written.leftOut.push(...unit.leftOut);
    for (const { path, sha256: digest, bytes, entry } of unit.files) {
      try {
        names.add(`${name}/data/${path}`);
      } catch {
        written.leftOut.push(path);
        continue;
      }
      zip.list([entry]);
      listed.push({ path: `data/${path}`, sha256: digest, bytes });
    }
  }
  return listed;
}

function tagContents(
  source: BackupSource,
  at: Date,
  files: readonly { path: string; sha256: string; bytes: number }[],
  written: WrittenBackup,
): { path: string; content: string }[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const moment = at.toISOString();
  const tags: [string, string][] = [
    ...(source.office === '' ? [] : ([['Source-Organization', source.office]] as [string, string][])),
    ['External-Identifier', `lantoa-backup:${source.libraryId}:${moment}`],
    ['Lantoa-Kind', 'backup'],
    ['Lantoa-Format', backupFormat],
    ['Lantoa-Library-Id', source.libraryId],
    ['Lantoa-Library-Name', source.libraryName],
    ['Lantoa-Made-At', moment],
    ['Lantoa-Practices', String(written.practices)],
    ...written.leftOut.map((path): [string, string] => ['Lantoa-Left-Out', JSON.stringify(path)]),
    ['Payload-Oxum', `${String(bytes)}.${String(files.length)}`],
  ];
  const listed = [
    { path: tagFiles.declaration, content: bagitText },
    { path: tagFiles.information, content: tagsText(tags) },
    { path: tagFiles.manifest, content: manifestText(files) },
  ];
  const digests = listed.map(({ path, content }) => ({ path, sha256: sha256(content) }));
  return [...listed, { path: tagFiles.tagManifest, content: manifestText(digests) }];
}
