import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generateKey,
  isSignedBy,
  parsePublicKeyFile,
  parsePublicKeyLine,
  parseSignature,
  publicKeyFile,
  publicKeyLine,
  sign,
} from '#core/seal/minisign';
import { parseSecretKeyFile, secretKeyFile, WrongPassphrase } from '#core/seal/minisign-secret-key';
import { MinisignError } from '#core/seal/minisign-text';

const key = generateKey(randomBytes);
const another = generateKey(randomBytes);
const comment = 'Sở KH&CN Hải Phòng, 2026-Q3';
const text = Buffer.from('record');

describe('a seal', () => {
  it('holds for the bytes, the comment and the key it was made with, and for nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string().map((line) => line.replace(/[\r\n]/g, ' ')),
        (bytes, said) => {
          const signature = parseSignature(sign(bytes, key, said));
          expect(signature.trustedComment).toBe(said);
          expect(isSignedBy(bytes, signature, key)).toBe(true);
          expect(isSignedBy(Buffer.concat([bytes, Buffer.of(0)]), signature, key)).toBe(false);
          expect(isSignedBy(bytes, signature, another)).toBe(false);
          expect(isSignedBy(bytes, signature, { ...another, number: key.number })).toBe(false);
          expect(isSignedBy(bytes, { ...signature, trustedComment: `${said}.` }, key)).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does not survive a change of any of its bytes', () => {
    const seal = Buffer.from(sign(text, key, comment));
    const untrusted = seal.indexOf('\n');
    for (let at = untrusted + 1; at < seal.length - 1; at += 1) {
      const changed = Buffer.from(seal);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const holds = (): boolean => isSignedBy(text, parseSignature(changed.toString()), key);
      expect(attempt(holds), `byte ${String(at)}`).toBe(false);
    }
  });

  it.each([
    ['empty', ''],
    ['three lines', sign(text, key, comment).split('\n').slice(0, 3).join('\n')],
    ['a line more', `${sign(text, key, comment)}more\n`],
    ['another algorithm', sign(text, key, comment).replace('\nRU', '\nUU')],
    ['long', sign(text, key, 'x'.repeat(2_000))],
    ['text that is not Base64', 'untrusted comment: x\n\u0000\ntrusted comment: y\n===\n'],
  ])('is refused when it is %s', (_what, seal) => {
    expect(() => parseSignature(seal)).toThrow(MinisignError);
  });

  it('takes no comment of two lines', () => {
    expect(() => sign(text, key, 'a\ntrusted comment: b')).toThrow(MinisignError);
  });
});

/** False too where the seal cannot even be read. */
function attempt(holds: () => boolean): boolean {
  try {
    return holds();
  } catch (error) {
    if (error instanceof MinisignError) return false;
    throw error;
  }
}

describe('keys as files', () => {
  it('are read as they were written', async () => {
    const open = { number: key.number, key: key.key };
    expect(parsePublicKeyFile(publicKeyFile(key))).toEqual(open);
    expect(parsePublicKeyLine(publicKeyLine(key))).toEqual(open);
    for (const passphrase of ['', 'mật khẩu dài của cơ quan'.normalize('NFD')]) {
      const file = await secretKeyFile(key, passphrase, randomBytes(32));
      expect(await parseSecretKeyFile(file, passphrase.normalize('NFC'))).toEqual(key);
    }
  });

  it('tell a wrong passphrase from damage', async () => {
    const file = await secretKeyFile(key, 'đúng', randomBytes(32));
    await expect(parseSecretKeyFile(file, 'sai')).rejects.toThrow(WrongPassphrase);
    await expect(parseSecretKeyFile(file.slice(0, -6), 'đúng')).rejects.toThrow(/Base64/);
    const open = await secretKeyFile(key, '', randomBytes(32));
    const at = open.length - 10;
    const other = open[at] === 'A' ? 'B' : 'A';
    const damaged = `${open.slice(0, at)}${other}${open.slice(at + 1)}`;
    await expect(parseSecretKeyFile(damaged, '')).rejects.toThrow(/^damaged$/);
  });

  it('ask for no more memory than minisign itself', async () => {
    const [head = '', line = ''] = (await secretKeyFile(key, 'x', randomBytes(32))).split('\n');
    const bytes = Buffer.from(line, 'base64');
    bytes.writeBigUInt64LE(1n << 40n, 46);
    await expect(parseSecretKeyFile(`${head}\n${bytes.toString('base64')}\n`, 'x')).rejects.toThrow(/costly/);
  });
});
