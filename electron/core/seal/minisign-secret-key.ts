import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { blake2b } from '@noble/hashes/blake2.js';
import { algorithm, type SecretKey, secretKeyOf } from '#core/seal/minisign';
import {
  after,
  areSame,
  asBytes,
  base64Line,
  linesOf,
  MinisignError,
  toBase64,
} from '#core/seal/minisign-text';

const deriveKey = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

const comment = 'untrusted comment: ';
const kdf = { none: new Uint8Array(2), scrypt: asBytes('Sc') };
const checksumKind = asBytes('B2');
/** What is encrypted: key number, seed with public key, checksum. */
const coreBytes = 8 + 64 + 32;
const fileBytes = 2 + 2 + 2 + 32 + 8 + 8 + coreBytes;
/** N = 2^17, r = 8: half a second and 128 MiB; `minisign -S` reads it. */
const ourCost = { operations: 4_194_304n, memory: 134_217_728n };
/** minisign's own default, N = 2^20: a second or two, and 1 GiB. More is not a key file that anybody made in earnest. */
const mostMemory = 1_073_741_824n;

/** A passphrase is wanted, or another one: the file itself is whole. */
export class WrongPassphrase extends MinisignError {}

/**
 * A secret key file as `minisign -G` writes it, encrypted under a passphrase with scrypt, or with `-W` where there is none.
 * `salt` are 32 random bytes.
 */
export async function secretKeyFile(key: SecretKey, passphrase: string, salt: Uint8Array): Promise<string> {
  const open = Buffer.concat([key.number, key.seed, key.key, checksumOf(key)]);
  const isOpen = passphrase === '';
  const cost = isOpen ? { operations: 0n, memory: 0n } : ourCost;
  const core = isOpen ? open : xor(open, await stream(passphrase, salt, cost));
  const head = [algorithm.plain, isOpen ? kdf.none : kdf.scrypt, checksumKind];
  const costs = [littleEndian(cost.operations), littleEndian(cost.memory)];
  const line = toBase64(...head, isOpen ? new Uint8Array(32) : salt, ...costs, core);
  return `${comment}minisign ${isOpen ? 'un' : ''}encrypted secret key\n${line}\n`;
}

/** Whether a passphrase is wanted for such a file; false also where it is none. */
export function isEncrypted(text: string): boolean {
  const kind = Buffer.from(text.split(/\r?\n/)[1] ?? '', 'base64').subarray(2, 4);
  return areSame(kind, kdf.scrypt);
}

/** Reads a secret key file. Fails with `WrongPassphrase`, or with a `MinisignError` where it is no such file. */
export async function parseSecretKeyFile(text: string, passphrase: string): Promise<SecretKey> {
  const [first, second] = linesOf(text, 2);
  after(comment, first);
  const bytes = Buffer.from(base64Line(second, fileBytes));
  const [kind, kdfKind, check] = [bytes.subarray(0, 2), bytes.subarray(2, 4), bytes.subarray(4, 6)];
  if (!areSame(kind, algorithm.plain) || !areSame(check, checksumKind))
    throw new MinisignError('not an Ed25519 secret key');
  const isOpen = areSame(kdfKind, kdf.none);
  if (!isOpen && !areSame(kdfKind, kdf.scrypt)) throw new MinisignError('an unknown way of encryption');
  const cost = { operations: bytes.readBigUInt64LE(38), memory: bytes.readBigUInt64LE(46) };
  const core = bytes.subarray(54);
  const opened = isOpen ? core : xor(core, await stream(passphrase, bytes.subarray(6, 38), cost));
  const key = secretKeyOf(opened.subarray(0, 8), opened.subarray(8, 40));
  const checksum = opened.subarray(72);
  // minisign 0.11 leaves it out where nothing is encrypted; the public key in the file is a check as well.
  const isWhole = areSame(checksum, checksumOf(key)) || (isOpen && areSame(checksum, new Uint8Array(32)));
  if (isWhole && areSame(opened.subarray(40, 72), key.key)) return key;
  throw isOpen ? new MinisignError('damaged') : new WrongPassphrase('the passphrase does not open it');
}

/** Over the algorithm, the number and the key in libsodium's form: seed, then public key. */
const checksumOf = ({ number, seed, key }: SecretKey): Uint8Array =>
  blake2b(Buffer.concat([algorithm.plain, number, seed, key]), { dkLen: 32 });

interface Cost {
  readonly operations: bigint;
  readonly memory: bigint;
}

/** libsodium's choice of scrypt's parameters (`pickparams` of crypto_pwhash_scryptsalsa208sha256), r = 8. */
function parametersOf({ operations, memory }: Cost): { N: number; p: number } {
  const least = operations < 32_768n ? 32_768n : operations;
  const isShort = least < memory / 32n;
  const most = isShort ? least / 32n : memory / 1_024n;
  let N = 2n;
  while (N <= most / 2n) N *= 2n;
  return { N: Number(N), p: isShort ? 1 : Number(least / 4n / N / 8n) };
}

async function stream(passphrase: string, salt: Uint8Array, cost: Cost): Promise<Uint8Array> {
  if (cost.memory > mostMemory || cost.operations > mostMemory) throw new MinisignError('too costly to open');
  const { N, p } = parametersOf(cost);
  if (p < 1 || p > 16) throw new MinisignError('scrypt without sense');
  // libsodium takes the bytes of the passphrase as they are typed: one way of writing Vietnamese letters for all.
  const typed = passphrase.normalize('NFC');
  return deriveKey(typed, salt, coreBytes, { N, r: 8, p, maxmem: 128 * N * 8 + 64 * 1_048_576 });
}

const xor = (bytes: Uint8Array, by: Uint8Array): Uint8Array => bytes.map((byte, at) => byte ^ (by[at] ?? 0));

function littleEndian(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
