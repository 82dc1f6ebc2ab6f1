import { type Archive, openArchive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { anchorsOf, type ParcelAnchors } from '#core/bundle/parcel-anchors';
import { readBytes } from '#core/bundle/parcel-reader';
import { parseManifest, tagFiles } from '#core/bundle/tag-files';
import type { ZipEntry } from '#core/bundle/zip-directory';
import { bundleFile, type Received } from '#core/exchange/quarantine';
import { type CheckedContent, checkedContent } from '#core/files/checked-content';
import { hashFile, sha256 } from '#core/files/hash';
import type { Lender } from '#core/files/read-ahead';
import type { OpenedLibrary } from '#core/library/opened-library';
import { toFailure } from '#shared/failure';

/** A waiting parcel of which nothing can be read but what was reviewed. */
export interface ReviewedArchive extends Archive {
  /** A file by its path; fails as `read` does. Its chunks may be lent: see `Lender`. */
  checked(path: string, lender?: Lender): CheckedContent;
}

/**
 * Opens a waiting parcel. Whatever is read of it has the digest that it had when it was verified, or fails with
 * `bundle-refused` (rule `quarantine-changed`): tag manifest and seal are known by review.json, the manifest by the tag
 * manifest, everything else by those. So it is hashed once, while it is unpacked. The caller closes it.
 */
export async function openReviewed(library: OpenedLibrary, received: Received): Promise<ReviewedArchive> {
  const path = library.store.at(bundleFile(received.id));
  const archive = await unchanged(received.file.name, () => openArchive(library.store.fileSystem, path));
  try {
    const digests = await unchanged(received.file.name, async () =>
      digestsOf(archive, await knownAnchors(library, archive, received)),
    );
    return reviewed(archive, digests);
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** What broke a rule where all rules were kept before was changed meanwhile. */
function asChanged(error: unknown, where: string): unknown {
  return toFailure(error).code.startsWith('bundle-') ? refusal('quarantine-changed', where, error) : error;
}

async function unchanged<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asChanged(error, where);
  }
}

async function knownAnchors(
  { store }: OpenedLibrary,
  archive: Archive,
  { id, file }: Received,
): Promise<ParcelAnchors> {
  const { tagManifest, seal } = file;
  if (tagManifest !== undefined && seal !== undefined) return { tagManifest, seal };
  // An earlier version noted only what the whole file is known by.
  const whole = await hashFile(store.fileSystem, store.at(bundleFile(id)));
  if (whole.sha256 !== file.sha256) throw refusal('quarantine-changed', file.name);
  return anchorsOf(archive);
}

/** The digest of every file of the bag that is listed, all of which are there. */
async function digestsOf(archive: Archive, anchors: ParcelAnchors): Promise<ReadonlyMap<string, string>> {
  const { tagManifest, manifest, seal } = tagFiles;
  const listedIn = async (path: string, digest: string | undefined): Promise<Map<string, string>> => {
    const bytes = await readBytes(archive, path);
    if (sha256(bytes) !== digest) throw refusal('quarantine-changed', path);
    return parseManifest(Buffer.from(bytes).toString('utf8'), path);
  };
  const tags = await listedIn(tagManifest, anchors.tagManifest);
  const payload = await listedIn(manifest, tags.get(manifest));
  const digests = new Map([...payload, ...tags, [tagManifest, anchors.tagManifest]]);
  if (anchors.seal !== null) digests.set(seal, anchors.seal);
  const missing = [...digests.keys()].find((path) => !archive.files.has(path));
  if (missing !== undefined) throw refusal('quarantine-changed', missing);
  return digests;
}

function reviewed(archive: Archive, digests: ReadonlyMap<string, string>): ReviewedArchive {
  const checked = (path: string, lender?: Lender): CheckedContent => {
    const file = archive.files.get(path);
    const digest = digests.get(path);
    if (!file || digest === undefined) throw refusal('quarantine-changed', path);
    return checkedContent(unpacked(archive, file, lender), digest, () => refusal('quarantine-changed', path));
  };
  return {
    ...archive,
    checked,
    async *read({ name }, lender) {
      yield* checked(name.slice(archive.folder.length + 1), lender).chunks;
    },
  };
}

async function* unpacked(archive: Archive, file: ZipEntry, lender?: Lender): AsyncGenerator<Uint8Array> {
  try {
    yield* archive.read(file, lender);
  } catch (error) {
    throw asChanged(error, file.name);
  }
}
