import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { type Cipher, createKeySafe } from '#core/hosting/key-safe';
import { temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const secret = 'untrusted comment: minisign unencrypted secret key\nRWQ...\n';

/** A keychain that turns texts around, as long as it is open. */
function keychain(isOpen: () => boolean = () => true): Cipher {
  const turn = (text: string): string => Buffer.from(text).reverse().toString();
  return {
    isAvailable: () => Promise.resolve(isOpen()),
    encrypt: (text) => Promise.resolve(Buffer.from(turn(text))),
    decrypt: (bytes) => Promise.resolve(turn(Buffer.from(bytes).toString('utf8'))),
  };
}

describe('the safe for secrets', () => {
  it('keeps, reads, replaces and removes by name', async () => {
    const safe = createKeySafe(nodeFileSystem, join(temporaryFolder(), 'keys'));
    expect(await safe.read('a-1')).toBeUndefined();
    await safe.remove('a-1');
    await safe.keep('a-1', secret);
    await safe.keep('a-2', 'other');
    expect([await safe.read('a-1'), await safe.read('a-2')]).toEqual([secret, 'other']);
    await safe.keep('a-1', 'new');
    expect(await safe.read('a-1')).toBe('new');
    await safe.remove('a-1');
    expect([await safe.read('a-1'), await safe.read('a-2')]).toEqual([undefined, 'other']);
  });

  it.each(['..', '../a', 'a/b', 'a\\b', 'a\0b', '', 'C:', 'constructor.json', 'é'])(
    'refuses the name %j',
    async (name) => {
      const folder = temporaryFolder();
      const safe = createKeySafe(nodeFileSystem, join(folder, 'keys'));
      for (const call of [safe.keep(name, secret), safe.read(name), safe.remove(name)])
        await expect(call).rejects.toMatchObject({ code: 'bad-input' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')('is for its user only, also where it was not before', async () => {
    const folder = join(temporaryFolder(), 'keys');
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'a.key'), 'old', { mode: 0o644 });
    await createKeySafe(nodeFileSystem, folder).keep('a', secret);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'a.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.key']);
  });

  it.skipIf(process.platform === 'win32')('is private before anything stands in the file', async () => {
    const folder = join(temporaryFolder(), 'keys');
    const modes: number[] = [];
    const fileSystem = Object.assign(Object.create(nodeFileSystem) as typeof nodeFileSystem, {
      write: async (path: string, data: Uint8Array) => {
        if (data.byteLength > 0) modes.push(statSync(path).mode & 0o777, statSync(folder).mode & 0o777);
        await nodeFileSystem.write(path, data);
      },
    });
    await createKeySafe(fileSystem, folder).keep('a', secret);
    expect(modes).toEqual([0o600, 0o700]);
  });

  it('encrypts where there is a keychain, and reads what was kept without one', async () => {
    const folder = join(temporaryFolder(), 'keys');
    const plain = createKeySafe(nodeFileSystem, folder);
    await plain.keep('a', secret);
    let isOpen = true;
    const encrypted = createKeySafe(
      nodeFileSystem,
      folder,
      keychain(() => isOpen),
    );
    expect(await encrypted.read('a')).toBe(secret);
    await encrypted.keep('a', secret);
    expect(readFileSync(join(folder, 'a.key'), 'utf8')).not.toContain('minisign');
    expect(await encrypted.read('a')).toBe(secret);
    expect(await plain.read('a'), 'without the keychain').toBeUndefined();
    isOpen = false;
    expect(await encrypted.read('a'), 'with a locked one').toBeUndefined();
    await encrypted.keep('a', secret);
    expect(readFileSync(join(folder, 'a.key'), 'utf8')).toBe(secret);
  });

  it('gives nothing where the keychain is that of somebody else', async () => {
    const folder = join(temporaryFolder(), 'keys');
    const theirs: Cipher = {
      ...keychain(),
      decrypt: () => Promise.reject(new Error('Error while decrypting the ciphertext')),
    };
    await createKeySafe(nodeFileSystem, folder, keychain()).keep('a', secret);
    expect(await createKeySafe(nodeFileSystem, folder, theirs).read('a')).toBeUndefined();
  });

  it('killed at any step it holds the old secret or the new one', async () => {
    const reached = new Set<string | undefined>();
    await killAtEachStep({
      folder: () => {
        const folder = temporaryFolder();
        mkdirSync(join(folder, 'keys'));
        writeFileSync(join(folder, 'keys', 'a.key'), 'old');
        return folder;
      },
      run: (folder, fileSystem) => createKeySafe(fileSystem, join(folder, 'keys')).keep('a', secret),
      look: async (folder, at) => {
        const safe = createKeySafe(nodeFileSystem, join(folder, 'keys'));
        const found = await safe.read('a');
        expect(['old', secret], at).toContain(found);
        reached.add(found);
        await safe.keep('a', 'again');
        expect(await safe.read('a'), at).toBe('again');
      },
    });
    expect(reached.size).toBe(2);
  });
});
