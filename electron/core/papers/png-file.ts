import { inflateSync } from 'node:zlib';
import type { Pixels } from '#core/papers/pixels';

/** A PNG (ISO/IEC 15948) as it is packed. */
export interface PngFile {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha. */
  readonly colour: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array | undefined;
  /** As its chunk has it: of a palette a byte a colour, else the samples of the one colour that is not shown. */
  readonly transparency: Uint8Array | undefined;
  /** Rows with their filters, deflated. */
  readonly packed: Buffer;
}

const channelsOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Record<number, readonly number[]> = {
  ...{ 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] },
};

/** The parts of a PNG; undefined where they do not hang together. */
export function readPng(bytes: Buffer): PngFile | undefined {
  const chunks = chunksOf(bytes);
  const header = chunks.get('IHDR')?.[0];
  if (header?.length !== 13) return undefined;
  const [bits = 0, colour = 0, , , interlace] = header.subarray(8);
  const palette = chunks.get('PLTE')?.[0];
  if (!depths[colour]?.includes(bits) || (colour === 3 && !palette)) return undefined;
  return {
    ...{ width: header.readUInt32BE(0), height: header.readUInt32BE(4), bits, colour, palette },
    ...{ isInterlaced: interlace === 1, transparency: chunks.get('tRNS')?.[0] },
    packed: Buffer.concat(chunks.get('IDAT') ?? []),
  };
}

function chunksOf(bytes: Buffer): Map<string, Buffer[]> {
  const chunks = new Map<string, Buffer[]>();
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) break;
    chunks.set(name, [...(chunks.get(name) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return chunks;
}

/** All of its rows are there. */
export const isPngWhole = (bytes: Buffer): boolean => {
  const png = readPng(bytes);
  return png !== undefined && unpacked(png) !== undefined;
};

/** Bytes of a row of so many pixels. */
const rowBytes = ({ colour, bits }: PngFile, width: number): number =>
  Math.ceil((width * (channelsOf[colour] ?? 1) * bits) / 8);

/** Rows with their filters; undefined where there are too few, or their check sum is wrong. */
function unpacked(png: PngFile): Buffer | undefined {
  const needed = passesOf(png).reduce(
    (sum, { width, height }) => sum + (width === 0 ? 0 : height * (1 + rowBytes(png, width))),
    0,
  );
  try {
    const rows = inflateSync(png.packed, { maxOutputLength: needed + 64 * 1024 });
    return rows.length >= needed ? rows : undefined;
  } catch {
    return undefined;
  }
}

interface Pass {
  readonly width: number;
  readonly height: number;
  /** Of its pixels: the first, and how far they lie apart. */
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** ISO/IEC 15948, 8.2: an interlaced picture comes in seven passes. */
const interlaced = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function passesOf({ width, height, isInterlaced }: PngFile): Pass[] {
  if (!isInterlaced) return [{ width, height, x: 0, y: 0, stepX: 1, stepY: 1 }];
  return interlaced.map(([x, y, stepX, stepY]) => ({
    ...{
      width: Math.max(0, Math.ceil((width - x) / stepX)),
      height: Math.max(0, Math.ceil((height - y) / stepY)),
    },
    ...{ x, y, stepX, stepY },
  }));
}

/** The picture unpacked; undefined where it is damaged. */
export function pngPixels(png: PngFile): Pixels | undefined {
  const rows = unpacked(png);
  if (!rows) return undefined;
  const channels = channelsOf[png.colour] ?? 1;
  const bytes = new Uint8Array(png.width * png.height * channels);
  let at = 0;
  for (const pass of passesOf(png)) {
    if (pass.width === 0) continue;
    const row = rowBytes(png, pass.width);
    for (let y = 0; y < pass.height; y += 1) {
      unfilter(rows, at, row, y > 0, Math.max(1, (channels * png.bits) >> 3));
      place(png, pass, y, rows.subarray(at + 1, at + 1 + row), bytes);
      at += 1 + row;
    }
  }
  return apart(png, bytes);
}

/** ISO/IEC 15948, 9.2: a row says how it was filtered against the pixel on the left and the row above. */
function unfilter(rows: Buffer, at: number, length: number, hasAbove: boolean, pixel: number): void {
  const filter = rows[at];
  const above = at - length - 1;
  for (let byte = 1; byte <= length; byte += 1) {
    const left = byte > pixel ? (rows[at + byte - pixel] ?? 0) : 0;
    const up = hasAbove ? (rows[above + byte] ?? 0) : 0;
    const corner = hasAbove && byte > pixel ? (rows[above + byte - pixel] ?? 0) : 0;
    const guess =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : filter === 4
              ? paeth(left, up, corner)
              : 0;
    rows[at + byte] = ((rows[at + byte] ?? 0) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [fromLeft, fromUp, fromCorner] = [
    Math.abs(guess - left),
    Math.abs(guess - up),
    Math.abs(guess - corner),
  ];
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

/** Samples of a row as bytes where they belong: of 16 bits the upper half, of fewer than 8 spread over all. */
function place(
  { width, bits, colour }: PngFile,
  pass: Pass,
  y: number,
  row: Uint8Array,
  bytes: Uint8Array,
): void {
  const channels = channelsOf[colour] ?? 1;
  const most = (1 << Math.min(bits, 8)) - 1;
  const scale = colour === 3 ? 1 : 255 / most;
  const start = (pass.y + y * pass.stepY) * width + pass.x;
  for (let sample = 0; sample < pass.width * channels; sample += 1) {
    const bit = sample * bits;
    const value = bits >= 8 ? (row[bit >> 3] ?? 0) : ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & most;
    const pixel = start + Math.floor(sample / channels) * pass.stepX;
    bytes[pixel * channels + (sample % channels)] = bits >= 8 ? value : value * scale;
  }
}

/** Colours and what shines through, apart from one another. */
function apart({ width, height, colour, palette, transparency }: PngFile, bytes: Uint8Array): Pixels {
  if (colour === 3) {
    const alpha = transparency && bytes.map((index) => transparency[index] ?? 255);
    return {
      width,
      height,
      samples: bytes,
      channels: 1,
      ...(palette ? { palette } : {}),
      ...(alpha ? { alpha } : {}),
    };
  }
  if (colour === 0 || colour === 2) return { width, height, samples: bytes, channels: colour === 0 ? 1 : 3 };
  const channels = colour === 4 ? 1 : 3;
  const samples = new Uint8Array(width * height * channels);
  const alpha = new Uint8Array(width * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * (channels + 1);
    for (let channel = 0; channel < channels; channel += 1)
      samples[pixel * channels + channel] = bytes[from + channel] ?? 0;
    alpha[pixel] = bytes[from + channels] ?? 255;
  }
  return { width, height, samples, channels, alpha };
}
