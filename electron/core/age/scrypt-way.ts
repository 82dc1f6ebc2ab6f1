import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Identity, type Recipient, Stanza } from 'age-encryption';

const label = Buffer.from('age-encryption.org/v1/scrypt');
const saltBytes = 16;
/** 22 letters of Base64 are 16 bytes; the last one carries 2 bits. */
const saltForm = /^[A-Za-z0-9+/]{21}[AQgw]$/;
const wrappedBytes = 32;

/**
 * The passphrase of an age file (https://age-encryption.org/v1#the-scrypt-recipient-type). As in the library that does the
 * rest, but computed beside the program and not in its midst: a file of `age -p` takes a second or more.
 */
export class ScryptRecipient implements Recipient {
  readonly #passphrase: string;
  readonly #workFactor: number;

  /** `workFactor` is the base-2 logarithm of what scrypt calls N. */
  constructor(passphrase: string, workFactor: number) {
    this.#passphrase = passphrase;
    this.#workFactor = workFactor;
  }

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(saltBytes);
    const key = await keyOf(this.#passphrase, salt, this.#workFactor);
    const args = ['scrypt', salt.toString('base64').replace(/=+$/, ''), String(this.#workFactor)];
    return [new Stanza(args, cipher(key).encrypt(fileKey))];
  }
}

/** Whoever knows one of these passphrases. Header and work factor were looked at before (`openAge`). */
export class ScryptIdentity implements Identity {
  readonly #passphrases: Iterable<string>;

  constructor(passphrases: Iterable<string>) {
    this.#passphrases = passphrases;
  }

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const [{ args, body } = { args: [], body: new Uint8Array() }] = stanzas;
    const [type, salt = '', factor = ''] = args;
    if (type !== 'scrypt') return null;
    if (args.length !== 3 || !saltForm.test(salt) || body.byteLength !== wrappedBytes)
      throw new Error('invalid scrypt stanza');
    for (const passphrase of this.#passphrases) {
      const key = await keyOf(passphrase, Buffer.from(salt, 'base64'), Number(factor));
      try {
        return cipher(key).decrypt(body);
      } catch {
        // Another passphrase.
      }
    }
    return null;
  }
}

/** Every key is used once, so the number that counts uses stays zero. */
const cipher = (key: Uint8Array): ReturnType<typeof chacha20poly1305> =>
  chacha20poly1305(key, new Uint8Array(12));

function keyOf(passphrase: string, salt: Buffer, workFactor: number): Promise<Uint8Array> {
  const cost = { N: 2 ** workFactor, r: 8, p: 1, maxmem: 2 ** (workFactor + 11) + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([label, salt]), 32, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
