import { createCipheriv, createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '#bench/generate-library';

const megabyte = 1_000_000;

/** Shares of the bytes, with what files of that kind begin with. Pictures, PDF and Word files are packed already. */
const kinds = [
  { ending: 'jpg', share: 0.4, head: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), packed: true },
  { ending: 'pdf', share: 0.2, head: Buffer.from('%PDF-1.7\n'), packed: true },
  { ending: 'docx', share: 0.3, head: Buffer.from('PK\u0003\u0004'), packed: true },
  { ending: 'txt', share: 0.1, head: Buffer.from(''), packed: false },
] as const;

/** Bytes that no packer makes smaller, the same for the same seed. */
function noise(bytes: number, seed: string): Buffer {
  const key = createHash('sha256').update(seed).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

/** Lines of figures and words: deflates to about a third, as office texts do. */
function lines(bytes: number, draw: () => number): Buffer {
  const words = 'chuyển đổi số tỉnh phường hồ sơ trực tuyến người dân dịch vụ công cáp viễn thông'.split(' ');
  const parts: string[] = [];
  for (let length = 0; length < bytes; length += 12) {
    parts.push(words[Math.floor(draw() * words.length)] ?? '', String(Math.floor(draw() * 100_000)));
  }
  return Buffer.from(parts.join(' ')).subarray(0, bytes);
}

/** Writes files of 1 to 50 MB, as attachments are, that make up `bytes` together; their paths. */
export function writePayload(folder: string, bytes: number): string[] {
  mkdirSync(folder, { recursive: true });
  const draw = random(2_026);
  const paths: string[] = [];
  for (const { ending, share, head, packed } of kinds) {
    for (let left = bytes * share; left > 0;) {
      // Small ones are more frequent than big ones.
      const size = Math.round(Math.min(left, megabyte * 50 ** draw()));
      const path = join(folder, `tai-lieu-${String(paths.length + 1)}.${ending}`);
      writeFileSync(
        path,
        Buffer.concat([head, packed ? noise(size, path.slice(folder.length)) : lines(size, draw)]),
      );
      paths.push(path);
      left -= size;
    }
  }
  return paths;
}
