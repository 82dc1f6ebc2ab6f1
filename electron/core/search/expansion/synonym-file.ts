import { join } from 'node:path';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { withLock } from '#core/files/lock';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import { layout } from '#core/library/layout';
import { Failure } from '#shared/failure';
import {
  type ShippedSynonym,
  type SynonymFile,
  synonymFileSchema,
  type SynonymLine,
  shippedSynonymsSchema,
} from '#shared/model/synonym';

/** The list that comes with the program, from resources/. */
export async function readShippedSynonyms(
  fileSystem: FileSystem,
  resourcesFolder: string,
): Promise<ShippedSynonym[]> {
  const file = await readLibraryFile(fileSystem, resourcesFolder, layout.synonyms, shippedSynonymsSchema);
  if (!file)
    throw new Failure('internal', {
      where: join(resourcesFolder, layout.synonyms),
      detail: 'resource is missing',
    });
  return file.lines;
}

/**
 * What the office has added, changed and switched off; undefined where it has done nothing yet. Fails with
 * `library-version` for a file of a later major version, and with `library-damaged` for one that is not right.
 */
export async function readSynonymFile(
  fileSystem: FileSystem,
  root: string,
): Promise<SynonymFile | undefined> {
  const path = join(root, layout.synonyms);
  if (!(await fileSystem.information(path))) return undefined;
  const version = versionOf(await fileSystem.read(path));
  if (version !== undefined && version.split('.')[0] !== libraryFormat.split('.')[0])
    throw new Failure('library-version', { where: layout.synonyms, detail: version });
  return readLibraryFile(fileSystem, root, layout.synonyms, synonymFileSchema);
}

/** A later format may differ in everything but this key. */
function versionOf(bytes: Uint8Array): string | undefined {
  try {
    const { format } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { format?: unknown };
    return typeof format === 'string' ? format : undefined;
  } catch {
    return undefined;
  }
}

/** Reads, changes and writes the office's part as one step; keys that we do not know are kept. */
export async function changeSynonymFile(
  fileSystem: FileSystem,
  root: string,
  change: (lines: SynonymFile['lines']) => SynonymFile['lines'],
): Promise<SynonymFile> {
  const path = join(root, layout.synonyms);
  return withLock(
    fileSystem,
    `${path}.lock`,
    async (held) => {
      const file = await readSynonymFile(fileSystem, root);
      const written = { ...file, format: file?.format ?? libraryFormat, lines: change(file?.lines ?? []) };
      await writeAtomically(fileSystem, path, jsonText(written), held);
      return written;
    },
    { root },
  );
}

/** The list as it counts: the program's with the office's changes, then the office's own lines. */
export function mergeSynonyms(
  shipped: readonly ShippedSynonym[],
  own: SynonymFile | undefined,
): SynonymLine[] {
  const changes = new Map((own?.lines ?? []).map((line) => [line.id, line]));
  const known = new Set(shipped.map(({ id }) => id));
  const merged = shipped.map(({ id, terms, capitals = false }): SynonymLine => {
    const { terms: changed, capitals: changedCapitals = false, off = false } = changes.get(id) ?? {};
    return changed
      ? { id, terms: changed, capitals: changedCapitals, off, from: 'changed', shipped: { terms, capitals } }
      : { id, terms, capitals, off, from: 'shipped' };
  });
  const added = (own?.lines ?? []).flatMap(({ id, terms, capitals = false, off = false }): SynonymLine[] =>
    // A line that an earlier program brought and this one does not: only what the office has written of it stays.
    known.has(id) || !terms ? [] : [{ id, terms, capitals, off, from: 'own' }],
  );
  return [...merged, ...added];
}
