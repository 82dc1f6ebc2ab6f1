const gpsTag = 0x8825;
const textOf = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Whether the first directory of an EXIF block (TIFF 6.0, Exif 2.3 section 4.6.3) leads to a GPS directory. */
function leadsToLocation(exif: Uint8Array): boolean {
  if (exif.length < 14) return false;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const little = textOf(exif, 0, 2) === 'II';
  const start = view.getUint32(4, little);
  if (start + 2 > exif.length) return false;
  const entries = view.getUint16(start, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = start + 2 + entry * 12;
    if (at + 12 > exif.length) return false;
    if (view.getUint16(at, little) === gpsTag) return true;
  }
  return false;
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

/** Whether a picture's metadata say where it was taken (GPS). Damaged metadata say nothing. */
export function hasLocation(bytes: Uint8Array): boolean {
  try {
    const exif = exifOf(bytes);
    return exif !== undefined && leadsToLocation(exif);
  } catch {
    return false;
  }
}
