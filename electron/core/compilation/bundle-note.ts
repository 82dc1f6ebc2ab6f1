import { hashFile } from '#core/files/hash';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Compilation } from '#shared/model/compilation';
import type { Period } from '#shared/model/period';

type Export = Compilation['exports'][number];

/** An earlier bundle that had the name of a new one, and the name that it has now. */
export interface Replaced {
  readonly sha256: string;
  readonly before: string;
  readonly file: string;
}

/** What tells whether a number was exported meanwhile: its exports, and the files of its name. */
export async function bundleState(
  library: OpenedLibrary,
  period: Period,
  name: string,
  { exports }: Compilation,
  number: number,
): Promise<string> {
  const { fileSystem } = library.store;
  const folder = library.store.at(layout.bundles(period));
  const files: unknown[] = [];
  for (const { name: file } of (await fileSystem.list(folder)).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!file.startsWith(name)) continue;
    files.push([file, await fileSystem.information(library.store.at(`${layout.bundles(period)}/${file}`))]);
  }
  return JSON.stringify([exports.filter((entry) => entry.number === number), files]);
}

/** An earlier bundle of this name with other bytes may have been sent: it is copied to a name of its own. */
export async function keepReplaced(
  transaction: Transaction,
  library: OpenedLibrary,
  path: string,
  digest: string,
): Promise<Replaced | undefined> {
  const { fileSystem } = library.store;
  const from = library.store.at(path);
  if (!(await fileSystem.information(from))) return undefined;
  const before = await hashFile(fileSystem, from);
  if (before.sha256 === digest) return undefined;
  const to = path.replace(/\.zip$/, `_cu-${before.sha256.slice(0, 8)}.zip`);
  if (!(await fileSystem.information(library.store.at(to))))
    await transaction.put(to, fileSystem.stream(from));
  const fileOf = (place: string): string => place.slice(place.lastIndexOf('/') + 1);
  return { sha256: before.sha256, before: fileOf(path), file: fileOf(to) };
}

/** The compilation with the new bundle files noted, each once, and the earlier ones under the names that they have now. */
export function withExports(
  compilation: Compilation,
  entries: readonly Export[],
  replaced: readonly Replaced[],
): Compilation {
  const exports = compilation.exports.map((known) => {
    const moved = replaced.find(({ before, sha256 }) => before === known.file && sha256 === known.sha256);
    return moved ? { ...known, file: moved.file } : known;
  });
  for (const entry of entries) {
    const isNoted = exports.some(
      ({ number, content, sha256, file }) =>
        number === entry.number &&
        content === entry.content &&
        sha256 === entry.sha256 &&
        file === entry.file,
    );
    if (!isNoted) exports.push(entry);
  }
  return { ...compilation, exports };
}
