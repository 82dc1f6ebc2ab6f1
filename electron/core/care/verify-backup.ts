import { type Archive, openArchive } from '#core/bundle/archive';
import { readText, type ReadControl, verifyBag } from '#core/bundle/bag-reader';
import { parseTags, tagFiles } from '#core/bundle/tag-files';
import { backupLimits } from '#core/care/backup-limits';
import { backupFormat } from '#core/care/backup-writer';
import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import { libraryFileSchema, libraryFormat, type LibraryFile } from '#core/library/library-files';
import { Failure, type FailureCode, toFailure } from '#shared/failure';

const ofArchive: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'bundle-refused',
  'bundle-unreadable',
  'bundle-version',
]);

interface OpenedBackup {
  readonly archive: Archive;
  /** SHA-256 by path in the archive; payload begins with `data/`. */
  readonly digests: ReadonlyMap<string, string>;
  readonly library: LibraryFile;
}

/** Reads a backup that may be anything, and every byte of it; fails with `backup-damaged`. Close its archive. */
export async function openBackup(
  fileSystem: FileSystem,
  path: string,
  control: ReadControl,
): Promise<OpenedBackup> {
  try {
    const archive = await openArchive(fileSystem, path, backupLimits);
    try {
      const digests = await verifyBag(archive, control, backupLimits);
      await checkKind(archive);
      return { archive, digests, library: await libraryOf(archive) };
    } catch (error) {
      await archive.close();
      throw error;
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

export async function verifyBackup(
  fileSystem: FileSystem,
  path: string,
  control: ReadControl,
): Promise<void> {
  const { archive } = await openBackup(fileSystem, path, control);
  await archive.close();
}

/** A fault of the archive's reader, told of a backup: rule and entry stay for the technical details. */
export function damaged(path: string, error: unknown): unknown {
  const failure = toFailure(error);
  if (!ofArchive.has(failure.code)) return error;
  const { rule = '', where = '', detail = '' } = failure;
  return new Failure('backup-damaged', {
    where: path,
    ...(rule === '' ? {} : { rule }),
    detail: [where, detail].filter(Boolean).join('\n'),
  });
}

/** Fails unless the archive says that it is a backup of a format that is known here. */
export async function checkKind(archive: Archive): Promise<void> {
  const text = await readText(archive, tagFiles.information, backupLimits.tagFileBytes, 'tag-file');
  const tags = new Map(parseTags(text));
  const [major] = (tags.get('Lantoa-Format') ?? '').split('.');
  if (tags.get('Lantoa-Kind') !== 'backup') throw new Failure('bundle-refused', { rule: 'kind' });
  if (major !== backupFormat.split('.')[0]) throw new Failure('bundle-version', { rule: 'version' });
}

const mostLibraryFile = 1024 * 1024;

async function libraryOf(archive: Archive): Promise<LibraryFile> {
  const path = `data/${layout.library}`;
  const text = await readText(archive, path, mostLibraryFile, 'manifest-missing');
  try {
    const file = libraryFileSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')));
    if (file.format.split('.')[0] !== libraryFormat.split('.')[0])
      throw new Failure('bundle-version', { rule: 'version' });
    return file;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('bundle-refused', { rule: 'library', where: path, detail: String(error) });
  }
}
