import { sha512 } from '@noble/hashes/sha2.js';
import { parsePublicKeyLine, publicKeyLine, type PublicKey } from '#core/seal/minisign';
import { asBytes, MinisignError } from '#core/seal/minisign-text';

const groups = 6;
const bytesEach = 5;

/**
 * What two people read to each other by telephone to make sure that they mean the same key: six groups of five digits, of
 * SHA-512 over `lantoa-seal-digits-1`, NUL, the office's id in lower case, NUL and the 42 bytes of the key's line. Each group
 * is five bytes (big-endian) modulo 100,000. That is 99 bits: whoever makes keys until one has the digits of a given office's
 * has 2^99 to make, and none of them serves against a second office, because the id is hashed along.
 */
export function keyDigits(key: PublicKey, officeId: string): string {
  const line = Buffer.from(publicKeyLine(key), 'base64');
  const text = asBytes(`lantoa-seal-digits-1\0${officeId.toLowerCase()}\0`);
  const hash = Buffer.from(sha512(Buffer.concat([text, line])));
  return Array.from({ length: groups }, (_, group) =>
    String(hash.readUIntBE(group * bytesEach, bytesEach) % 100_000).padStart(5, '0'),
  ).join(' ');
}

/** The key of a line that somebody else wrote; undefined where it is none. */
export function readKeyLine(line: string): PublicKey | undefined {
  try {
    return parsePublicKeyLine(line);
  } catch (error) {
    if (error instanceof MinisignError) return undefined;
    throw error;
  }
}
