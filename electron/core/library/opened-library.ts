import { join } from 'node:path';
import { rootedFileSystem } from '#core/files/rooted-file-system';
import { OfficeFiles, type LibraryFile } from '#core/library/library-files';
import type { Platform } from '#core/platform';
import { Catalogue } from '#core/practices/catalogue';
import { PracticeStore } from '#core/practices/practice-store';
import { Revisions } from '#core/practices/revisions';
import { Failure } from '#shared/failure';
import type { Office, Person } from '#shared/model/office';

/** An open library: its files, what is known of them, and who works on it. */
export interface OpenedLibrary {
  readonly root: string;
  readonly file: LibraryFile;
  readonly readOnly: boolean;
  readonly files: OfficeFiles;
  readonly store: PracticeStore;
  readonly revisions: Revisions;
  readonly catalogue: Catalogue;
  /** As last read; `undefined` before the office was set up. */
  office: Office | undefined;
  people: Person[];
}

/** Fails with `library-damaged` where office.json or people.json cannot be read. */
export async function openFiles(
  platform: Platform,
  root: string,
  file: LibraryFile,
  readOnly: boolean,
  changed: (ids: string[]) => void,
): Promise<OpenedLibrary> {
  const { profileFolder } = platform;
  const fileSystem = rootedFileSystem(platform.fileSystem, root);
  const files = new OfficeFiles(fileSystem, root);
  const [office, people] = [await files.office(), await files.people()];
  const store = new PracticeStore(fileSystem, root);
  const revisions = new Revisions(store);
  store.findText = (id, hash) => revisions.textOf(id, hash);
  const catalogue = new Catalogue({
    store,
    libraryId: file.libraryId,
    profileFolder: join(profileFolder, 'libraries'),
    office: office?.officeId,
    changed,
  });
  await catalogue.loadCache();
  return { root, file, readOnly, files, store, revisions, catalogue, office, people };
}

/** Our office; fails with `no-office` before it was set up. */
export function ourOffice(library: OpenedLibrary): Office {
  if (!library.office) throw new Failure('no-office');
  return library.office;
}

/** To be called before anything is written. */
export function requireWritable(library: OpenedLibrary): void {
  if (library.readOnly) throw new Failure('library-read-only', { where: library.root });
}
