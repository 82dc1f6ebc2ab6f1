import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { refusal } from '#core/bundle/bundle-rules';
import { type ArchiveLimits, bundleLimits } from '#core/bundle/limits';
import { readZipDirectory, type ZipEntry } from '#core/bundle/zip-directory';
import type { FileSystem, OpenFile } from '#core/files/file-system';
import { type Lender, pieceBytes, readAhead } from '#core/files/read-ahead';
import { Failure } from '#shared/failure';

/** The one bag in a zip archive; paths are relative to the bag's folder. */
export interface Archive {
  /** Name of the bag's folder. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, ZipEntry>;
  /** All files unpacked. */
  readonly bytes: number;
  /**
   * Unpacks a file in chunks, never more than it declared; fails with a `bundle-refused` whose rule is `size`,
   * `data` or `crc`, at the latest after the last chunk. Chunks may be lent: see `Lender`.
   */
  read(file: ZipEntry, lender?: Lender): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a zip archive that may be hostile; see `readZipDirectory` for what is checked. */
export async function openArchive(
  fileSystem: FileSystem,
  path: string,
  limits: ArchiveLimits = bundleLimits,
): Promise<Archive> {
  const file = await fileSystem.open(path);
  try {
    const entries = await readZipDirectory(file, limits);
    const folder = bagFolder(entries);
    return {
      folder,
      files: new Map(entries.map((entry) => [entry.name.slice(folder.length + 1), entry])),
      bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
      read: (entry, lender) => unpack(file, entry, lender),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function bagFolder(entries: readonly ZipEntry[]): string {
  const [folder = ''] = entries[0]?.name.split('/') ?? [];
  const outside = entries.find(({ name }) => !name.startsWith(`${folder}/`));
  if (entries.length === 0 || outside) throw refusal('outside-bag', outside?.name);
  return folder;
}

async function* unpack(file: OpenFile, entry: ZipEntry, lender?: Lender): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of entry.deflated ? inflate(file, entry) : packed(file, entry, lender)) {
    bytes += chunk.byteLength;
    if (bytes > entry.bytes) throw refusal('size', entry.name);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.bytes) throw refusal('size', entry.name);
  if (crc !== entry.crc) throw refusal('crc', entry.name);
}

async function* packed(file: OpenFile, entry: ZipEntry, lender?: Lender): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of readAhead(file, entry.dataStart, entry.packedBytes, lender)) {
    done += chunk.byteLength;
    yield chunk;
  }
  if (done < entry.packedBytes) throw refusal('zip-damaged', entry.name);
}

/** Streams with back pressure: however far the data unfolds, a few chunks are in memory at a time. */
async function* inflate(file: OpenFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const unpacked = createInflateRaw({ chunkSize: pieceBytes });
  // Errors reach the loop below; the callback is there because a pipeline asks for one.
  pipeline(Readable.from(packed(file, entry)), unpacked, () => undefined);
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } catch (error) {
    throw error instanceof Failure ? error : refusal('data', entry.name, error);
  }
  // Bytes behind the end of the deflated data would be seen by some programs only.
  if (unpacked.bytesWritten !== entry.packedBytes) throw refusal('size', entry.name);
}
