import { execFileSync } from 'node:child_process';
import { createDecipheriv, createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { decrypted, encrypted } from '#core/age/age-file';
import { proposePassphrase } from '#core/age/passphrase';
import { layout } from '#core/library/layout';
import { toFailure } from '#shared/failure';
import { spokenForm } from '#shared/model/spoken-form';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  period,
  writePractice,
} from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';

const passphrase = 'song-nui-lua-tre-may-gao-trang-sao';

async function* pieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const lock = (bytes: Uint8Array, words = passphrase): Promise<Buffer> => all(encrypted(pieces(bytes), words));
const open = (bytes: Uint8Array, words?: string): Promise<Buffer> =>
  all(decrypted(pieces(bytes), { passphrase: words }));
const code = async (work: Promise<unknown>): Promise<[string, string | undefined]> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => toFailure(error),
  );
  return [failure?.code ?? '', failure?.rule];
};

/** age v1 after its specification (https://age-encryption.org/v1), by another implementation: scrypt and STREAM of Node. */
function secondReader(file: Buffer, words: string): Buffer {
  const end = file.indexOf('\n--- ') + 1;
  const [, stanza = '', body = '', mac = ''] = file
    .toString('latin1', 0, file.indexOf('\n', end))
    .split('\n');
  const [, , salt = '', factor = ''] = stanza.split(' ');
  const wrapKey = scryptSync(
    words,
    Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), Buffer.from(salt, 'base64')]),
    32,
    {
      N: 2 ** Number(factor),
      r: 8,
      p: 1,
      maxmem: 2 ** 30,
    },
  );
  const fileKey = openSealed(wrapKey, Buffer.alloc(12), Buffer.from(body, 'base64'));
  const macKey = Buffer.from(hkdfSync('sha256', fileKey, Buffer.alloc(0), 'header', 32));
  const header = file.subarray(0, end + 3);
  expect(createHmac('sha256', macKey).update(header).digest('base64').replace(/=+$/, '')).toBe(mac.slice(4));
  const start = file.indexOf('\n', end) + 1;
  const key = Buffer.from(hkdfSync('sha256', fileKey, file.subarray(start, start + 16), 'payload', 32));
  const plain: Buffer[] = [];
  const payload = file.subarray(start + 16);
  for (let at = 0, counter = 0; at < payload.byteLength; at += 65_552, counter += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(counter, 7);
    if (at + 65_552 >= payload.byteLength) nonce[11] = 1;
    plain.push(openSealed(key, nonce, payload.subarray(at, at + 65_552)));
  }
  return Buffer.concat(plain);
}

function openSealed(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

describe('a file that opens with a passphrase', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])(
    'comes back with its %i bytes, and so another reader says',
    async (size) => {
      const bytes = randomBytes(size);
      const file = await lock(bytes);
      expect((await open(file, passphrase)).equals(bytes)).toBe(true);
      expect(secondReader(file, passphrase).equals(bytes)).toBe(true);
    },
  );

  it('opens with the words as they are heard: with accents, capitals and spaces', async () => {
    const file = await lock(Buffer.from('nội dung'));
    expect((await open(file, ' Sông núi  lúa tre mây gạo trăng Sao')).toString()).toBe('nội dung');
  });

  it('does not open with other words, nor without any', async () => {
    const file = await lock(Buffer.from('nội dung'));
    expect(await code(open(file, 'song-nui-lua-tre'))).toEqual(['passphrase-wrong', undefined]);
    expect(await code(open(file))).toEqual(['passphrase-needed', undefined]);
  });

  it('is refused where anything is cut off, added or changed', async () => {
    const file = await lock(randomBytes(100_000));
    const header = file.indexOf('\n--- ');
    for (const length of [0, 10, 30, header, header + 10, 200, 65_700, file.byteLength - 1])
      expect(await code(open(file.subarray(0, length), passphrase)), String(length)).toEqual([
        'bundle-refused',
        'locked',
      ]);
    for (const more of ['x', 'x'.repeat(70_000)])
      expect(await code(open(Buffer.concat([file, Buffer.from(more)]), passphrase))).toEqual([
        'bundle-refused',
        'locked',
      ]);
    for (const at of [header + 8, 230, 70_000]) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await code(open(changed, passphrase)), String(at)).toEqual(['bundle-refused', 'locked']);
    }
  });

  it.each<[string, string]>([
    ['a work factor that takes gigabytes', '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n'],
    ['a work factor that is no number', '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1e9\nAAAA\n--- AAAA\n'],
    ['a work factor with a zero in front', '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 015\nAAAA\n--- AAAA\n'],
    ['two passphrases', '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\nAAAA\n'.repeat(2) + '--- AAAA\n'],
    [
      'a passphrase among keys',
      '-> X25519 AAAA\nAAAA\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\nAAAA\n--- AAAA\n',
    ],
    ['very many recipients', `${'-> X25519 AAAA\nAAAA\n'.repeat(300)}--- AAAA\n`],
    ['a header without end', '-> X25519 AAAA\nAAAA\n'.repeat(50_000)],
    ['one endless line', 'x'.repeat(1_000_000)],
    ['no recipients', '--- AAAA\n'],
    ['a stanza that is cut', '-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n--- AAAA\n'],
    ['a salt that is too short', '-> scrypt AAAA 10\nAAAA\n--- AAAA\n'],
  ])('is refused at once for %s', async (_what, rest) => {
    const started = performance.now();
    expect(await code(open(Buffer.from(`age-encryption.org/v1\n${rest}`), passphrase))).toEqual([
      'bundle-refused',
      'locked',
    ]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is never opened, and never hangs, whatever its header is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('\n', '-', '>', ' ', 'scrypt', '1', '8', 'A', '-> ', '--- ') }),
        async (rest) => {
          const [failure] = await code(open(Buffer.from(`age-encryption.org/v1\n${rest}`), passphrase));
          expect(['bundle-refused', 'locked-for-others', 'passphrase-wrong']).toContain(failure);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('says so where it was made for keys', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
    const file = Buffer.from(await encrypter.encrypt('x'));
    expect(await code(open(file, passphrase))).toEqual(['locked-for-others', undefined]);
  });
});

