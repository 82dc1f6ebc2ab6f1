import type { Archive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import type { ZipEntry } from '#core/bundle/zip-directory';
import { paperEndings, paperKind } from '#core/papers/paper-kind';
import type { BundleManifest } from '#shared/model/bundle';

/** Where a paper lies in a bundle. */
export const paperPath = (file: string): string => `data/papers/${file}`;

/**
 * Checks the papers that bundle.json lists: each is there once, with the bytes that are said of it, and is a
 * whole file of its kind under a name that says so. Nothing else lies beside them. Fails with a refusal.
 */
export async function checkPapers(
  archive: Archive,
  digests: ReadonlyMap<string, string>,
  { papers = [] }: BundleManifest,
): Promise<void> {
  const seen = new Set<string>();
  for (const { file, sha256, bytes, mediaType } of papers) {
    const path = paperPath(file);
    const found = archive.files.get(path);
    if (!found || seen.has(file)) throw refusal('papers', path);
    seen.add(file);
    if (found.bytes !== bytes || digests.get(path) !== sha256 || bytes > bundleLimits.paperBytes)
      throw refusal('papers', path);
    if (!paperEndings[mediaType].test(file)) throw refusal('papers', path, mediaType);
    const kind = paperKind(await readPaper(archive, found));
    if (kind?.mediaType !== mediaType || !kind.isWhole) throw refusal('papers', path, mediaType);
  }
  for (const path of archive.files.keys())
    if (path.startsWith(paperPath('')) && !seen.has(path.slice(paperPath('').length)))
      throw refusal('papers', path);
}

/** One at a time in memory, and none larger than a paper may be. */
async function readPaper(archive: Archive, file: ZipEntry): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of archive.read(file)) parts.push(chunk);
  return Buffer.concat(parts);
}
