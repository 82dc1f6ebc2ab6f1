import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body), 0);
  return Buffer.concat([frame.subarray(0, 4), body, check]);
}

/** A PNG (ISO/IEC 15948) like a photograph: a gradient with grain, which PNG packs badly and JPEG well. */
export function makePng(width: number, height: number, seed = 1): Buffer {
  const row = 1 + width * 3;
  const data = Buffer.alloc(row * height);
  let random = seed;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const grain = random % 24;
      const at = y * row + 1 + x * 3;
      data[at] = Math.min(255, (x / width) * 230 + grain);
      data[at + 1] = Math.min(255, (y / height) * 230 + grain);
      data[at + 2] = 90 + grain;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
