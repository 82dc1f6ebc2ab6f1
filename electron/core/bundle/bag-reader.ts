import { createHash } from 'node:crypto';
import type { Archive } from '#core/bundle/archive';
import { type BundleRule, refusal } from '#core/bundle/bundle-rules';
import { type ArchiveLimits, bundleLimits } from '#core/bundle/limits';
import { Lender } from '#core/files/read-ahead';
import { parseManifest, parseTags, tagFiles } from '#core/bundle/tag-files';

/** How reading tells of its progress and hears that it should stop. */
export interface ReadControl {
  report(done: number, total: number, label?: string): void;
  /** Throws when the reading is no longer wanted. */
  check(): void;
}

/** Reads a whole file of an archive as text; `rule` is what is broken when it is missing, too large or not UTF-8. */
export async function readText(
  archive: Archive,
  path: string,
  limit: number,
  rule: BundleRule,
): Promise<string> {
  const file = archive.files.get(path);
  if (!file || file.bytes > limit) throw refusal(rule, path);
  const parts: Uint8Array[] = [];
  for await (const chunk of archive.read(file)) parts.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch (error) {
    throw refusal(rule, path, error);
  }
}

/**
 * Checks a bag as RFC 8493 asks: declaration, both manifests over every byte, Payload-Oxum; no fetch.txt.
 * Reads every file once, in the order in which they lie in the archive, and returns the SHA-256 of each.
 */
export async function verifyBag(
  archive: Archive,
  control: ReadControl,
  limits: ArchiveLimits = bundleLimits,
): Promise<ReadonlyMap<string, string>> {
  if (archive.files.has(tagFiles.fetch)) throw refusal('fetch', tagFiles.fetch);
  await checkDeclaration(archive);
  const tagFile = (path: string): Promise<string> => readText(archive, path, limits.tagFileBytes, 'tag-file');
  const manifest = parseManifest(await tagFile(tagFiles.manifest), tagFiles.manifest);
  const tagManifest = parseManifest(await tagFile(tagFiles.tagManifest), tagFiles.tagManifest);
  const information = parseTags(await tagFile(tagFiles.information));
  checkListed(archive, manifest);
  checkOxum(archive, information);
  const digests = await digestAll(archive, control);
  for (const [path, digest] of manifest)
    if (digests.get(path) !== digest) throw refusal('manifest-digest', path);
  checkTagManifest(tagManifest, digests);
  return digests;
}

async function checkDeclaration(archive: Archive): Promise<void> {
  const tags = new Map(parseTags(await readText(archive, tagFiles.declaration, 1_000, 'bagit')));
  const version = tags.get('BagIt-Version');
  const encoding = tags.get('Tag-File-Character-Encoding');
  if (version !== '1.0' || encoding?.toUpperCase() !== 'UTF-8') {
    throw refusal('bagit', tagFiles.declaration, `${String(version)} ${String(encoding)}`);
  }
}

const isPayload = (path: string): boolean => path.startsWith('data/');

function checkListed(archive: Archive, manifest: ReadonlyMap<string, string>): void {
  for (const path of manifest.keys()) {
    if (!isPayload(path)) throw refusal('manifest-line', tagFiles.manifest, path);
    if (!archive.files.has(path)) throw refusal('manifest-missing', path);
  }
  for (const path of archive.files.keys()) {
    if (isPayload(path) && !manifest.has(path)) throw refusal('manifest-extra', path);
  }
}

function checkOxum(archive: Archive, information: readonly [string, string][]): void {
  const given = information
    .filter(([label]) => label.toLowerCase() === 'payload-oxum')
    .map(([, value]) => value);
  const payload = [...archive.files].filter(([path]) => isPayload(path));
  const bytes = payload.reduce((sum, [, file]) => sum + file.bytes, 0);
  const oxum = `${String(bytes)}.${String(payload.length)}`;
  if (given.length !== 1 || given[0] !== oxum)
    throw refusal('payload-oxum', tagFiles.information, given.join(' '));
}

function checkTagManifest(
  tagManifest: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
): void {
  for (const [path, digest] of tagManifest) {
    if (isPayload(path)) throw refusal('tagmanifest', tagFiles.tagManifest, path);
    if (!digests.has(path)) throw refusal('manifest-missing', path);
    if (digests.get(path) !== digest) throw refusal('tagmanifest', path);
  }
  for (const path of [tagFiles.declaration, tagFiles.information, tagFiles.manifest]) {
    if (!tagManifest.has(path)) throw refusal('tagmanifest', path, 'not listed');
  }
}

async function digestAll(archive: Archive, control: ReadControl): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  const lender = new Lender();
  let done = 0;
  for (const [path, file] of archive.files) {
    const hash = createHash('sha256');
    control.report(done, archive.bytes, path);
    for await (const chunk of archive.read(file, lender)) {
      control.check();
      hash.update(chunk);
      done += chunk.byteLength;
      control.report(done, archive.bytes, path);
    }
    digests.set(path, hash.digest('hex'));
  }
  control.report(archive.bytes, archive.bytes);
  return digests;
}
