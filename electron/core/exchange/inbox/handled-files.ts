import { dirname } from 'node:path';
import * as z from 'zod';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';

const schema = z.object({
  format: z.literal('1.0'),
  files: z.record(z.string(), z.object({ bytes: z.number(), changedAt: z.number() })),
});

/**
 * Which files of watched folders were received on this machine, by path, size and time: they stay where they are and are
 * not read again at every start. A cache: once it is lost they are verified anew and known by their content.
 */
export class HandledFiles {
  readonly #fileSystem: FileSystem;
  readonly #file: string;
  #files: Map<string, { bytes: number; changedAt: number }> | undefined;

  constructor(fileSystem: FileSystem, file: string) {
    this.#fileSystem = fileSystem;
    this.#file = file;
  }

  async has(path: string, { bytes, changedAt }: { bytes: number; changedAt: number }): Promise<boolean> {
    const known = (await this.#read()).get(path);
    return known?.bytes === bytes && known.changedAt === changedAt;
  }

  async add(path: string, { bytes, changedAt }: { bytes: number; changedAt: number }): Promise<void> {
    const files = await this.#read();
    files.set(path, { bytes, changedAt });
    await this.#fileSystem.makeFolder(dirname(this.#file));
    const text = jsonText({ format: '1.0', files: Object.fromEntries(files) });
    await writeAtomically(this.#fileSystem, this.#file, text);
  }

  async #read(): Promise<Map<string, { bytes: number; changedAt: number }>> {
    if (this.#files) return this.#files;
    let entries: [string, { bytes: number; changedAt: number }][] = [];
    try {
      const text = Buffer.from(await this.#fileSystem.read(this.#file)).toString('utf8');
      entries = Object.entries(schema.parse(JSON.parse(text)).files);
    } catch {
      // Not there, or damaged: it is only a cache.
    }
    this.#files = new Map(entries);
    return this.#files;
  }
}
