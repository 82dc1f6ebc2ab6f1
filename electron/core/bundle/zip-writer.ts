import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { bundleLimits } from '#core/bundle/limits';
import type { ReadControl } from '#core/bundle/bag-reader';
import { byBytes } from '#core/files/folder';
import { Failure } from '#shared/failure';

/** A file to be put into an archive. `read` may be called twice and must give the same bytes. */
export interface ZipSource {
  readonly name: string;
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

/** The deflater sees pieces of this size whatever pieces a disk or a cache gives: its output depends on them. */
const chunkBytes = 64 * 1024;
/** Fixed: the memory that fflate chooses by itself is computed with logarithms, which may differ by a bit. */
const deflation = { level: 6, mem: 8 } as const;
/** Half of what readers allow. */
const worthRatio = bundleLimits.ratio / 2;

const packedAlready = new Set(
  (
    '7z aac avif bz2 docx epub flac gif gz heic jpeg jpg jxl m4a m4v mkv mov mp3 mp4 odp ods odt ogg opus pdf png pptx ' +
    'rar webm webp wma wmv xlsx xz zip zst'
  ).split(' '),
);

/**
 * Writes a zip archive, piece by piece as the caller takes it: sorted, one fixed date, no times of this machine, no
 * attributes, so that the same sources give the same bytes everywhere. Fails with `bundle-too-large` (rule `entries`,
 * `entry-bytes` or `total-bytes`) where a plain zip or the limits of bundles do not suffice.
 */
export async function* writeZip(
  sources: readonly ZipSource[],
  control: ReadControl,
): AsyncGenerator<Uint8Array> {
  const total = checkLimits(sources);
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  let done = 0;
  let written = 0;
  const take = function* (): Generator<Uint8Array> {
    for (const chunk of ready.splice(0)) {
      written += chunk.byteLength;
      // Offsets have 32 bits and fflate writes larger ones wrongly.
      if (written > bundleLimits.fileBytes) throw new Failure('bundle-too-large', { rule: 'total-bytes' });
      yield chunk;
    }
  };
  for (const source of sources.toSorted((a, b) => byBytes(a.name, b.name))) {
    const file = await entryFor(source, control);
    zip.add(file);
    for await (const { chunk, last } of inPieces(source.read())) {
      control.check();
      file.push(chunk, last);
      yield* take();
      done += chunk.byteLength;
      control.report(done, total, source.name);
      await turn();
    }
  }
  zip.end();
  yield* take();
}

function checkLimits(sources: readonly ZipSource[]): number {
  if (sources.length > bundleLimits.entries) throw new Failure('bundle-too-large', { rule: 'entries' });
  const large = sources.find(({ bytes }) => bytes > bundleLimits.entryBytes);
  if (large) throw new Failure('bundle-too-large', { where: large.name, rule: 'entry-bytes' });
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > bundleLimits.totalBytes) throw new Failure('bundle-too-large', { rule: 'total-bytes' });
  return total;
}

async function entryFor(source: ZipSource, control: ReadControl): Promise<ZipDeflate | ZipPassThrough> {
  const file = (await isWorthPacking(source, control))
    ? new ZipDeflate(source.name, deflation)
    : new ZipPassThrough(source.name);
  // DOS times are local: midnight of the first day that they know, in whatever zone this machine is.
  file.mtime = new Date(1980, 0, 1);
  return file;
}

/**
 * What is packed already is stored. So is a file that shrinks by next to nothing, or by so much that readers take it
 * for a bomb: that is found out by packing it once for nothing. With a file of one piece its headers alone keep the
 * ratio below what readers allow.
 */
async function isWorthPacking(source: ZipSource, control: ReadControl): Promise<boolean> {
  if (isPackedAlready(source)) return false;
  return source.bytes <= chunkBytes || pays(source, await deflatedBytes(source, control));
}

function isPackedAlready({ name }: ZipSource): boolean {
  return packedAlready.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

function pays({ bytes }: ZipSource, packed: number): boolean {
  return packed < bytes * 0.95 && packed * worthRatio > bytes;
}

/** Of an entry in a plain zip: its local header, its line in the directory, and the sizes that follow its data. */
const headerBytes = 30 + 46 + 16;

/** Bytes that a source adds to an archive that `writeZip` writes, headers included. */
export async function packedBytes(source: ZipSource, control: ReadControl): Promise<number> {
  const headers = headerBytes + 2 * Buffer.byteLength(source.name);
  if (isPackedAlready(source)) return headers + source.bytes;
  const packed = await deflatedBytes(source, control);
  const isPacked = source.bytes <= chunkBytes || pays(source, packed);
  return headers + (isPacked ? packed : source.bytes);
}

async function deflatedBytes(source: ZipSource, control: ReadControl): Promise<number> {
  let packed = 0;
  const trial = new ZipDeflate(source.name, deflation);
  trial.ondata = (error, chunk) => {
    if (error) throw error;
    packed += chunk.byteLength;
  };
  for await (const { chunk, last } of inPieces(source.read())) {
    control.check();
    trial.push(chunk, last);
    await turn();
  }
  return packed;
}

/** Pieces of exactly 64 KiB, the last one shorter or empty; parts of the chunks where these are large enough. */
async function* inPieces(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ chunk: Uint8Array; last: boolean }> {
  let piece = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.byteLength;) {
      if (filled === chunkBytes) {
        yield { chunk: piece, last: false };
        piece = new Uint8Array(chunkBytes);
        filled = 0;
      }
      // Behind the last whole piece there is always something: the very last one has to be told apart.
      if (filled === 0 && chunk.byteLength - taken > chunkBytes) {
        yield { chunk: chunk.subarray(taken, taken + chunkBytes), last: false };
        taken += chunkBytes;
        continue;
      }
      const part = chunk.subarray(taken, taken + chunkBytes - filled);
      piece.set(part, filled);
      filled += part.byteLength;
      taken += part.byteLength;
    }
  }
  yield { chunk: piece.subarray(0, filled), last: true };
}

/** Packing a piece takes milliseconds; others get their turn in between. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
