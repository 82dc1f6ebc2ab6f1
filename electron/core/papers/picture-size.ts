/** A picture's kind, as its bytes say it, and its size in pixels. */
export interface PictureFacts {
  readonly type: 'png' | 'jpg' | 'gif' | 'bmp';
  readonly width: number;
  readonly height: number;
}

const signature = (bytes: Uint8Array, ...expected: number[]): boolean =>
  expected.every((value, index) => bytes[index] === value);

/** Of pictures that every Word shows; undefined for other kinds and for what is cut off or damaged in its head. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
  try {
    const facts = read(bytes);
    return facts && facts.width > 0 && facts.height > 0 ? facts : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the head is cut off
    throw error;
  }
}

function read(bytes: Uint8Array): PictureFacts | undefined {
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
function readJpeg(view: DataView): PictureFacts | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1; // fill bytes
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
}
