import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import {
  after,
  areSame,
  asBytes,
  base64Line,
  linesOf,
  MinisignError,
  toBase64,
} from '#core/seal/minisign-text';

/** What a seal is checked with. The number tells keys apart and proves nothing. */
export interface PublicKey {
  /** Eight bytes, chosen at random with the key. */
  readonly number: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly key: Uint8Array;
}

/** What a seal is made with. */
export interface SecretKey extends PublicKey {
  /** 32 bytes from which the whole key is derived (RFC 8032). */
  readonly seed: Uint8Array;
}

export interface Signature {
  readonly number: Uint8Array;
  /** Of the bytes themselves ("Ed", older files) or of their BLAKE2b-512 ("ED"). */
  readonly hashed: boolean;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  /** Covered by the signature; anybody may have written the other comment. */
  readonly trustedComment: string;
  /** 64 bytes, of the signature and the trusted comment. */
  readonly whole: Uint8Array;
}

const untrusted = 'untrusted comment: ';
const trusted = 'trusted comment: ';
export const algorithm = { plain: asBytes('Ed'), hashed: asBytes('ED') };
const numberBytes = 8;
const keyBytes = 32;
const signatureBytes = 64;

export function generateKey(random: (bytes: number) => Uint8Array): SecretKey {
  return secretKeyOf(random(numberBytes), random(keyBytes));
}

export function secretKeyOf(number: Uint8Array, seed: Uint8Array): SecretKey {
  return { number: Uint8Array.from(number), seed: Uint8Array.from(seed), key: ed25519.getPublicKey(seed) };
}

/** As minisign writes it: the eight bytes as one little-endian number in hex. */
export const numberText = (number: Uint8Array): string =>
  Buffer.from(number).reverse().toString('hex').toUpperCase();

/** A public key as one line of Base64, as `minisign -P` takes it and office.json keeps it. */
export const publicKeyLine = ({ number, key }: PublicKey): string => toBase64(algorithm.plain, number, key);

/** Reads one line of Base64. Fails with a `MinisignError`. */
export function parsePublicKeyLine(line: string): PublicKey {
  const bytes = base64Line(line, algorithm.plain.length + numberBytes + keyBytes);
  if (!areSame(bytes.subarray(0, 2), algorithm.plain)) throw new MinisignError('not an Ed25519 key');
  return { number: bytes.subarray(2, 10), key: bytes.subarray(10) };
}

/** A public key file (`minisign.pub`). */
export const publicKeyFile = (key: PublicKey): string =>
  `${untrusted}minisign public key ${numberText(key.number)}\n${publicKeyLine(key)}\n`;

/** Reads a public key file. Fails with a `MinisignError`. */
export function parsePublicKeyFile(text: string): PublicKey {
  const [comment, key] = linesOf(text, 2);
  after(untrusted, comment);
  return parsePublicKeyLine(key ?? '');
}

/** Signs bytes as minisign does since 0.10: their hash, then the signature together with the comment. */
export function sign(bytes: Uint8Array, key: SecretKey, trustedComment: string): string {
  if (/[\r\n]/.test(trustedComment)) throw new MinisignError('the comment is one line');
  const signature = ed25519.sign(blake2b(bytes), key.seed);
  const whole = ed25519.sign(Buffer.concat([signature, asBytes(trustedComment)]), key.seed);
  return [
    `${untrusted}signature from minisign secret key`,
    toBase64(algorithm.hashed, key.number, signature),
    `${trusted}${trustedComment}`,
    `${toBase64(whole)}\n`,
  ].join('\n');
}

/** Reads a signature file (`*.minisig`). Fails with a `MinisignError`. */
export function parseSignature(text: string): Signature {
  const [comment, first, second, last] = linesOf(text, 4);
  after(untrusted, comment);
  const bytes = base64Line(first, 2 + numberBytes + signatureBytes);
  const kind = bytes.subarray(0, 2);
  const hashed = areSame(kind, algorithm.hashed);
  if (!hashed && !areSame(kind, algorithm.plain)) throw new MinisignError('not an Ed25519 signature');
  return {
    number: bytes.subarray(2, 10),
    hashed,
    signature: bytes.subarray(10),
    trustedComment: after(trusted, second),
    whole: base64Line(last, signatureBytes),
  };
}

/**
 * Whether this key signed these bytes and the trusted comment. Keys and signatures in other than the one canonical form do not
 * count (RFC 8032), nor does a key of another number.
 */
export function isSignedBy(bytes: Uint8Array, signature: Signature, key: PublicKey): boolean {
  if (!areSame(signature.number, key.number)) return false;
  const verify = (of: Uint8Array, by: Uint8Array): boolean =>
    ed25519.verify(of, by, key.key, { zip215: false });
  const signed = signature.hashed ? blake2b(bytes) : bytes;
  const comment = asBytes(signature.trustedComment);
  return (
    verify(signature.signature, signed) &&
    verify(signature.whole, Buffer.concat([signature.signature, comment]))
  );
}
