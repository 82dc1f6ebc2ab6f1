import { createHash, createPublicKey, verify } from 'node:crypto';

/** What a raw Ed25519 key has in front of it as a SubjectPublicKeyInfo (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether a seal in minisign's format is by this key (the line of office.json) and covers these bytes: after minisign's
 * description and with OpenSSL, so that a fault of the program is none of the tests as well.
 */
export function isSealedBy(bytes: Uint8Array, seal: string | undefined, keyLine: string): boolean {
  const lines = (seal ?? '').split(/\r?\n/);
  const [untrusted = '', first = '', trusted = '', last = '', ...rest] = lines;
  const [signature, whole] = [Buffer.from(first, 'base64'), Buffer.from(last, 'base64')];
  const key = Buffer.from(keyLine, 'base64');
  // Four lines, each written in the one way: what else somebody has added is none of a seal.
  if (rest.length > 1 || rest.some((line) => line !== '')) return false;
  if (!untrusted.startsWith('untrusted comment: ') || !trusted.startsWith('trusted comment: ')) return false;
  if (signature.toString('base64') !== first || whole.toString('base64') !== last) return false;
  if (signature.length !== 74 || whole.length !== 64 || key.length !== 42) return false;
  if (!signature.subarray(2, 10).equals(key.subarray(2, 10))) return false;
  const publicKey = createPublicKey({
    key: Buffer.concat([keyPrefix, key.subarray(10)]),
    format: 'der',
    type: 'spki',
  });
  const isHashed = signature.toString('latin1', 0, 2) === 'ED';
  const signed = isHashed ? createHash('blake2b512').update(bytes).digest() : bytes;
  const comment = Buffer.concat([signature.subarray(10), Buffer.from(trusted.slice(17))]);
  return verify(null, signed, publicKey, signature.subarray(10)) && verify(null, comment, publicKey, whole);
}
