import { createPublicKey, verify } from 'node:crypto';
import { ED25519_TORSION_SUBGROUP, ed25519, x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '#core/age/bech32';
import { readKeyLine } from '#core/seal/key-digits';
import type { SecretKey } from '#core/seal/minisign';
import { asBytes } from '#core/seal/minisign-text';
import type { OfficeKey, SealRecipient } from '#shared/model/seal';

/** Names what is derived from the seed, and the version of the way. */
const label = 'lantoa-recipient-1';
const ageForm = /^age1[02-9ac-hj-np-z]{58}$/;
const signatureBytes = 64;
/** In front of the 32 bytes of an Ed25519 key it makes a SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The X25519 secret that opens what is encrypted for the holder of a seal: HKDF-SHA-256 of the seal's seed, without salt,
 * with the label as info. The words of the recovery page therefore restore it too, and nobody gets from it to the seed.
 */
const openerOf = ({ seed }: SecretKey): Uint8Array =>
  hkdf(sha256, seed, new Uint8Array(), asBytes(label), 32);

/** As `age -i` takes it: AGE-SECRET-KEY-1... */
export const identityOf = (secret: SecretKey): string =>
  bech32('age-secret-key-', openerOf(secret)).toUpperCase();

/** For whom a parcel is encrypted that only the holder of this seal is to open, with the proof that the seal says so. */
export function recipientOf(secret: SecretKey, officeId: string): SealRecipient {
  const age = bech32('age', x25519.getPublicKey(openerOf(secret)));
  const proof = ed25519.sign(proved(officeId, age), secret.seed);
  return { age, proof: Buffer.from(proof).toString('base64') };
}

/** What the seal signs: the label, the office's id in lower case and the recipient, with NUL between them. */
const proved = (officeId: string, age: string): Uint8Array =>
  asBytes([label, officeId.toLowerCase(), age].join('\0'));

/**
 * Whether the key of this line says that it is its recipient: nobody else can put another one beside it, in whatever
 * statement, directory or file it stands.
 */
export function isProved(recipient: SealRecipient, line: string, officeId: string): boolean {
  const key = readKeyLine(line);
  const signature = Buffer.from(recipient.proof, 'base64');
  if (!key || signature.byteLength !== signatureBytes || !ageForm.test(recipient.age)) return false;
  if (isOfSmallOrder(key.key)) return false;
  const spki = Buffer.concat([spkiPrefix, key.key]);
  try {
    // A directory may have thousands: Node's own way takes a tenth of a millisecond.
    const known = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return verify(null, proved(officeId, recipient.age), known, signature);
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}

/** The y of a point in 32 bytes, whether or not they are its canonical form. */
function heightOf(point: Uint8Array): bigint {
  const littleEndian = BigInt(`0x${Buffer.from(point).reverse().toString('hex')}`);
  return BigInt.asUintN(255, littleEndian) % ed25519.Point.Fp.ORDER;
}
const smallOrders = new Set(ED25519_TORSION_SUBGROUP.map((point) => heightOf(Buffer.from(point, 'hex'))));

/** OpenSSL takes these eight points for keys, and a signature of zeros by one of them for every fourth or eighth text. */
const isOfSmallOrder = (key: Uint8Array): boolean => smallOrders.has(heightOf(key));

/**
 * The recipient of a key after an entry about it: the one that the key has proved. Of two that it has proved, which its
 * holder alone can do, every office keeps the same.
 */
export function toldRecipient(
  before: { readonly recipient?: SealRecipient | undefined } | undefined,
  { key, recipient }: Pick<OfficeKey, 'key' | 'recipient'>,
  officeId: string,
): { recipient?: SealRecipient } {
  const known = before?.recipient;
  const isNews =
    recipient !== undefined && recipient.age !== known?.age && isProved(recipient, key, officeId);
  const isKept = known !== undefined && (!isNews || known.age < recipient.age);
  const kept = isKept ? known : isNews ? { age: recipient.age, proof: recipient.proof } : undefined;
  return kept ? { recipient: kept } : {};
}
