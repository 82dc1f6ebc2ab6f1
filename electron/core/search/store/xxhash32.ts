const [p1, p2, p3, p4, p5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1];

/**
 * XXH32 with seed 0 (Yann Collet, doc/xxhash_spec.md of the xxHash project): finds damage by accident at more than a
 * gigabyte a second; no protection against intent. On a machine with the other byte order it is another number: what it verifies
 * never leaves the machine.
 */
export function xxhash32(bytes: Uint8Array): number {
  const stripes = bytes.length >>> 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = stripes > 0 ? mixStripes(wordsOf(bytes, stripes), stripes) : p5;
  hash = (hash + bytes.length) | 0;
  let at = stripes << 4;
  for (; at + 4 <= bytes.length; at += 4) {
    hash = (hash + Math.imul(view.getUint32(at, true), p3)) | 0;
    hash = Math.imul((hash << 17) | (hash >>> 15), p4);
  }
  for (; at < bytes.length; at += 1) {
    hash = (hash + Math.imul(bytes[at] ?? 0, p5)) | 0;
    hash = Math.imul((hash << 11) | (hash >>> 21), p1);
  }
  hash = Math.imul(hash ^ (hash >>> 15), p2);
  hash = Math.imul(hash ^ (hash >>> 13), p3);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Where they do not begin at a multiple of four, of a copy. */
function wordsOf(bytes: Uint8Array, stripes: number): Int32Array {
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Int32Array(buffer, byteOffset, stripes << 2);
}

/** Four lanes of four bytes each, without calls between: this is where the time goes. Numbers of 32 bits take half as long. */
function mixStripes(words: Int32Array, stripes: number): number {
  const [prime1, prime2] = [p1 | 0, p2 | 0];
  let [a, b, c, d] = [(p1 + p2) | 0, p2 | 0, 0, -p1 | 0];
  for (let at = 0; at < stripes << 2; at += 4) {
    a = (a + Math.imul(words[at] as number, prime2)) | 0;
    a = Math.imul((a << 13) | (a >>> 19), prime1);
    b = (b + Math.imul(words[at + 1] as number, prime2)) | 0;
    b = Math.imul((b << 13) | (b >>> 19), prime1);
    c = (c + Math.imul(words[at + 2] as number, prime2)) | 0;
    c = Math.imul((c << 13) | (c >>> 19), prime1);
    d = (d + Math.imul(words[at + 3] as number, prime2)) | 0;
    d = Math.imul((d << 13) | (d >>> 19), prime1);
  }
  return (
    (((a << 1) | (a >>> 31)) +
      ((b << 7) | (b >>> 25)) +
      ((c << 12) | (c >>> 20)) +
      ((d << 18) | (d >>> 14))) |
    0
  );
}
