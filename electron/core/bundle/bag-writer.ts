import { sha256 } from '#core/files/hash';
import { bagitText, manifestText, tagFiles, tagsText } from '#core/bundle/tag-files';
import type { ZipSource } from '#core/bundle/zip-writer';

/** A file of a bag's payload; `path` begins with `data/`. */
export interface PayloadFile extends Omit<ZipSource, 'name'> {
  readonly path: string;
  readonly sha256: string;
}

export function payloadText(path: string, content: string | Uint8Array): PayloadFile {
  const bytes = Buffer.from(content);
  return { path, bytes: bytes.byteLength, sha256: sha256(bytes), read: () => once(bytes) };
}

/** The files of a bag; `parcel` is the SHA-256 of its tag manifest: the same for the same content, however it is packed. */
interface Bag {
  readonly files: ZipSource[];
  readonly parcel: string;
  /** The bytes of the tag manifest: what the exporter's seal covers. */
  readonly tagManifest: Uint8Array;
}

/**
 * The files of a BagIt 1.0 bag (RFC 8493) in its folder: the payload, and the tag files that follow from it.
 * `tags` go to bag-info.txt with the Payload-Oxum after them.
 */
export function bagFiles(
  folder: string,
  payload: readonly PayloadFile[],
  tags: readonly (readonly [label: string, value: string])[],
): Bag {
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0);
  const oxum = ['Payload-Oxum', `${String(bytes)}.${String(payload.length)}`] as const;
  const listed = [
    payloadText(tagFiles.declaration, bagitText),
    payloadText(tagFiles.information, tagsText([...tags, oxum])),
    payloadText(tagFiles.manifest, manifestText(payload)),
  ];
  const tagManifest = Buffer.from(manifestText(listed));
  const last = payloadText(tagFiles.tagManifest, tagManifest);
  const files = [...payload, ...listed, last].map((file) => inBag(folder, file));
  return { files, parcel: last.sha256, tagManifest };
}

/** The seal of a bag: a tag file that the tag manifest cannot list, since the seal covers that. */
export function bagSeal(folder: string, seal: string): ZipSource {
  return inBag(folder, payloadText(tagFiles.seal, seal));
}

function inBag(folder: string, file: PayloadFile): ZipSource {
  return { name: `${folder}/${file.path}`, bytes: file.bytes, read: () => file.read() };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
