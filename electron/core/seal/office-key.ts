import { randomBytes } from 'node:crypto';
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
import {
  isEncrypted,
  parseSecretKeyFile,
  secretKeyFile,
  WrongPassphrase,
} from '#core/seal/minisign-secret-key';
import type { KeySafe } from '#core/platform';
import { identityOf, recipientOf } from '#core/seal/recipient';
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

/** What opens parcels for us lies beside a secret that wants a passphrase: receiving them asks for nothing. */
const openerName = (officeId: string, number: Uint8Array): string => `open-${nameOf(officeId, number)}`;

const identityForm = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;

/**
 * As `minisign -G` writes a secret key file (`-W` without a passphrase), so that it can be used without this program. Under a
 * passphrase the identity that opens parcels is kept beside it first, as `age -i` reads it.
 */
export async function keepSecret(
  safe: KeySafe,
  officeId: string,
  key: SecretKey,
  passphrase = '',
): Promise<void> {
  const opener = openerName(officeId, key.number);
  if (passphrase !== '') await keepOpener(safe, officeId, key);
  const salt = passphrase === '' ? new Uint8Array(32) : randomBytes(32);
  await safe.keep(nameOf(officeId, key.number), await secretKeyFile(key, passphrase, salt));
  if (passphrase === '' && (await safe.read(opener)) !== undefined) await safe.remove(opener);
}

/** Keeps nothing but what opens parcels that were made for the holder of this key. */
export async function keepOpener(safe: KeySafe, officeId: string, key: SecretKey): Promise<void> {
  await safe.keep(openerName(officeId, key.number), `${identityOf(key)}\n`);
}

/** How this profile has the secret of a key. `locked`: under a passphrase; whether it is the right one shows when it is opened. */
type KeptSecret =
  { readonly type: 'open'; readonly secret: SecretKey } | { readonly type: 'locked'; readonly file: string };

/** Undefined where this profile does not have the secret, or what it has does not fit. */
export async function keptSecret(
  safe: KeySafe,
  officeId: string,
  key: OfficeKey,
): Promise<KeptSecret | undefined> {
  const wanted = publicKeyOf(key);
  const file = wanted && (await safe.read(nameOf(officeId, wanted.number)));
  if (file === undefined) return undefined;
  if (isEncrypted(file)) return { type: 'locked', file };
  const secret = await opened(file, key, '');
  return secret && secret !== 'wrong' ? { type: 'open', secret } : undefined;
}

/** The secret in a key file; `wrong` where the passphrase does not open it, undefined where it is not that of the key. */
export async function opened(
  file: string,
  key: OfficeKey,
  passphrase: string,
): Promise<SecretKey | 'wrong' | undefined> {
  try {
    const secret = await parseSecretKeyFile(file, passphrase);
    return publicKeyLine(secret) === key.key ? secret : undefined;
  } catch (error) {
    if (error instanceof WrongPassphrase) return 'wrong';
    if (error instanceof MinisignError) return undefined;
    throw error;
  }
}

/** The secret of one of the office's keys, where this profile has it and nobody has to be asked. */
export async function readSecret(
  safe: KeySafe,
  officeId: string,
  key: OfficeKey,
): Promise<SecretKey | undefined> {
  const kept = await keptSecret(safe, officeId, key);
  return kept?.type === 'open' ? kept.secret : undefined;
}

/**
 * Identities, as `age -i` takes them, of all the office's keys that this profile has: those of the past too, since a parcel
 * may have been made long before it arrives.
 */
export async function openersOf(safe: KeySafe, office: Office | undefined): Promise<string[]> {
  const found: string[] = [];
  for (const key of office?.keys ?? []) {
    const known = publicKeyOf(key);
    if (!office || !known) continue;
    const secret = await readSecret(safe, office.officeId, key);
    const beside = secret ? undefined : await safe.read(openerName(office.officeId, known.number));
    if (secret) found.push(identityOf(secret));
    if (beside !== undefined && identityForm.test(beside.trim())) found.push(beside.trim());
  }
  return found;
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
  return { ...office, keys: [publishedKey(key, office.officeId, now)] };
}

/** What office.json says of a new key. */
export const publishedKey = (key: SecretKey, officeId: string, since: Date): OfficeKey => ({
  key: publicKeyLine(key),
  since: since.toISOString(),
  recipient: recipientOf(key, officeId),
});

/** From then on this profile does not seal any more; the recovery page brings it back. */
export async function forgetSecret(safe: KeySafe, officeId: string, { number }: PublicKey): Promise<void> {
  await safe.remove(nameOf(officeId, number));
  const opener = openerName(officeId, number);
  if ((await safe.read(opener)) !== undefined) await safe.remove(opener);
}
