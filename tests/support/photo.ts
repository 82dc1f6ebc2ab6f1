const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** One entry of a TIFF directory: tag, type (2 letters, 3 short, 4 long), number of values, value or place. */
function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(value, 8);
  return bytes;
}

/**
 * A JPEG as a telephone writes it: with an Exif block (Exif 2.3, 4.5.4) that says how to turn it (`orientation` 1 to 8), the
 * camera's name and a directory of places.
 */
export function asPhoto(jpeg: Buffer, orientation: number, camera: string): Buffer {
  const name = ascii(`${camera}\0`);
  const behind = 8 + 2 + 3 * 12 + 4;
  const directory = [
    ascii('II*\0\x08\0\0\0'),
    Buffer.of(3, 0),
    entry(0x0110, 2, name.length, behind),
    entry(0x0112, 3, 1, orientation),
    entry(0x8825, 4, 1, behind + name.length),
    Buffer.alloc(4),
    name,
    Buffer.of(0, 0, 0, 0, 0, 0),
  ];
  const block = Buffer.concat([ascii('Exif\0\0'), ...directory]);
  const head = Buffer.of(0xff, 0xe1, (block.length + 2) >> 8, (block.length + 2) & 255);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}
