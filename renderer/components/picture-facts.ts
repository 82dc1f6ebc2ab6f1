const gpsTag = 0x8825;
/** Make, model, software, time, artist, copyright and the directory of everything else about the shot (Exif 2.3, 4.6). */
const detailTags = new Set([0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x8298, 0x8769]);

/** What a picture says beside what it shows. */
export interface PictureFacts {
  /** Where it was taken. */
  readonly location: boolean;
  /** When, by whom, with what. */
  readonly details: boolean;
}
const textOf = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The tags of the first directory of an EXIF block (TIFF 6.0, Exif 2.3 section 4.6.3). */
function tagsOf(exif: Uint8Array): number[] {
  if (exif.length < 14) return [];
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const little = textOf(exif, 0, 2) === 'II';
  const start = view.getUint32(4, little);
  if (start + 2 > exif.length) return [];
  const entries = Math.min(view.getUint16(start, little), Math.floor((exif.length - start - 2) / 12));
  return Array.from({ length: entries }, (_, entry) => view.getUint16(start + 2 + entry * 12, little));
}

/** The EXIF block of a JPEG (its APP1 segment), of a PNG (eXIf) or of a WebP (EXIF chunk), from its TIFF header on. */
function exifOf(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
      const length = view.getUint16(at + 2);
      if (bytes[at + 1] === 0xe1 && textOf(bytes, at + 4, 4) === 'Exif')
        return bytes.subarray(at + 10, at + 2 + length);
      at += 2 + length;
    }
    return undefined;
  }
  const isPng = textOf(bytes, 1, 3) === 'PNG';
  const isWebp = textOf(bytes, 8, 4) === 'WEBP';
  if (!isPng && !isWebp) return undefined;
  for (let at = isPng ? 8 : 12; at + 8 <= bytes.length;) {
    const length = isPng ? view.getUint32(at) : view.getUint32(at + 4, true);
    const name = textOf(bytes, isPng ? at + 4 : at, 4);
    if (name === 'eXIf' || name === 'EXIF') return bytes.subarray(at + 8, at + 8 + length);
    at += isPng ? length + 12 : 8 + length + (length % 2);
  }
  return undefined;
}

/** What a picture's metadata say. Damaged metadata say nothing. */
export function pictureFacts(bytes: Uint8Array): PictureFacts {
  try {
    const exif = exifOf(bytes);
    const tags = exif ? tagsOf(exif) : [];
    return { location: tags.includes(gpsTag), details: tags.some((tag) => detailTags.has(tag)) };
  } catch {
    return { location: false, details: false };
  }
}
