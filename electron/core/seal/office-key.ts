import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  numberText,
  parsePublicKeyLine,
  type PublicKey,
  publicKeyLine,
  type SecretKey,
  secretKeyOf,
} from '#core/seal/minisign';
import { MinisignError } from '#core/seal/minisign-text';
import { parseSecretKeyFile, secretKeyFile } from '#core/seal/minisign-secret-key';
import type { KeySafe } from '#core/platform';
import type { Office } from '#shared/model/office';
import type { OfficeKey } from '#shared/model/seal';

/**
 * An office's key from its 32-byte seed alone: the number are the first eight bytes of the SHA-256 of the public key, so
 * that the words on the recovery page restore all of it.
 */
export function keyOfSeed(seed: Uint8Array): SecretKey {
  return secretKeyOf(sha256(ed25519.getPublicKey(seed)).subarray(0, 8), seed);
}

/** The key with which the office seals now: the newest that is neither ended nor disabled. */
export function keyInForce(keys: readonly OfficeKey[]): OfficeKey | undefined {
  return keys.findLast(({ until, disabled }) => until === undefined && disabled !== true);
}

/** Undefined where office.json was edited by hand into something that is no key. */
export function publicKeyOf({ key }: OfficeKey): PublicKey | undefined {
  try {
    return parsePublicKeyLine(key);
  } catch (error) {
    if (error instanceof MinisignError) return undefined;
    throw error;
  }
}

/** Secrets are filed by office and number: all libraries of one office on this machine share them. */
const nameOf = (officeId: string, number: Uint8Array): string => `${officeId}-${numberText(number)}`;

/** As `minisign -G -W` writes a secret key file, so that it can be used without this program. */
export async function keepSecret(safe: KeySafe, officeId: string, key: SecretKey): Promise<void> {
  await safe.keep(nameOf(officeId, key.number), await secretKeyFile(key, '', new Uint8Array(32)));
}

/** The secret of one of the office's keys; undefined where this profile does not have it, or what it has does not fit. */
export async function readSecret(
  safe: KeySafe,
  officeId: string,
  key: OfficeKey,
): Promise<SecretKey | undefined> {
  const wanted = publicKeyOf(key);
  const text = wanted && (await safe.read(nameOf(officeId, wanted.number)));
  if (text === undefined) return undefined;
  try {
    const secret = await parseSecretKeyFile(text, '');
    return publicKeyLine(secret) === key.key ? secret : undefined;
  } catch (error) {
    if (error instanceof MinisignError) return undefined;
    throw error;
  }
}

/** The secret of the key in force. */
export async function secretInForce(safe: KeySafe, office: Office): Promise<SecretKey | undefined> {
  const key = keyInForce(office.keys);
  return key && readSecret(safe, office.officeId, key);
}

/**
 * The office with a first key; as it is where it has had one, whoever holds that. The secret is kept before the office is
 * written, so that no key is ever published whose secret was lost on the way.
 */
export async function withFirstKey(
  office: Office,
  { safe, random, now }: { safe: KeySafe; random: (bytes: number) => Uint8Array; now: Date },
): Promise<Office> {
  if (office.keys.length > 0) return office;
  const key = keyOfSeed(random(32));
  await keepSecret(safe, office.officeId, key);
  return { ...office, keys: [{ key: publicKeyLine(key), since: now.toISOString() }] };
}

/** From then on this profile does not seal any more; the recovery page brings it back. */
export async function forgetSecret(safe: KeySafe, officeId: string, { number }: PublicKey): Promise<void> {
  await safe.remove(nameOf(officeId, number));
}
