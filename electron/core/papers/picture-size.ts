/** A picture's kind, as its bytes say it, and its size in pixels as it is shown. */
export interface PictureFacts {
  readonly type: 'png' | 'jpg' | 'gif' | 'bmp';
  readonly width: number;
  readonly height: number;
  /** How a photograph has to be turned or mirrored to stand upright (Exif 2.3, 4.6.4, tag 274); 1 where it stands so. */
  readonly orientation: number;
}

type Found = Omit<PictureFacts, 'orientation'> & { readonly orientation?: number };

const signature = (bytes: Uint8Array, ...expected: number[]): boolean =>
  expected.every((value, index) => bytes[index] === value);

/** Of pictures that every Word shows; undefined for other kinds and for what is cut off or damaged in its head. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
  try {
    const found = read(bytes);
    if (!found || found.width <= 0 || found.height <= 0) return undefined;
    const { type, width, height, orientation = 1 } = found;
    const lies = orientation > 4;
    return { type, orientation, width: lies ? height : width, height: lies ? width : height };
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the head is cut off
    throw error;
  }
}

function read(bytes: Uint8Array): Found | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // PNG (second edition), 5.2 and 11.2.2: the header chunk comes first.
  if (signature(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  // GIF89a, section 18: logical screen.
  if (signature(bytes, 0x47, 0x49, 0x46, 0x38))
    return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  // BITMAPINFOHEADER; rows may run from the top, which makes the height negative.
  if (signature(bytes, 0x42, 0x4d))
    return { type: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  return signature(bytes, 0xff, 0xd8) ? readJpeg(view) : undefined;
}

/** ITU-T T.81, B.1 and B.2.2: segments follow one another until a start of frame, which holds the size. */
function readJpeg(view: DataView): Found | undefined {
  let orientation = 1;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1; // fill bytes
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xe1) orientation = orientationIn(view, at + 4) ?? orientation;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation };
  }
}

/** Exif 2.3, 4.5.2 to 4.6.4: a TIFF file within the segment, whose first directory has it. */
function orientationIn(view: DataView, at: number): number | undefined {
  if (view.getUint32(at) !== 0x45786966) return undefined; // "Exif"
  const tiff = at + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  // A directory that lies outside the file does not make the picture one that cannot be shown.
  if (directory + 2 > view.byteLength) return undefined;
  const count = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    if (entry + 12 > view.byteLength) return undefined;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
