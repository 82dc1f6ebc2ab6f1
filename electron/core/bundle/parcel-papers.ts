import type { Archive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import type { BundleManifest, BundlePaper } from '#shared/model/bundle';

/** Where a paper lies in a bundle. */
export const paperPath = (file: string): string => `data/papers/${file}`;

/** What files of each kind begin with; a PDF may have up to 1,024 bytes of something else in front of it (ISO 32000-1, H.3.4.1). */
const beginsAs: Record<BundlePaper['mediaType'], (head: Buffer) => boolean> = {
  'application/pdf': (head) => head.includes('%PDF-'),
  'image/jpeg': (head) => head.subarray(0, 2).equals(Buffer.from([0xff, 0xd8])),
  'image/png': (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
};

/**
 * Checks the papers that bundle.json lists: each is there once, with the bytes that are said of it, and is of its kind.
 * Nothing else lies beside them. Fails with a refusal.
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
    if (!beginsAs[mediaType](await headOf(archive, path))) throw refusal('papers', path, mediaType);
  }
  for (const path of archive.files.keys())
    if (path.startsWith(paperPath('')) && !seen.has(path.slice(paperPath('').length)))
      throw refusal('papers', path);
}

async function headOf(archive: Archive, path: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const file = archive.files.get(path);
  if (!file) return Buffer.alloc(0);
  for await (const chunk of archive.read(file)) {
    parts.push(Buffer.from(chunk));
    bytes += chunk.byteLength;
    if (bytes >= 1_024) break;
  }
  return Buffer.concat(parts).subarray(0, 1_024);
}
