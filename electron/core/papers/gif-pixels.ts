import type { Pixels } from '#core/papers/pixels';

/** The first picture of a GIF (GIF89a), unpacked; undefined where it is damaged. */
export function gifPixels(bytes: Buffer): Pixels | undefined {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it is cut off
    throw error;
  }
}

const paletteLength = (flags: number): number => 3 * 2 ** ((flags & 7) + 1);

function read(bytes: Buffer): Pixels | undefined {
  const [width, height, flags] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8), bytes.readUInt8(10)];
  let at = 13;
  let palette: Buffer | undefined;
  if ((flags & 0x80) !== 0) {
    palette = bytes.subarray(at, at + paletteLength(flags));
    at += paletteLength(flags);
  }
  let clear: number | undefined;
  for (;;) {
    const kind = bytes.readUInt8(at);
    if (kind === 0x2c) break;
    if (kind !== 0x21) return undefined;
    // Section 23: what shines through is told before the picture.
    if (bytes.readUInt8(at + 1) === 0xf9 && (bytes.readUInt8(at + 3) & 1) === 1)
      clear = bytes.readUInt8(at + 6);
    at = blocksOf(bytes, at + 2).end;
  }
  return frame(bytes, at, { width, height, palette, clear });
}

interface Screen {
  readonly width: number;
  readonly height: number;
  readonly palette: Buffer | undefined;
  readonly clear: number | undefined;
}

/** Sections 20 to 22: where the picture lies on the screen, its own palette, its numbers of colours. */
function frame(bytes: Buffer, at: number, { width, height, clear, ...screen }: Screen): Pixels | undefined {
  const [left, top] = [bytes.readUInt16LE(at + 1), bytes.readUInt16LE(at + 3)];
  const [wide, high, flags] = [
    bytes.readUInt16LE(at + 5),
    bytes.readUInt16LE(at + 7),
    bytes.readUInt8(at + 9),
  ];
  const own = (flags & 0x80) !== 0;
  const start = at + 10 + (own ? paletteLength(flags) : 0);
  const palette = own ? bytes.subarray(at + 10, start) : screen.palette;
  const numbers = unpack(blocksOf(bytes, start + 1).data, bytes.readUInt8(start), wide * high);
  if (!palette || !numbers || left + wide > width || top + high > height) return undefined;
  const samples = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  const rows = (flags & 0x40) === 0 ? undefined : interlacedRows(high);
  for (let y = 0; y < high; y += 1) {
    const line = (top + (rows?.[y] ?? y)) * width + left;
    for (let x = 0; x < wide; x += 1) {
      const number = numbers[y * wide + x] ?? 0;
      samples[line + x] = number;
      alpha[line + x] = number === clear ? 0 : 255;
    }
  }
  const isSolid = alpha.every((value) => value === 255);
  return { width, height, samples, channels: 1, palette, ...(isSolid ? {} : { alpha }) };
}

function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let row = first; row < height; row += step) rows.push(row);
  return rows;
}

/** Section 15: blocks of up to 255 bytes until one of none. */
function blocksOf(bytes: Buffer, from: number): { readonly data: Buffer; readonly end: number } {
  const blocks: Buffer[] = [];
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) {
    blocks.push(bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data: Buffer.concat(blocks), end: at + 1 };
}

/** Appendix F: LZW with codes of a growing number of bits. Undefined where there are fewer numbers than pixels. */
function unpack(data: Buffer, least: number, count: number): Uint8Array | undefined {
  if (least < 2 || least > 8) return undefined;
  const [clear, end] = [1 << least, (1 << least) + 1];
  const [prefix, last] = [new Uint16Array(4096), new Uint8Array(4096)];
  for (let code = 0; code < clear; code += 1) last[code] = code;
  const numbers = new Uint8Array(count);
  const stack = new Uint8Array(4097);
  let [size, next, previous, first, filled] = [least + 1, end + 1, -1, 0, 0];
  let [held, bits] = [0, 0];
  for (const byte of data) {
    held |= byte << bits;
    bits += 8;
    while (bits >= size) {
      const code = held & ((1 << size) - 1);
      held >>>= size;
      bits -= size;
      if (code === end || filled === count) return filled === count ? numbers : undefined;
      if (code === clear) {
        [size, next, previous] = [least + 1, end + 1, -1];
        continue;
      }
      if (code > next || (code === next && previous < 0)) return undefined;
      let depth = 0;
      let at = code;
      if (code === next) {
        stack[depth++] = first;
        at = previous;
      }
      for (; at >= clear; at = prefix[at] ?? 0) stack[depth++] = last[at] ?? 0;
      first = last[at] ?? 0;
      stack[depth++] = first;
      while (depth > 0 && filled < count) numbers[filled++] = stack[--depth] ?? 0;
      if (previous >= 0 && next < 4096) {
        prefix[next] = previous;
        last[next] = first;
        next += 1;
        if (next === 1 << size && size < 12) size += 1;
      }
      previous = code;
    }
  }
  return filled === count ? numbers : undefined;
}