describe('proposed passphrases', () => {
  it('are eight words, never the same, and are written as they are heard', () => {
    const proposed = Array.from({ length: 200 }, proposePassphrase);
    expect(new Set(proposed).size).toBe(200);
    for (const words of proposed) {
      expect(words).toMatch(/^[a-z]+(?:-[a-z]+){7}$/);
      expect(spokenForm(words.replaceAll('-', ' ').toUpperCase())).toBe(words);
    }
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

const withPassphrase = (args: string, words: string): void => {
  // age asks its terminal only: `script` gives it one.
  execFileSync('script', ['-qec', `age ${args}`, '/dev/null'], {
    input: `${words}\n${words}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
};

describe.skipIf(!has('age') || !has('script'))('the program age itself', () => {
  it('opens ours', async () => {
    const folder = temporaryFolder();
    const bytes = randomBytes(150_000);
    writeFileSync(join(folder, 'goi.lantoa'), await lock(bytes));
    withPassphrase(`-d -o ${folder}/goi.zip ${folder}/goi.lantoa`, passphrase);
    expect(readFileSync(join(folder, 'goi.zip')).equals(bytes)).toBe(true);
  });

  it('makes what we open', async () => {
    const folder = temporaryFolder();
    const bytes = randomBytes(150_000);
    writeFileSync(join(folder, 'goi.zip'), bytes);
    withPassphrase(`-p -o ${folder}/goi.lantoa ${folder}/goi.zip`, passphrase);
    expect((await open(readFileSync(join(folder, 'goi.lantoa')), passphrase)).equals(bytes)).toBe(true);
  });
});

describe('an encrypted bundle', () => {
  async function locked(office: ExchangeOffice): Promise<string> {
    const [view] = await office.handlers['sending.departures']({});
    const id = view?.departure.id ?? '';
    const files = view?.files.map(({ file }) => file) ?? [];
    const file = await office.ended(await office.handlers['sending.lock']({ id, files, passphrase }));
    return join(office.root, layout.bundles(period), file);
  }

  it('is made beside the plain one, is received with its words, and leaves nothing with wrong ones', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const plain = await exportPractices(a, [await writePractice(a, { title: 'Kín' })]);
    const path = await locked(a);
    expect(path).toBe(plain.replace(/\.zip$/, '.lantoa'));
    expect(readFileSync(path).includes('practice.md')).toBe(false);
    const file = { type: 'path' as const, path, name: 'gói.lantoa' };
    const before = treeOf(b.root);
    for (const [words, expected] of [
      [undefined, 'passphrase-needed'],
      ['sai-bet', 'passphrase-wrong'],
    ] as const) {
      const input = words === undefined ? { file } : { file, passphrase: words };
      const started = await b.handlers['exchange.receive'](input);
      await expect(b.ended(started)).rejects.toMatchObject({ code: expected });
      expect(treeOf(b.root)).toEqual(before);
      expect(readdirSync(join(b.root, layout.quarantine))).toEqual([]);
    }
    const reviewId = await b.ended(await b.handlers['exchange.receive']({ file, passphrase }));
    expect(await b.handlers['exchange.review']({ reviewId })).toMatchObject({ counts: { new: 1 } });
  });

  it('is not made with a passphrase that is soon guessed', async () => {
    const office = await newOffice();
    await exportPractices(office, [await writePractice(office)]);
    const [view] = await office.handlers['sending.departures']({});
    const files = view?.files.map(({ file }) => file) ?? [];
    const started = await office.handlers['sending.lock']({
      id: view?.departure.id ?? '',
      files,
      passphrase: '12345678   ',
    });
    await expect(office.ended(started)).rejects.toMatchObject({ code: 'bad-input', where: 'passphrase' });
    expect(readdirSync(join(office.root, layout.bundles(period)))).toHaveLength(1);
  });
});
