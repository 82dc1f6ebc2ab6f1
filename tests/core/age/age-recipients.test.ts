import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypted, encryptedFor } from '#core/age/age-file';
import { bech32 } from '#core/age/bech32';
import { identityOf, recipientOf } from '#core/seal/recipient';
import { toFailure } from '#shared/failure';
import { temporaryFolder } from '#tests/support/folders';
import { testKey } from '#tests/support/seals';

const office = '019b8bab-5c70-70df-a72d-4dcb1a8842b1';
const [a, b, c] = [testKey('Sở A'), testKey('Sở B'), testKey('Sở C')];
const ageOf = (key: typeof a): string => recipientOf(key, office).age;

async function* pieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const lockFor = (bytes: Uint8Array, ...keys: (typeof a)[]): Promise<Buffer> =>
  all(encryptedFor(pieces(bytes), keys.map(ageOf)));
const open = (bytes: Uint8Array, ...keys: (typeof a)[]): Promise<Buffer> =>
  all(decrypted(pieces(bytes), { identities: () => Promise.resolve(keys.map(identityOf)) }));
const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error: unknown) => `${toFailure(error).code} ${toFailure(error).rule ?? ''}`.trim(),
  );

describe('Bech32', () => {
  it('is written as in BIP 173, and as the library writes recipients', async () => {
    expect(bech32('bc', Buffer.from('00', 'hex').subarray(0, 0))).toBe('bc1gmk9yu');
    expect(bech32('abcdef', Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex'))).toBe(
      'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
    );
    for (const key of [a, b, c]) expect(await identityToRecipient(identityOf(key))).toBe(ageOf(key));
  });
});

describe('a file for certain seals', () => {
  it('derives from the seed alone what opens it, and never the seed itself', () => {
    expect(identityOf(testKey('Sở A', randomBytes(8)))).toBe(identityOf(a));
    expect(identityOf(a)).not.toBe(identityOf(b));
    expect(identityOf(a)).not.toBe(bech32('age-secret-key-', a.seed).toUpperCase());
    // Fixed for all time: recovery pages are printed.
    expect(ageOf(a)).toMatchInlineSnapshot(
      `"age12krevkde6q5sv7uvdr27n6t0r39exxp5gk6v9s5s0r4aghjx4szsq3ggvy"`,
    );
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('opens with each of them, %i bytes', async (size) => {
    const bytes = randomBytes(size);
    const file = await lockFor(bytes, a, b);
    for (const key of [a, b]) expect((await open(file, c, key)).equals(bytes)).toBe(true);
  });

  it('does not open for anybody else, nor where nobody has a seal', async () => {
    const file = await lockFor(Buffer.from('x'), a, b);
    expect(await fault(open(file, c))).toBe('locked-for-others');
    expect(await fault(open(file))).toBe('locked-for-others');
    expect(await fault(all(decrypted(pieces(file), { passphrase: 'song-nui-lua-tre' })))).toBe(
      'locked-for-others',
    );
  });

  it('goes to as many offices as a reader takes, and is refused beyond that', async () => {
    const many = Array.from({ length: 190 }, (_, at) => testKey(String(at)));
    expect((await open(await lockFor(Buffer.from('x'), ...many, a), a)).toString()).toBe('x');
    const more = await lockFor(Buffer.from('x'), ...many, ...many, a);
    expect(await fault(open(more, a))).toBe('bundle-refused locked');
  }, 60_000);

  it('is refused where anything is cut off, added or changed', async () => {
    const file = await lockFor(randomBytes(100_000), a, b);
    const header = file.indexOf('\n--- ');
    for (const length of [10, 30, header, header + 10, header + 60, 70_000, file.byteLength - 1])
      expect(await fault(open(file.subarray(0, length), a)), String(length)).toBe('bundle-refused locked');
    for (const at of [header + 8, header + 60, 70_000, file.byteLength - 1]) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await fault(open(changed, a)), String(at)).toBe('bundle-refused locked');
    }
    expect(await fault(open(Buffer.concat([file, Buffer.from('x')]), a))).toBe('bundle-refused locked');
  });

  const nothing = Buffer.alloc(32).toString('base64').replace(/=+$/, '');
  const body = Buffer.alloc(32, 7).toString('base64').replace(/=+$/, '');
  it.each<[string, string]>([
    ['a share of small order', `-> X25519 ${nothing}\n${body}\n--- ${body}\n`],
    ['a share that is too short', `-> X25519 AAAA\n${body}\n--- ${body}\n`],
    ['two shares in one', `-> X25519 ${body} ${body}\n${body}\n--- ${body}\n`],
    ['no share', `-> X25519\n${body}\n--- ${body}\n`],
    ['a body that is too long', `-> X25519 ${body}\n${'A'.repeat(64)}\n${'A'.repeat(43)}\n--- ${body}\n`],
    ['very many of them', `${`-> X25519 ${body}\n${body}\n`.repeat(201)}--- ${body}\n`],
    ['a passphrase among them', `-> X25519 ${body}\n${body}\n-> scrypt ${body} 30\n${body}\n--- ${body}\n`],
    ['a header without end', `-> X25519 ${body}\n${body}\n`.repeat(50_000)],
  ])('is refused at once for %s', async (_what, rest) => {
    const started = performance.now();
    const found = await fault(open(Buffer.from(`age-encryption.org/v1\n${rest}`), a));
    expect(['bundle-refused locked', 'locked-for-others']).toContain(found);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('passes over ways that this version does not know', async () => {
    const file = await lockFor(Buffer.from('x'), a);
    const strange = file.toString('latin1').replace('-> X25519', '-> piv-p256 abc def\nAAAA\n-> X25519');
    // The header's checksum covers them: only whoever makes the file can add them.
    expect(await fault(open(Buffer.from(strange, 'latin1'), a))).toBe('bundle-refused locked');
    const only = `age-encryption.org/v1\n-> mlkem768x25519 ${body}\n${body}\n--- ${body}\n`;
    expect(await fault(open(Buffer.from(only), a))).toBe('locked-for-others');
  });

  it('never hangs and is never opened, whatever its header is', async () => {
    const part = fc.constantFrom('\n', '-> ', 'X25519 ', body, nothing, 'A', ' ', '--- ', 'scrypt ');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: part }), async (rest) => {
        const found = await fault(open(Buffer.from(`age-encryption.org/v1\n${rest}`), a));
        expect(['bundle-refused locked', 'locked-for-others', 'passphrase-needed']).toContain(found);
      }),
      { numRuns: 200 },
    );
  });
});

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!has('age') || !has('age-keygen'))('the program age itself', () => {
  const folderWith = (bytes: Buffer): string => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'goi'), bytes);
    writeFileSync(join(folder, 'a.txt'), `${identityOf(a)}\n`);
    return folder;
  };

  it('derives the same recipient from our identity', () => {
    const folder = folderWith(Buffer.alloc(0));
    const said = execFileSync('age-keygen', ['-y', join(folder, 'a.txt')], { encoding: 'utf8' });
    expect(said.trim()).toBe(ageOf(a));
  });

  it('opens ours, and only with one of the identities', async () => {
    const bytes = randomBytes(150_000);
    const folder = folderWith(await lockFor(bytes, b, a));
    const opened = execFileSync('age', ['-d', '-i', join(folder, 'a.txt'), join(folder, 'goi')], {
      maxBuffer: 1_000_000,
    });
    expect(opened.equals(bytes)).toBe(true);
    writeFileSync(join(folder, 'a.txt'), `${identityOf(c)}\n`);
    expect(() =>
      execFileSync('age', ['-d', '-i', join(folder, 'a.txt'), join(folder, 'goi')], { stdio: 'pipe' }),
    ).toThrow(/no identity matched/);
  });

  it('makes what we open', async () => {
    const bytes = randomBytes(150_000);
    const folder = folderWith(bytes);
    execFileSync('age', ['-r', ageOf(c), '-r', ageOf(a), '-o', join(folder, 'kin'), join(folder, 'goi')]);
    expect((await open(readFileSync(join(folder, 'kin')), a)).equals(bytes)).toBe(true);
  });
});
