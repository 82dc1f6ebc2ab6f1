import type { Archive } from '#core/bundle/archive';
import { readBytes } from '#core/bundle/parcel-reader';
import { tagFiles } from '#core/bundle/tag-files';
import { sha256 } from '#core/files/hash';

/** SHA-256 of the two files of a bag that no other file of it lists: whoever knows them knows all of it. */
export interface ParcelAnchors {
  readonly tagManifest: string;
  /** Null without one. */
  readonly seal: string | null;
}

/** Those of a parcel that was verified. */
export async function anchorsOf(archive: Archive): Promise<ParcelAnchors> {
  return {
    tagManifest: sha256(await readBytes(archive, tagFiles.tagManifest)),
    seal: archive.files.has(tagFiles.seal) ? sha256(await readBytes(archive, tagFiles.seal)) : null,
  };
}
