import type { ReadControl } from '#core/bundle/bag-reader';
import { payloadText } from '#core/bundle/bag-writer';
import type { BundleContent, OutgoingPaper } from '#core/bundle/bundle-writer';
import type { Words } from '#core/bundle/field-text';
import { articleHtml } from '#core/bundle/index-page-article';
import { packedBytes, type ZipSource } from '#core/bundle/zip-writer';

type Practice = BundleContent['practices'][number];

/** A practice with what it adds to a bundle that has it, in bytes of the archive. */
export interface Weighed<P> {
  readonly practice: P;
  readonly bytes: number;
}

/** What every bundle has beside its practices, packed: tag files, seals, head and style of the page. */
const ownBytes = 16 * 1024;
/** In lists: a line of a manifest beside the path, and what bundle.json and the page's contents say beside the title. */
const lineBytes = 68;
const listedBytes = 600;

/** What a bundle weighs without any practice, in bytes; a little more than it will be. */
export function emptyBundleBytes(foreword: string): number {
  return ownBytes + 3 * Buffer.byteLength(foreword);
}

/**
 * What a practice adds to a bundle: files as they will be packed, its lines in the lists, its article on the page.
 * Packed alone, an article is hardly ever smaller than within the page.
 */
export async function weighPractice<P extends Practice>(
  practice: P,
  words: { vi: Words; en: Words },
  control: ReadControl,
): Promise<Weighed<P>> {
  const { files, frontMatter, discontinued } = practice;
  const article = articleHtml(await practice.document(), 1, words[frontMatter.language], discontinued);
  let bytes = listedBytes + 3 * Buffer.byteLength(frontMatter.title ?? '');
  bytes += await packedBytes(sourceOf(payloadText('article.html', article)), control);
  for (const file of files) {
    bytes += lineBytes + Buffer.byteLength(file.path);
    bytes += await packedBytes(sourceOf(file), control);
  }
  return { practice, bytes };
}

/** What a paper adds to the first part at most: it is packed already. */
export function paperBytes({ file }: OutgoingPaper): number {
  return file.bytes + listedBytes + lineBytes + Buffer.byteLength(file.path) + folderBytes;
}

/** Names of entries begin with the bag's folder, which a name has at most this long (bytes). */
const folderBytes = 200;

function sourceOf(file: { path: string; bytes: number; read(): AsyncIterable<Uint8Array> }): ZipSource {
  return { name: `${'-'.repeat(folderBytes)}/${file.path}`, bytes: file.bytes, read: () => file.read() };
}

/**
 * Divides practices into parts of at most `limit` bytes together, each practice whole: it goes to the first part that has
 * room for it, and keeps its place among the others there. One that is larger than `limit` gets a part of its own. The first part has `begun` bytes already, and one practice at least.
 */
export function cutParts<P>(practices: readonly Weighed<P>[], limit: number, begun = 0): P[][] {
  const first = { bytes: begun, practices: [] as P[] };
  const parts = [first];
  for (const { practice, bytes } of practices) {
    const room = first.practices.length === 0 ? first : parts.find((part) => part.bytes + bytes <= limit);
    if (room) {
      room.bytes += bytes;
      room.practices.push(practice);
    } else parts.push({ bytes, practices: [practice] });
  }
  return parts.filter((part) => part.practices.length > 0).map((part) => part.practices);
}
