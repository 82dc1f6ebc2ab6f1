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

/** Where each document's text lies in the file of texts: from its start up to the next one's. Bytes. */
export interface TextTable {
  readonly start: Float64Array;
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

/**
 * Writes both files of a segment; it counts from the next commit on. `texts` gives those of all documents in their order,
 * and again where writing failed.
 */
export async function writeSegment(
  files: SegmentFiles,
  { name, libraryId }: { readonly name: string; readonly libraryId: string },
  { data, columns }: Omit<StoredSegment, 'texts'>,
  texts: () => AsyncIterable<Uint8Array>,
): Promise<void> {
  const start = new Float64Array(data.documents + 1);
  const checksum = new Uint32Array(data.documents);
  await files.write(textFile(name), async function* () {
    let document = 0;
    for await (const text of texts()) {
      start[document + 1] = (start[document] ?? 0) + text.length;
      checksum[document] = xxhash32(text);
      document += 1;
      if (text.length > 0) yield text;
    }
  });
  const sections = {
    ...segmentSections(data),
    ...columnSections(columns),
    'text.start': start,
    'text.checksum': checksum,
  };
  await files.write(segmentFile(name), () => each(encodeSections(libraryId, sections)));
}

/** What is at hand, as something that is waited for. */
export async function* each(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

/** The text of one document. Fails with `DamagedFile` where it is not what was written. */
export async function readText(
  file: OpenFile,
  { start, checksum }: TextTable,
  document: number,
): Promise<Uint8Array> {
  const from = start[document] ?? 0;
  const bytes = await file.read(from, (start[document + 1] ?? from) - from);
  if (xxhash32(bytes) !== checksum[document]) throw new DamagedFile('a text is damaged');
  return bytes;
}
