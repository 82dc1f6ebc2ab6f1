import { crc32, deflateRawSync } from 'node:zlib';

/** What a header says of an entry; everything can be made to lie. */
interface Header {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

export interface RawEntry extends Partial<Omit<Header, 'name'>> {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  /** The bytes that lie in the archive, if not what `data` packs to. */
  readonly packed?: Buffer;
  /** What the header in front of the data says differently. */
  readonly local?: Partial<Omit<Header, 'name'>> & { readonly name?: string | Buffer };
  /** The high half holds the Unix mode. */
  readonly attributes?: number;
  readonly extra?: Buffer;
  /** Where the directory says that the header is. */
  readonly headerStart?: number;
}

export interface RawZip {
  readonly comment?: Buffer;
  /** Number of entries that the end record gives. */
  readonly count?: number;
  /** Bytes between the directory and the end record. */
  readonly gap?: Buffer;
}

const name = (value: string | Buffer): Buffer => (typeof value === 'string' ? Buffer.from(value) : value);

/** The fixed fields that both headers share, from the version needed to the length of the extra field. */
function common(header: Header, extraBytes: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(header.flags, 2);
  fields.writeUInt16LE(header.method, 4);
  fields.writeUInt32LE(0x00210000, 6);
  fields.writeUInt32LE(header.crc >>> 0, 10);
  fields.writeUInt32LE(header.packedBytes >>> 0, 14);
  fields.writeUInt32LE(header.bytes >>> 0, 18);
  fields.writeUInt16LE(header.name.byteLength, 22);
  fields.writeUInt16LE(extraBytes, 24);
  return fields;
}

function headerOf(entry: RawEntry, packed: Buffer, data: Buffer): Header {
  return {
    name: name(entry.name),
    flags: entry.flags ?? 0x800,
    method: entry.method ?? 0,
    crc: entry.crc ?? crc32(data),
    packedBytes: entry.packedBytes ?? packed.byteLength,
    bytes: entry.bytes ?? data.byteLength,
  };
}

/** A zip archive, byte by byte as told; what is not told is right. */
export function buildZip(entries: readonly RawEntry[], options: RawZip = {}): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.packed ?? (entry.method === 8 ? deflateRawSync(data) : data);
    const header = headerOf(entry, packed, data);
    const { name: localName, ...local } = entry.local ?? {};
    const front = { ...header, ...local, ...(localName === undefined ? {} : { name: name(localName) }) };
    const place = Buffer.alloc(14);
    place.writeUInt32LE((entry.attributes ?? 0) >>> 0, 6);
    place.writeUInt32LE(entry.headerStart ?? position, 10);
    const extra = entry.extra ?? Buffer.alloc(0);
    const central = Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1');
    directory.push(central, common(header, extra.byteLength), place, header.name, extra);
    const written = [Buffer.from('PK\u0003\u0004'), common(front, 0), front.name, packed];
    body.push(...written);
    position += written.reduce((sum, part) => sum + part.byteLength, 0);
  }
  const listed = Buffer.concat(directory);
  const comment = options.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(options.count ?? entries.length, 8);
  end.writeUInt16LE(options.count ?? entries.length, 10);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(position, 16);
  end.writeUInt16LE(comment.byteLength, 20);
  return Buffer.concat([...body, listed, options.gap ?? Buffer.alloc(0), end, comment]);
}
