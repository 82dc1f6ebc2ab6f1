import type { Pixels } from '#core/papers/pixels';

/** A BMP without compression (BITMAPINFOHEADER), unpacked; undefined for other kinds and where it is damaged. */
export function bmpPixels(bytes: Buffer): Pixels | undefined {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it is cut off
    throw error;
  }
}

function read(bytes: Buffer): Pixels | undefined {
  const [start, header] = [bytes.readUInt32LE(10), bytes.readUInt32LE(14)];
  const [width, signed] = [bytes.readInt32LE(18), bytes.readInt32LE(22)];
  const [bits, compression] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)];
  const height = Math.abs(signed);
  const row = Math.ceil((width * bits) / 32) * 4;
  if (header < 40 || compression !== 0 || ![1, 4, 8, 24, 32].includes(bits)) return undefined;
  if (start + row * height > bytes.length) return undefined;
  const channels = bits > 8 ? 3 : 1;
  const samples = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    const from = start + (signed > 0 ? height - 1 - y : y) * row;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      if (channels === 1) samples[at] = indexAt(bytes, from, x, bits);
      // Blue comes first.
      else
        for (let one = 0; one < 3; one += 1) samples[at + one] = bytes[from + (x * bits) / 8 + 2 - one] ?? 0;
    }
  }
  if (channels === 3) return { width, height, samples, channels };
  return { width, height, samples, channels, palette: paletteOf(bytes, 14 + header, bits) };
}

function indexAt(bytes: Buffer, row: number, x: number, bits: number): number {
  const bit = x * bits;
  return ((bytes[row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}

/** Four bytes a colour: blue, green, red and nothing. */
function paletteOf(bytes: Buffer, from: number, bits: number): Uint8Array {
  const given = bytes.readUInt32LE(46);
  const count = given > 0 && given <= 1 << bits ? given : 1 << bits;
  const palette = new Uint8Array(3 * (1 << bits));
  for (let colour = 0; colour < count; colour += 1)
    for (let one = 0; one < 3; one += 1)
      palette[colour * 3 + one] = bytes.readUInt8(from + colour * 4 + 2 - one);
  return palette;
}
