import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { filesBelow } from '#core/files/folder';
import { recoverTransactions } from '#core/files/recovery';
import { layout } from '#core/library/layout';
import {
  type LibraryFile,
  libraryFileSchema,
  libraryFormat,
  OfficeFiles,
  readLibraryFile,
} from '#core/library/library-files';
import type { LibraryState } from '#shared/contract/library';
import { Failure, toFailure } from '#shared/failure';

/** Why a folder cannot be used as a library. */
export type Unusable = Exclude<LibraryState, { type: 'none' | 'open' }>;

export type Inspection = Unusable | { type: 'library'; file: LibraryFile; readOnly: boolean };

/** The same as a failure, for a caller who has another library open. */
export function refusal(found: Unusable): Failure {
  switch (found.type) {
    case 'missing':
      return new Failure('library-missing', { where: found.path });
    case 'not-a-library':
      return new Failure('not-a-library', { where: found.path });
    case 'unknown-version':
      return new Failure('library-version', { where: found.path, detail: found.version });
    case 'damaged':
      return new Failure('library-damaged', { where: found.file, detail: found.detail });
  }
}

/** Looks at a folder without changing it, but for a probe that tells whether it can be written. */
export async function inspectLibrary(fileSystem: FileSystem, path: string): Promise<Inspection> {
  if (!(await fileSystem.information(path))) return { type: 'missing', path };
  const raw = await readVersion(fileSystem, path);
  if (raw === undefined) return { type: 'not-a-library', path };
  try {
    if (raw.version !== undefined && raw.version.split('.')[0] !== libraryFormat.split('.')[0]) {
      return { type: 'unknown-version', path, version: raw.version };
    }
    const file = await readLibraryFile(fileSystem, path, layout.library, libraryFileSchema);
    if (!file) return { type: 'not-a-library', path };
    const office = new OfficeFiles(fileSystem, path);
    await office.office();
    await office.people();
    return { type: 'library', file, readOnly: !(await canWrite(fileSystem, path)) };
  } catch (error) {
    const { code, where = '', detail = '' } = toFailure(error);
    if (code !== 'library-damaged') throw error;
    return { type: 'damaged', path, file: where, detail };
  }
}

/** The version is read before all else: a later format may differ in everything but this key. */
async function readVersion(fileSystem: FileSystem, path: string): Promise<{ version?: string } | undefined> {
  const file = join(path, layout.library);
  if (!(await fileSystem.information(file))) return undefined;
  try {
    const { format } = JSON.parse(Buffer.from(await fileSystem.read(file)).toString('utf8')) as {
      format?: unknown;
    };
    return typeof format === 'string' ? { version: format } : {};
  } catch {
    return {};
  }
}

async function canWrite(fileSystem: FileSystem, path: string): Promise<boolean> {
  const probe = join(path, `.probe-${uuidv7()}`);
  try {
    await fileSystem.create(probe, new Uint8Array());
    await fileSystem.remove(probe);
    return true;
  } catch (error) {
    const { code } = toFailure(error);
    if (code === 'no-permission' || code === 'library-read-only') return false;
    throw error;
  }
}

/**
 * What must be done before anything of a writable library is read; says why where the library is damaged. A
 * transaction that cannot be finished now does not hinder: the next call tries again (`hasUnfinishedTransactions`).
 */
export async function prepareLibrary(fileSystem: FileSystem, path: string): Promise<Unusable | undefined> {
  try {
    await recoverTransactions(fileSystem, path);
    return undefined;
  } catch (error) {
    const { code, where = '', detail = '' } = toFailure(error);
    return code === 'library-damaged' ? { type: 'damaged', path, file: where, detail } : undefined;
  }
}

/** No program may change line ends: bytes are hashed. */
const attributes = '* -text\n';

/** Creates an empty library. Fails with `library-exists` or `folder-not-empty` and then changes nothing. */
export async function createLibrary(
  fileSystem: FileSystem,
  path: string,
  name: string,
  now: Date,
): Promise<void> {
  const entries = await fileSystem.list(path);
  if (entries.some((entry) => entry.name === layout.library))
    throw new Failure('library-exists', { where: path });
  if (entries.length > 0) throw new Failure('folder-not-empty', { where: path });
  const information = await fileSystem.information(path);
  if (information && information.kind !== 'folder') throw new Failure('folder-not-empty', { where: path });
  await fileSystem.makeFolder(join(path, layout.practices));
  await writeAtomically(fileSystem, join(path, layout.attributes), attributes);
  const file: LibraryFile = {
    format: libraryFormat,
    libraryId: uuidv7(),
    name,
    createdAt: now.toISOString(),
  };
  // Last, because a folder is a library from this file on.
  await writeAtomically(fileSystem, join(path, layout.library), jsonText(file));
}

/** Copies the sample library to a folder of the user's, under an id of its own. Does nothing when it is there. */
export async function copySample(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  if (await fileSystem.information(join(to, layout.library))) return;
  for (const file of await filesBelow(fileSystem, from)) {
    // Packagers leave files out whose names begin with a full stop: this one is written anew.
    if (file === layout.library || file === layout.attributes) continue;
    const target = join(to, ...file.split('/'));
    await fileSystem.makeFolder(join(target, '..'));
    await writeAtomically(fileSystem, target, fileSystem.stream(join(from, ...file.split('/'))));
  }
  await writeAtomically(fileSystem, join(to, layout.attributes), attributes);
  const file = await readLibraryFile(fileSystem, from, layout.library, libraryFileSchema);
  await writeAtomically(fileSystem, join(to, layout.library), jsonText({ ...file, libraryId: uuidv7() }));
}
