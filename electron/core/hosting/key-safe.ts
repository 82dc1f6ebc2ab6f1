import { dirname, join } from 'node:path';
import { temporaryEnding } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { KeySafe } from '#core/platform';
import { Failure } from '#shared/failure';

/** A way to make files useless on another machine or for another user; the desktop has one in the system's keychain. */
export interface Cipher {
  /** Asked before every use: a keychain may be locked, or not there at all. */
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Uint8Array>;
  /** Fails where it was encrypted by another user or machine. */
  decrypt(bytes: Uint8Array): Promise<string>;
}

const encryptedMark = 'lantoa-encrypted 1\n';
const nameRule = /^[A-Za-z0-9-]{1,120}$/;

/**
 * Secrets as files of their own in `folder`, which only this user may enter (0700, files 0600; on Windows the profile is
 * the user's own). With a cipher that is available they are encrypted; plain ones are read in any case, so that the
 * desktop host reads what the loopback host kept.
 */
export function createKeySafe(fileSystem: FileSystem, folder: string, cipher?: Cipher): KeySafe {
  const pathOf = (name: string): string => {
    if (!nameRule.test(name)) throw new Failure('bad-input', { where: 'key', detail: name });
    return join(folder, `${name}.key`);
  };
  return {
    async keep(name, secret) {
      const path = pathOf(name);
      const usable = (await cipher?.isAvailable()) === true ? cipher : undefined;
      const text = usable
        ? `${encryptedMark}${Buffer.from(await usable.encrypt(secret)).toString('base64')}\n`
        : secret;
      await fileSystem.makeFolder(folder);
      await fileSystem.makePrivate?.(folder);
      await writePrivately(fileSystem, path, Buffer.from(text));
    },
    async read(name) {
      const path = pathOf(name);
      if (!(await fileSystem.information(path))) return undefined;
      const text = Buffer.from(await fileSystem.read(path)).toString('utf8');
      return text.startsWith(encryptedMark) ? opened(text.slice(encryptedMark.length), cipher) : text;
    },
    async remove(name) {
      await fileSystem.remove(pathOf(name));
      if (await fileSystem.information(folder)) await fileSystem.syncFolder(folder);
    },
  };
}

/** Undefined where this host, user or machine cannot open it. */
async function opened(text: string, cipher: Cipher | undefined): Promise<string | undefined> {
  if ((await cipher?.isAvailable()) !== true) return undefined;
  try {
    return await cipher?.decrypt(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

/** As `writeAtomically`, but nobody else may read it at any moment: it is made private while it is empty. */
async function writePrivately(fileSystem: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}${temporaryEnding}`;
  try {
    await fileSystem.write(temporary, new Uint8Array());
    await fileSystem.makePrivate?.(temporary);
    await fileSystem.write(temporary, bytes);
    await fileSystem.rename(temporary, path);
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined);
    throw error;
  }
  await fileSystem.syncFolder(dirname(path));
}
