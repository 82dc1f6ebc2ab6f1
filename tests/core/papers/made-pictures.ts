import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colour: number;
  /** Rows with their filters, as they are before they are packed. */
  readonly rows: Buffer;
  readonly interlaced?: boolean;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
}

/** A PNG (ISO/IEC 15948) of any kind, packed as given. */
export function packPng({ width, height, bits, colour, rows, ...more }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour, 0, 0, more.interlaced === true ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(more.palette ? [chunk('PLTE', Buffer.from(more.palette))] : []),
    ...(more.transparency ? [chunk('tRNS', Buffer.from(more.transparency))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of bytes, each filtered in the way that `filterOf` gives (9.2 of the standard), against what stands before it. */
export function filtered(rows: readonly Buffer[], pixel: number, filterOf: (row: number) => number): Buffer {
  return Buffer.concat(
    rows.map((row, y) => {
      const filter = filterOf(y);
      const out = Buffer.alloc(row.length + 1);
      out[0] = filter;
      row.forEach((value, x) => {
        const [left, up] = [row[x - pixel] ?? 0, rows[y - 1]?.[x] ?? 0];
        const corner = x >= pixel ? (rows[y - 1]?.[x - pixel] ?? 0) : 0;
        const estimate = left + up - corner;
        const nearest = [left, up, corner].toSorted(
          (one, other) => Math.abs(estimate - one) - Math.abs(estimate - other),
        )[0];
        const guess = [0, left, up, (left + up) >> 1, nearest ?? 0][filter] ?? 0;
        out[x + 1] = (value - guess) & 255;
      });
      return out;
    }),
  );
}

/** A PNG whose right half is half transparent. */
export function alphaPng(width: number, height: number, blue: number): Buffer {
  const row = Buffer.from(
    Array.from({ length: width }, (_, x) => [200, 30, blue, x * 2 < width ? 255 : 128]).flat(),
  );
  const rows = Array.from({ length: height }, () => row);
  return packPng({ width, height, bits: 8, colour: 6, rows: filtered(rows, 4, () => 1) });
}

/** A GIF of numbers of colours from 0 to 3; its table of codes is begun anew before each number, so that all are 3 bits long. */
export function makeGif(width: number, numbers: readonly number[], clear?: number): Buffer {
  const [reset, end] = [4, 5];
  const codes = [...numbers.flatMap((number) => [reset, number]), end];
  const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const data = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    data[at >> 3] = (data[at >> 3] ?? 0) | (bit << (at & 7));
  });
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.of(block.length), block);
  }
  const height = numbers.length / width;
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([...size, 0x81, 0, 0]),
    Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]),
    ...(clear === undefined ? [] : [Buffer.from([0x21, 0xf9, 4, 1, 0, 0, clear, 0])]),
    Buffer.from([0x2c, 0, 0, 0, 0, ...size, 0, 2]),
    ...blocks,
    Buffer.from([0, 0x3b]),
  ]);
}

/** A BMP of 24 bits: rows from below, each filled up to four bytes, blue first. */
export function makeBmp(
  width: number,
  height: number,
  at: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      bytes.set([...at(x, y)].reverse(), 54 + (height - 1 - y) * row + x * 3);
  return bytes;
}

/** The head of a JPEG of this size, and nothing to be seen: who places pictures looks no further. */
export function jpegHead(width: number, height: number): Buffer {
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3],
    ...[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9],
  ]);
}
