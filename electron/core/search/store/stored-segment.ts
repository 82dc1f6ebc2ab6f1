import type { OpenFile } from '#core/files/file-system';
import type { SegmentData } from '#core/search/segment/segment-data';
import { segmentFile, textFile } from '#core/search/store/commit';
import { columnsIn, columnSections, type DocumentColumns } from '#core/search/store/document-columns';
import {
  DamagedFile,
  decodeSections,
  encodeSections,
  numbersIn,
  readSections,
  textsIn,
} from '#core/search/store/section-file';
import { segmentIn, segmentSections } from '#core/search/store/segment-sections';
import type { SegmentFiles } from '#core/search/store/segment-files';
import { xxhash32 } from '#core/search/store/xxhash32';

/** A segment as it is kept in two files: what searching needs, and the texts that passages are cut from. */
export interface StoredSegment {
  readonly data: SegmentData;
  readonly columns: DocumentColumns;
  readonly texts: TextTable;
}

/**
 * Where each document's texts lie in the file of texts: from its start up to the next one's, its own text first with
 * `length` and `checksum`, then those of its attachments. Bytes.
 */
export interface TextTable {
  readonly start: Float64Array;
  readonly length: Float64Array;
  readonly checksum: Uint32Array;
}

/** Reads a segment and verifies it. Fails with `DamagedFile`, or as the file system does. */
export async function readSegment(
  files: SegmentFiles,
  name: string,
  libraryId: string,
): Promise<StoredSegment> {
  const sections = decodeSections(await files.read(segmentFile(name)), libraryId);
  return {
    data: segmentIn(sections),
    columns: columnsIn(sections),
    texts: {
      start: numbersIn(sections, 'text.start', 'f64'),
      length: numbersIn(sections, 'text.length', 'f64'),
      checksum: numbersIn(sections, 'text.checksum', 'u32'),
    },
  };
}

/** What writing must know of a segment, without its words: ids and fingerprints by document. Fails as `readSegment`. */
export async function readNames(
  files: SegmentFiles,
  name: string,
  libraryId: string,
): Promise<Pick<DocumentColumns, 'ids' | 'fingerprints'>> {
  const file = await files.open(segmentFile(name));
  try {
    const sections = await readSections(file, libraryId, ['ids', 'fingerprints']);
    return { ids: textsIn(sections, 'ids'), fingerprints: textsIn(sections, 'fingerprints') };
  } finally {
    await file.close();
  }
}

/** The texts of one document as they are written; those of its attachments verify themselves. */
export interface DocumentTexts {
  readonly own: Uint8Array;
  readonly files: readonly Uint8Array[];
}

/**
 * Writes both files of a segment; it counts from the next commit on. `texts` gives those of all documents in their order,
 * and again where writing failed; `columns` is asked after them.
 */
export async function writeSegment(
  files: SegmentFiles,
  { name, libraryId }: { readonly name: string; readonly libraryId: string },
  { data, columns }: { readonly data: SegmentData; readonly columns: () => DocumentColumns },
  texts: () => AsyncIterable<DocumentTexts>,
): Promise<void> {
  const start = new Float64Array(data.documents + 1);
  const checksum = new Uint32Array(data.documents);
  const length = new Float64Array(data.documents);
  await files.write(textFile(name), async function* () {
    let document = 0;
    for await (const { own, files } of texts()) {
      length[document] = own.length;
      checksum[document] = xxhash32(own);
      const bytes = files.reduce((sum, part) => sum + part.length, own.length);
      start[document + 1] = (start[document] ?? 0) + bytes;
      document += 1;
      for (const part of [own, ...files]) if (part.length > 0) yield part;
    }
  });
  const sections = {
    ...segmentSections(data),
    ...columnSections(columns()),
    'text.start': start,
    'text.length': length,
    'text.checksum': checksum,
  };
  await files.write(segmentFile(name), () => each(encodeSections(libraryId, sections)));
}

/** What is at hand, as something that is waited for. */
export async function* each<T>(parts: Iterable<T>): AsyncGenerator<T> {
  for (const part of parts) yield await Promise.resolve(part);
}

/** The own text of one document. Fails with `DamagedFile` where it is not what was written. */
export async function readText(
  file: OpenFile,
  { start, length, checksum }: TextTable,
  document: number,
): Promise<Uint8Array> {
  const bytes = await file.read(start[document] ?? 0, length[document] ?? 0);
  if (xxhash32(bytes) !== checksum[document]) throw new DamagedFile('a text is damaged');
  return bytes;
}

/** Where the texts of a document's attachments lie. */
export function fileTextsRange(
  { start, length }: TextTable,
  document: number,
): { readonly from: number; readonly bytes: number } {
  const from = (start[document] ?? 0) + (length[document] ?? 0);
  return { from, bytes: Math.max(0, (start[document + 1] ?? from) - from) };
}

/** All texts of a document, to be written again. Fails as `readText`. */
export async function readTexts(file: OpenFile, table: TextTable, document: number): Promise<DocumentTexts> {
  const { from, bytes } = fileTextsRange(table, document);
  const files = bytes === 0 ? [] : [await file.read(from, bytes)];
  return { own: await readText(file, table, document), files };
}
