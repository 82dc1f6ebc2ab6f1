import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import mime from 'mime';
import * as z from 'zod';
import type { ServedFile } from '#core/core';
import { removeFolder } from '#core/files/folder';
import type { Platform } from '#core/platform';
import type { MadePaper } from '#shared/contract/papers';

/** Papers of earlier days (milliseconds) are removed when the next one is made. */
const keptFor = 24 * 60 * 60_000;

const addressSchema = z.tuple([
  z.literal('papers'),
  z.string().regex(/^[0-9a-f]{32}$/),
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,150}\.(?:docx|pdf|pptx|xlsx|json)$/),
]);

type Machine = Pick<Platform, 'fileSystem' | 'profileFolder' | 'now'>;

/**
 * Papers that were made and are about to be saved by the person. They lie in the profile, each in a folder that nobody can
 * guess, so that the page fetches them as any other file, in both hosts.
 */
export class PaperShelf {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async put(file: string, bytes: Uint8Array): Promise<MadePaper> {
    return this.fill(file, async (path) => {
      await this.#machine.fileSystem.write(path, bytes);
      return bytes.byteLength;
    });
  }

  /** As `put`, of a paper that `write` writes to a path that is free, which gives its length; nothing is left of one that fails. */
  async fill(file: string, write: (path: string) => Promise<number>): Promise<MadePaper> {
    const { fileSystem } = this.#machine;
    await this.#removeOld();
    const token = randomBytes(16).toString('hex');
    const folder = join(this.#folder(), token);
    await fileSystem.makeFolder(folder);
    try {
      return { token, file, bytes: await write(join(folder, file)) };
    } catch (error) {
      await removeFolder(fileSystem, folder).catch(() => undefined);
      throw error;
    }
  }

  /** The paper behind an address below `files/`. Checked: each part is as `put` gives it, and a plain file is there. */
  async find(address: string): Promise<ServedFile | undefined> {
    const { success, data } = addressSchema.safeParse(address.split('/'));
    if (!success) return undefined;
    const [, token, name] = data;
    const path = join(this.#folder(), token, name);
    const found = await this.#machine.fileSystem.information(path);
    if (found?.kind !== 'file') return undefined;
    const mediaType = mime.getType(name) ?? 'application/octet-stream';
    return { path, mediaType, name, bytes: found.bytes };
  }

  #folder(): string {
    return join(this.#machine.profileFolder, 'papers');
  }

  /** One that is being fetched stays until the next time. */
  async #removeOld(): Promise<void> {
    const { fileSystem, now } = this.#machine;
    for (const { name } of await fileSystem.list(this.#folder())) {
      const folder = join(this.#folder(), name);
      const changedAt = (await fileSystem.information(folder))?.changedAt ?? 0;
      if (now().getTime() - changedAt > keptFor)
        await removeFolder(fileSystem, folder).catch(() => undefined);
    }
  }
}
