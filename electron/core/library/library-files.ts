import { join } from 'node:path';
import * as z from 'zod';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import { Failure } from '#shared/failure';
import { type Office, officeSchema, peopleFileSchema, type Person } from '#shared/model/office';
import { idSchema } from '#shared/model/practice';

/** Version of the library's own files. */
export const libraryFormat = '1.0';

export const libraryFileSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  libraryId: idSchema,
  name: z.string(),
  sample: z.boolean().optional(),
  createdAt: z.iso.datetime(),
});
export type LibraryFile = z.infer<typeof libraryFileSchema>;

/** Reads one of the library's JSON files; undefined when it is not there, `library-damaged` when it is not right. */
export async function readLibraryFile<S extends z.ZodType>(
  fileSystem: FileSystem,
  root: string,
  file: string,
  schema: S,
): Promise<z.infer<S> | undefined> {
  const path = join(root, file);
  if (!(await fileSystem.information(path))) return undefined;
  const text = Buffer.from(await fileSystem.read(path)).toString('utf8');
  try {
    return schema.parse(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    throw new Failure('library-damaged', { where: file, detail: String(error) });
  }
}

/** office.json and people.json: shared by everybody on the library, so read anew before every change. */
export class OfficeFiles {
  readonly #fileSystem: FileSystem;
  readonly #root: string;

  constructor(fileSystem: FileSystem, root: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
  }

  office(): Promise<Office | undefined> {
    return readLibraryFile(this.#fileSystem, this.#root, layout.office, officeSchema);
  }

  async people(): Promise<Person[]> {
    const file = await readLibraryFile(this.#fileSystem, this.#root, layout.people, peopleFileSchema);
    return file?.people ?? [];
  }

  /** Reads, changes and writes office.json as one step. */
  changeOffice(change: (office: Office | undefined) => Office | Promise<Office>): Promise<Office> {
    return this.#change(layout.office, async () => change(await this.office()));
  }

  /** Reads, changes and writes people.json as one step; keys that we do not know are kept. */
  async changePeople(change: (people: Person[]) => Person[]): Promise<Person[]> {
    const written = await this.#change(layout.people, async () => {
      const file = await readLibraryFile(this.#fileSystem, this.#root, layout.people, peopleFileSchema);
      return { ...file, format: file?.format ?? libraryFormat, people: change(file?.people ?? []) };
    });
    return written.people;
  }

  /** Runs `work` while nobody else changes office.json, for changes that write more than this file. */
  withOffice<T>(work: (office: Office | undefined, held: HeldLock) => Promise<T>): Promise<T> {
    return this.#locked(layout.office, async (held) => work(await this.office(), held));
  }

  async #change<T>(file: string, next: () => Promise<T>): Promise<T> {
    return this.#locked(file, async (held) => {
      const value = await next();
      await writeAtomically(this.#fileSystem, join(this.#root, file), jsonText(value), held);
      return value;
    });
  }

  #locked<T>(file: string, work: (held: HeldLock) => Promise<T>): Promise<T> {
    return withLock(this.#fileSystem, `${join(this.#root, file)}.lock`, work, { root: this.#root });
  }
}
