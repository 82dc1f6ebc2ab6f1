import { deflateSync } from 'node:zlib';
import { bmpPixels } from '#core/papers/bmp-pixels';
import { gifPixels } from '#core/papers/gif-pixels';
import { type PaperPicture, shownBytes } from '#core/papers/paper-picture';
import type { PdfFile, PdfReference } from '#core/papers/pdf-file';
import type { Pixels } from '#core/papers/pixels';
import { type PngFile, pngPixels, readPng } from '#core/papers/png-file';

export interface Embedded {
  readonly id: string;
  readonly reference: PdfReference;
}

/** What pictures are taken from: of one that can be shown its object, which is written once however often it is shown. */
export interface PictureStock {
  embed(picture: PaperPicture): Embedded | undefined;
}

/** The pictures of a file, each once however often it is shown; its bytes are not kept. */
export class PdfPictures implements PictureStock {
  readonly #file: PdfFile;
  readonly #known = new Map<PaperPicture, Embedded | undefined>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** Undefined for what cannot be shown. */
  embed(picture: PaperPicture): Embedded | undefined {
    if (this.#known.has(picture)) return this.#known.get(picture);
    const bytes = shownBytes(picture);
    const reference = bytes && this.#reference(bytes, picture);
    const embedded = reference && { id: `I${String(this.#known.size + 1)}`, reference };
    this.#known.set(picture, embedded);
    return embedded;
  }

  #reference(bytes: Buffer, { facts: { type } }: PaperPicture): PdfReference | undefined {
    if (type === 'jpg') return this.#jpeg(bytes);
    if (type === 'png') {
      const png = readPng(bytes);
      return png && (this.#asItIs(png) ?? this.#pixels(pngPixels(png)));
    }
    return this.#pixels(type === 'gif' ? gifPixels(bytes) : bmpPixels(bytes));
  }

  #image(data: Record<string, unknown>, bytes: Uint8Array): PdfReference {
    const reference = this.#file.reference({ Type: 'XObject', Subtype: 'Image', ...data });
    reference.end(bytes);
    return reference;
  }

  /** A PDF holds a JPEG as it is (ISO 32000-1, 7.4.8). */
  #jpeg(bytes: Buffer): PdfReference | undefined {
    const frame = jpegFrame(bytes);
    const space = frame && { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[frame.channels];
    if (!frame || !space) return undefined;
    // Those that have four colours have them the other way round.
    const decode = frame.channels === 4 ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {};
    return this.#image(
      {
        ...{ BitsPerComponent: 8, Width: frame.width, Height: frame.height },
        ...{ ColorSpace: space, Filter: 'DCTDecode', ...decode },
      },
      bytes,
    );
  }

  /** The rows of a PNG mean the same in a PDF (7.4.4.4), unless something shines through or they come in passes. */
  #asItIs({
    width,
    height,
    bits,
    colour,
    palette,
    transparency,
    isInterlaced,
    packed,
  }: PngFile): PdfReference | undefined {
    if (isInterlaced || colour > 3 || (colour === 3 && transparency)) return undefined;
    const space =
      palette && colour === 3 ? this.#palette(palette) : colour === 2 ? 'DeviceRGB' : 'DeviceGray';
    const rows = { Predictor: 15, Colors: colour === 2 ? 3 : 1, BitsPerComponent: bits, Columns: width };
    const hidden = transparency && colourKey(transparency, colour === 2 ? 3 : 1);
    return this.#image(
      {
        ...{ BitsPerComponent: bits, Width: width, Height: height, ColorSpace: space },
        ...{ Filter: 'FlateDecode', DecodeParms: rows, ...(hidden ? { Mask: hidden } : {}) },
      },
      packed,
    );
  }

  #palette(colours: Uint8Array): unknown[] {
    const table = this.#file.reference({});
    table.end(Buffer.from(colours));
    return ['Indexed', 'DeviceRGB', Math.floor(colours.length / 3) - 1, table];
  }

  #pixels(pixels: Pixels | undefined): PdfReference | undefined {
    if (!pixels) return undefined;
    const { width, height, samples, channels, palette, alpha } = pixels;
    const layer = (space: unknown, bytes: Uint8Array, more: object = {}): PdfReference => {
      const facts = { BitsPerComponent: 8, Width: width, Height: height, ColorSpace: space };
      return this.#image({ ...facts, Filter: 'FlateDecode', ...more }, deflateSync(bytes, { level: 4 }));
    };
    const mask = alpha && layer('DeviceGray', alpha);
    const space = palette ? this.#palette(palette) : channels === 3 ? 'DeviceRGB' : 'DeviceGray';
    return layer(space, samples, mask ? { SMask: mask } : {});
  }
}

/** The one colour that is not shown: two bytes a sample, as the range from it to it. */
function colourKey(transparency: Uint8Array, channels: number): number[] {
  const view = new DataView(transparency.buffer, transparency.byteOffset, transparency.byteLength);
  if (view.byteLength < channels * 2) return [];
  return Array.from({ length: channels }, (_, at) => view.getUint16(at * 2)).flatMap((value) => [
    value,
    value,
  ]);
}

/** ITU-T T.81, B.2.2: the size as it is stored, and how many colours there are. */
function jpegFrame(bytes: Buffer): { width: number; height: number; channels: number } | undefined {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1; // fill bytes
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return undefined;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        channels: bytes[at + 9] ?? 0,
      };
  }
  return undefined;
}
