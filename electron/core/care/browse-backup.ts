import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type Archive, openArchive } from '#core/bundle/archive';
import { readText } from '#core/bundle/bag-reader';
import { refusal } from '#core/bundle/bundle-rules';
import { parseManifest, parseTags, tagFiles } from '#core/bundle/tag-files';
import { backupLimits } from '#core/care/backup-limits';
import { checkKind, damaged } from '#core/care/verify-backup';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { Failure } from '#shared/failure';

/** A backup of which single files are taken: its lists are verified, each file when it is read. */
export interface BrowsedBackup {
  readonly path: string;
  readonly name: string;
  readonly madeAt: Date;
  readonly libraryId: string;
  /** SHA-256 by path in the library. */
  readonly digests: ReadonlyMap<string, string>;
  bytesOf(path: string): number;
  /** Fails with `backup-damaged` after the last byte where these are not the listed ones. */
  read(path: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const payload = 'data/';

/**
 * Opens a backup without reading all of it: a large one would take hours, and one file of it may be whole where another
 * is not. Fails with `backup-damaged`.
 */
export async function browseBackup(fileSystem: FileSystem, path: string): Promise<BrowsedBackup> {
  try {
    const archive = await openArchive(fileSystem, path, backupLimits);
    try {
      await checkKind(archive);
      return browsed(archive, path, await listed(archive), await tagsOf(archive));
    } catch (error) {
      await archive.close();
      throw error;
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

function tagText(archive: Archive, path: string): Promise<string> {
  return readText(archive, path, backupLimits.tagFileBytes, 'tag-file');
}

async function tagsOf(archive: Archive): Promise<ReadonlyMap<string, string>> {
  return new Map(parseTags(await tagText(archive, tagFiles.information)));
}

/** The manifest, held against the list of the tag files. */
async function listed(archive: Archive): Promise<Map<string, string>> {
  const tags = parseManifest(await tagText(archive, tagFiles.tagManifest), tagFiles.tagManifest);
  const texts = new Map<string, string>();
  for (const path of [tagFiles.manifest, tagFiles.information]) {
    const text = await tagText(archive, path);
    if (tags.get(path) !== sha256(text)) throw refusal('tagmanifest', path);
    texts.set(path, text);
  }
  const digests = new Map<string, string>();
  for (const [path, digest] of parseManifest(texts.get(tagFiles.manifest) ?? '', tagFiles.manifest))
    if (path.startsWith(payload) && archive.files.has(path)) digests.set(path.slice(payload.length), digest);
  return digests;
}

function browsed(
  archive: Archive,
  path: string,
  digests: ReadonlyMap<string, string>,
  tags: ReadonlyMap<string, string>,
): BrowsedBackup {
  const madeAt = new Date(tags.get('Lantoa-Made-At') ?? '');
  if (Number.isNaN(madeAt.getTime())) throw refusal('tag-file', tagFiles.information);
  return {
    path,
    name: basename(path),
    madeAt,
    libraryId: tags.get('Lantoa-Library-Id') ?? '',
    digests,
    bytesOf: (file) => archive.files.get(payload + file)?.bytes ?? 0,
    read: (file) => verified(archive, path, file, digests.get(file)),
    close: () => archive.close(),
  };
}

async function* verified(
  archive: Archive,
  backup: string,
  file: string,
  digest: string | undefined,
): AsyncGenerator<Uint8Array> {
  const entry = archive.files.get(payload + file);
  if (!entry || digest === undefined) throw new Failure('not-found', { where: file });
  const hash = createHash('sha256');
  try {
    for await (const chunk of archive.read(entry)) {
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest('hex') !== digest) throw refusal('manifest-digest', file);
  } catch (error) {
    throw damaged(backup, error);
  }
}
