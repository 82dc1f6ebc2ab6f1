import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { backupLimits } from '#core/care/backup-limits';

const packed = promisify(deflateRaw);

/** What the directory at the end says of an entry. */
interface Listed {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly start: number;
  /** Its sizes have 64 bits, in all three places. */
  readonly isLarge: boolean;
}

const utf8 = 0x800;
const sizesFollow = 0x8;
const stored = 0;
const deflated = 8;
const most16 = 0xffff;
const most32 = 0xffffffff;
/** 1980-01-01 in DOS time: backups of the same files differ in nothing but their name and time in bag-info.txt. */
const firstDay = 0x00210000;
/** Half of what the reader allows. */
const worthRatio = backupLimits.ratio / 2;

/**
 * Makes the bytes of a zip archive, with zip64 records where more than 65,535 entries or 4 GiB ask for them (fflate, which
 * bundles are made with, has none). An entry that is made is listed only once `list` is told so: bytes of one that
 * turned out to be no good stay unlisted between the others.
 */
export class ZipFile {
  readonly #listed: Listed[] = [];
  #position: number;

  /** `position`: how many bytes stand before, in tests of large archives. */
  constructor(position = 0) {
    this.#position = position;
  }

  /** An entry whose bytes are in memory; deflated where that saves 5% and no reader takes it for a bomb. */
  async *whole(name: string, content: Uint8Array): AsyncGenerator<Uint8Array, Listed> {
    const smaller = await packed(content);
    const isWorth =
      smaller.byteLength < content.byteLength * 0.95 && smaller.byteLength * worthRatio > content.byteLength;
    const data = isWorth ? smaller : content;
    const entry: Listed = {
      name: Buffer.from(name),
      method: isWorth ? deflated : stored,
      flags: utf8,
      crc: crc32(content),
      packedBytes: data.byteLength,
      bytes: content.byteLength,
      start: this.#position,
      isLarge: this.#isFar(),
    };
    yield this.#count(localHeader(entry));
    yield this.#count(data);
    return entry;
  }

  /**
   * An entry that is stored as it comes; its sizes stand behind it. `most`: how many bytes there can be, since the header in
   * front says how wide they are written.
   */
  async *streamed(
    name: string,
    content: AsyncIterable<Uint8Array>,
    most: number,
  ): AsyncGenerator<Uint8Array, Listed> {
    const start = this.#position;
    const isLarge = most >= most32 || this.#isFar();
    const before = { name: Buffer.from(name), method: stored, flags: utf8 | sizesFollow, start, isLarge };
    yield this.#count(localHeader({ ...before, crc: 0, packedBytes: 0, bytes: 0 }));
    let crc = 0;
    let bytes = 0;
    for await (const chunk of content) {
      crc = crc32(chunk, crc);
      bytes += chunk.byteLength;
      yield this.#count(chunk);
    }
    const entry = { ...before, crc, packedBytes: bytes, bytes };
    yield this.#count(descriptor(entry));
    return entry;
  }

  list(entries: readonly Listed[]): void {
    this.#listed.push(...entries);
  }

  /** The directory and the end of the archive. */
  *end(): Generator<Uint8Array> {
    const start = this.#position;
    for (const entry of this.#listed) yield this.#count(directoryEntry(entry));
    const bytes = this.#position - start;
    const count = this.#listed.length;
    if (count >= most16 || start >= most32 || bytes >= most32)
      yield this.#count(zip64End(count, bytes, start, this.#position));
    yield this.#count(endRecord(count, bytes, start));
  }

  /**
   * Entries behind 4 GiB have sizes of 64 bits too: unzip would else find a zip64 field in the directory only, decode the name
   * there in another way than in front of the data, and warn of every name with marks.
   */
  #isFar(): boolean {
    return this.#position >= most32;
  }

  #count(chunk: Uint8Array): Uint8Array {
    this.#position += chunk.byteLength;
    return chunk;
  }
}

export type ZipListed = Listed;

/** The fields that both headers share, from the version needed to the length of the extra field. */
function common(entry: Listed, extraBytes: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(extraBytes > 0 ? 45 : 20, 0);
  fields.writeUInt16LE(entry.flags, 2);
  fields.writeUInt16LE(entry.method, 4);
  fields.writeUInt32LE(firstDay, 6);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.isLarge ? most32 : entry.packedBytes, 14);
  fields.writeUInt32LE(entry.isLarge ? most32 : entry.bytes, 18);
  fields.writeUInt16LE(entry.name.byteLength, 22);
  fields.writeUInt16LE(extraBytes, 24);
  return fields;
}

const signature = (number: number): Buffer => Buffer.from([0x50, 0x4b, number & 0xff, number >>> 8]);

/** Field 1 of PKZIP: what does not fit into 32 bits, in the order of the header. */
function zip64Field(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return field;
}

const sizesOf = ({ isLarge, bytes, packedBytes }: Listed): number[] => (isLarge ? [bytes, packedBytes] : []);

function localHeader(entry: Listed): Buffer {
  const extra = zip64Field(sizesOf(entry));
  return Buffer.concat([signature(0x0403), common(entry, extra.byteLength), entry.name, extra]);
}

function descriptor({ crc, packedBytes, bytes, isLarge }: Listed): Buffer {
  const fields = Buffer.alloc(isLarge ? 20 : 12);
  fields.writeUInt32LE(crc, 0);
  if (isLarge) {
    fields.writeBigUInt64LE(BigInt(packedBytes), 4);
    fields.writeBigUInt64LE(BigInt(bytes), 12);
  } else {
    fields.writeUInt32LE(packedBytes, 4);
    fields.writeUInt32LE(bytes, 8);
  }
  return Buffer.concat([signature(0x0807), fields]);
}

function directoryEntry(entry: Listed): Buffer {
  const isFar = entry.start >= most32;
  const extra = zip64Field([...sizesOf(entry), ...(isFar ? [entry.start] : [])]);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(isFar ? most32 : entry.start, 10);
  const version = Buffer.from([45, 0]);
  return Buffer.concat([
    signature(0x0201),
    version,
    common(entry, extra.byteLength),
    place,
    entry.name,
    extra,
  ]);
}

function zip64End(count: number, bytes: number, start: number, position: number): Buffer {
  const end = Buffer.alloc(52);
  end.writeBigUInt64LE(44n, 0);
  end.writeUInt16LE(45, 8);
  end.writeUInt16LE(45, 10);
  end.writeBigUInt64LE(BigInt(count), 20);
  end.writeBigUInt64LE(BigInt(count), 28);
  end.writeBigUInt64LE(BigInt(bytes), 36);
  end.writeBigUInt64LE(BigInt(start), 44);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(position), 4);
  locator.writeUInt32LE(1, 12);
  return Buffer.concat([signature(0x0606), end, signature(0x0706), locator]);
}

function endRecord(count: number, bytes: number, start: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(count, most16), 4);
  end.writeUInt16LE(Math.min(count, most16), 6);
  end.writeUInt32LE(Math.min(bytes, most32), 8);
  end.writeUInt32LE(Math.min(start, most32), 12);
  return Buffer.concat([signature(0x0605), end]);
}
