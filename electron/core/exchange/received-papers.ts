import * as z from 'zod';
import type { Archive } from '#core/bundle/archive';
import { paperPath } from '#core/bundle/parcel-papers';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { onReceivedShelf } from '#core/exchange/received-shelf';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { bundlePaperSchema, type BundlePaper } from '#shared/model/bundle';
import type { RegisterEntry } from '#shared/model/register';

const listSchema = z.looseObject({ format: z.string(), papers: z.array(bundlePaperSchema) });

/**
 * Keeps the papers of a verified parcel in the library, byte for byte, under the parcel's digest (the SHA-256 of its tag
 * manifest): who registers, takes in or prints later finds them, also when the parcel is no longer in quarantine. Their list
 * comes last; without it nobody is shown them.
 */
export async function keepPapers(
  library: OpenedLibrary,
  archive: Archive,
  papers: readonly BundlePaper[],
  parcel: string,
): Promise<void> {
  if (papers.length === 0) return;
  const { fileSystem } = library.store;
  const at = (file: string): string => library.store.at(`${layout.receivedPapers(parcel)}/${file}`);
  const keepList = (): Promise<void> =>
    writeAtomically(fileSystem, at(listFile), jsonText({ format: libraryFormat, papers }));
  const areKept = await onReceivedShelf(library, async (shelf) => {
    const isListed = (await receivedPapers(library, parcel)).length > 0;
    // Written anew they count as just received: nobody clears them before their parcel waits.
    if (isListed) await keepList();
    else await shelf.begin(parcel);
    return isListed && (await areThere(library, papers, parcel));
  });
  if (areKept) return;
  for (const { file } of papers) {
    const found = archive.files.get(paperPath(file));
    if (found) await writeAtomically(fileSystem, at(file), archive.read(found));
  }
  await keepList();
}

/** Each in its size: somebody may have been in the folder. */
async function areThere(
  { store }: OpenedLibrary,
  papers: readonly BundlePaper[],
  parcel: string,
): Promise<boolean> {
  for (const { file, bytes } of papers) {
    const path = store.at(`${layout.receivedPapers(parcel)}/${file}`);
    if ((await store.fileSystem.information(path))?.bytes !== bytes) return false;
  }
  return true;
}

/** Not a name that a paper may have. */
const listFile = '_papers.json';

/** The papers that came with a parcel, as bundle.json listed them; none where it came without. */
export async function receivedPapers({ store }: OpenedLibrary, parcel: string): Promise<BundlePaper[]> {
  const file = `${layout.receivedPapers(parcel)}/${listFile}`;
  const list = await readLibraryFile(store.fileSystem, store.root, file, listSchema);
  return list?.papers ?? [];
}

/** The line, among those of its office, of the paper that this one replaces or corrects: by its number and its day. */
export function earlierEntry(
  entries: readonly RegisterEntry[],
  { about }: BundlePaper,
): Pick<RegisterEntry, 'id' | 'number' | 'year'> | null {
  if (!about) return null;
  const folded = (symbol: string): string => symbol.replace(/\s/g, '').normalize('NFC').toUpperCase();
  const found = entries.findLast(
    ({ symbol, paperDate }) => folded(symbol) === folded(about.number) && paperDate === about.date,
  );
  return found ? { id: found.id, number: found.number, year: found.year } : null;
}
