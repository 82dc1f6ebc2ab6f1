import { Entry, fromRandomAccessReader, type ZipFile } from 'yauzl';
import { refusal } from '#core/bundle/bundle-rules';
import { entryName, NameSet } from '#core/bundle/entry-name';
import { type ArchiveLimits, bundleLimits } from '#core/bundle/limits';
import { ArchiveReader, readFully } from '#core/bundle/archive-reader';
import type { OpenFile } from '#core/files/file-system';
import { Failure } from '#shared/failure';

/** A file of an archive, its headers checked against each other. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly deflated: boolean;
  readonly crc: number;
  /** Where the packed data begins in the archive. */
  readonly dataStart: number;
}

interface DirectoryEntry extends Omit<ZipEntry, 'dataStart'> {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly headerStart: number;
}

/**
 * Reads the directory of a zip archive that may be hostile, with both headers of every entry, and nothing of the data.
 * Checks all rules about names, kinds, declared sizes and places; folders are checked and left out of the answer.
 * Memory is bounded by the number of entries.
 */
export async function readZipDirectory(
  file: OpenFile,
  limits: ArchiveLimits = bundleLimits,
): Promise<ZipEntry[]> {
  if (file.bytes > limits.fileBytes) throw refusal('total-bytes', undefined);
  const zip = await openZip(file);
  try {
    if (zip.entryCount > limits.entries) throw refusal('entries', undefined, zip.entryCount);
    const directoryStart = Number(zip.readEntryCursor);
    const listed = await listEntries(zip, limits);
    await checkEndOfDirectory(zip, file);
    checkTotals(listed, file.bytes, limits);
    return await locate(zip, listed, directoryStart);
  } finally {
    zip.close();
  }
}

async function openZip(file: OpenFile): Promise<ZipFile> {
  const start = Buffer.from(await readFully(file, 0, 64)).toString('latin1');
  if (start.startsWith('age-encryption.org/')) throw refusal('encrypted', undefined, 'age');
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(new ArchiveReader(file), file.bytes, options, (error, zip) => {
      if (error)
        reject(refusal(start.startsWith('PK\u0003\u0004') ? 'zip-damaged' : 'not-a-zip', undefined, error));
      else resolve(zip);
    });
  });
}

async function listEntries(zip: ZipFile, limits: ArchiveLimits): Promise<DirectoryEntry[]> {
  const names = new NameSet();
  const listed: DirectoryEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const checked = checkEntry(entry, limits);
      names.add(checked.name);
      listed.push(checked);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    const strong = error instanceof Error && error.message.includes('encryption');
    throw refusal(strong ? 'encrypted' : 'zip-damaged', undefined, error);
  }
  return listed;
}

const fileType = 0o170000;
const plainFileType = 0o100000;
const folderType = 0o040000;

/** What the directory says of an entry; yauzl's own object is let go, since it holds comments and extra fields. */
function checkEntry(entry: Entry, limits: ArchiveLimits): DirectoryEntry {
  const rawName = Buffer.from(entry.fileNameRaw.subarray(0, limits.nameBytes + 1));
  const name = entryName(rawName, limits);
  const isFolder = name.endsWith('/');
  if (entry.extraFields.some((field) => field.id === 0x7075 && !namesTheSame(field.data, rawName))) {
    throw refusal('name-encoding', name, 'a second name');
  }
  if (entry.isEncrypted()) throw refusal('encrypted', name);
  // Looked at whatever system the entry says it comes from: programs that unpack do so too.
  const type = (entry.externalFileAttributes >>> 16) & fileType;
  if (type !== 0 && type !== (isFolder ? folderType : plainFileType))
    throw refusal('link', name, type.toString(8));
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw refusal('method', name, entry.compressionMethod);
  }
  const deflated = entry.compressionMethod === 8;
  const { uncompressedSize: bytes, compressedSize: packedBytes } = entry;
  if ((!deflated && bytes !== packedBytes) || (isFolder && bytes !== 0)) throw refusal('size', name);
  if (bytes > limits.entryBytes) throw refusal('entry-bytes', name, bytes);
  if (bytes > limits.ratioFrom && bytes > packedBytes * limits.ratio) throw refusal('ratio', name);
  return {
    name,
    rawName,
    bytes,
    packedBytes,
    deflated,
    crc: entry.crc32,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    headerStart: entry.relativeOffsetOfLocalHeader,
  };
}

/** Info-ZIP's field for a name in UTF-8 (version, CRC-32 of the plain name, name): a second name must be the first. */
function namesTheSame(field: Buffer, rawName: Buffer): boolean {
  return field.subarray(5).equals(rawName);
}

/** The directory must end where its own end record stands: what lies between would be seen by some programs only. */
async function checkEndOfDirectory(zip: ZipFile, file: OpenFile): Promise<void> {
  const cursor = Number(zip.readEntryCursor);
  const endRecord = file.bytes - 22 - zip.comment.length;
  if (cursor === endRecord) return;
  const signature = Buffer.from(await readFully(file, cursor, 4)).toString('latin1');
  if (cursor > endRecord || signature !== 'PK\u0006\u0006')
    throw refusal('zip-damaged', undefined, 'end of directory');
}

function checkTotals(listed: readonly DirectoryEntry[], fileBytes: number, limits: ArchiveLimits): void {
  const total = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > limits.totalBytes) throw refusal('total-bytes', undefined, total);
  if (total > limits.totalRatioFrom && total > fileBytes * limits.ratio) throw refusal('ratio', undefined);
}

/** Reads the headers in front of the data, compares them, and makes sure that no two entries share bytes. */
async function locate(zip: ZipFile, listed: DirectoryEntry[], directoryStart: number): Promise<ZipEntry[]> {
  const files: ZipEntry[] = [];
  let free = 0;
  for (const entry of listed.toSorted((a, b) => a.headerStart - b.headerStart)) {
    if (entry.headerStart < free) throw refusal('overlap', entry.name);
    const dataStart = await checkLocalHeader(zip, entry);
    free = dataStart + entry.packedBytes;
    if (free > directoryStart) throw refusal('overlap', entry.name);
    const { name, bytes, packedBytes, deflated, crc } = entry;
    if (!name.endsWith('/')) files.push({ name, bytes, packedBytes, deflated, crc, dataStart });
  }
  return files;
}

const sizesFollow = 0x8;
const matters = 0x1 | 0x40 | 0x800;

async function checkLocalHeader(zip: ZipFile, entry: DirectoryEntry): Promise<number> {
  // yauzl takes no more of an entry here than where its header is and how long its data.
  const place = Object.assign(new Entry(), {
    relativeOffsetOfLocalHeader: entry.headerStart,
    compressedSize: entry.packedBytes,
  });
  const header = await zip.readLocalFileHeaderPromise(place, { minimal: false }).catch((error: unknown) => {
    throw refusal('zip-damaged', entry.name, error);
  });
  const later = (header.generalPurposeBitFlag & sizesFollow) !== 0;
  const same = (there: number, here: number): boolean =>
    there === here || (later && there === 0) || there === 0xffffffff;
  const agrees =
    header.fileName.equals(entry.rawName) &&
    header.compressionMethod === entry.method &&
    (header.generalPurposeBitFlag & matters) === (entry.flags & matters) &&
    (header.crc32 === entry.crc || (later && header.crc32 === 0)) &&
    same(header.compressedSize, entry.packedBytes) &&
    same(header.uncompressedSize, entry.bytes);
  if (!agrees) throw refusal('header-mismatch', entry.name);
  return header.fileDataStart;
}
