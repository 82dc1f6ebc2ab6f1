import { dirname } from 'node:path';
import type * as z from 'zod';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import { parseStrictJson } from '#core/files/strict-json';
import { libraryFormat } from '#core/library/library-files';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { Failure } from '#shared/failure';

/** A file of the library as it was read, with the hash of the very bytes. */
export interface Stored<T> {
  readonly value: T;
  readonly hash: string;
}

export type Saved<T> = { readonly type: 'saved' } & Stored<T>;

/** One of the library's JSON files: where it lies, and what it is to look like. */
export interface StoredFile<S extends z.ZodType> {
  readonly where: string;
  readonly schema: S;
}

const major = (format: string): string => format.split('.')[0] ?? '';

/**
 * Undefined where the file is not there. Fails with `library-damaged` where it is not right, and with `library-version`
 * where a later major version wrote it.
 */
export async function readStored<S extends z.ZodType>(
  { store }: OpenedLibrary,
  { where, schema }: StoredFile<S>,
): Promise<Stored<z.infer<S>> | undefined> {
  const path = store.at(where);
  if (!(await store.fileSystem.information(path))) return undefined;
  const bytes = await store.fileSystem.read(path);
  const json = parse(bytes, where);
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'string' && major(format) !== major(libraryFormat))
    throw new Failure('library-version', { where, detail: format });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Failure('library-damaged', { where, detail: parsed.error.message });
  return { value: parsed.data, hash: sha256(bytes) };
}

function parse(bytes: Uint8Array, where: string): unknown {
  try {
    return parseStrictJson(bytes);
  } catch (error) {
    throw new Failure('library-damaged', { where, detail: String(error) });
  }
}

/**
 * Writes what `change` makes of the file if it is still the one named by `base` (null: none). Where somebody else saved
 * first nothing is written, and the answer is what is there. A file that cannot be read is never written over: `readStored` fails.
 */
export async function saveStored<S extends z.ZodType>(
  library: OpenedLibrary,
  file: StoredFile<S>,
  base: string | null,
  change: (before: z.infer<S> | undefined) => z.infer<S>,
): Promise<Saved<z.infer<S>> | { type: 'conflict'; found: Stored<z.infer<S>> | undefined }> {
  return withStored(library, file, async (before, held) => {
    if ((before?.hash ?? null) !== base) return { type: 'conflict', found: before };
    const value = file.schema.parse(change(before?.value));
    const text = jsonText(value);
    const hash = sha256(text);
    const path = library.store.at(file.where);
    if (hash !== before?.hash) await writeAtomically(library.store.fileSystem, path, text, held);
    return { type: 'saved', value, hash };
  });
}

/** Runs `work` while nobody else, here or on another machine, changes the file. Fails with `library-read-only`. */
export async function withStored<S extends z.ZodType, T>(
  library: OpenedLibrary,
  file: StoredFile<S>,
  work: (before: Stored<z.infer<S>> | undefined, held: HeldLock) => Promise<T>,
): Promise<T> {
  requireWritable(library);
  const { fileSystem, root } = library.store;
  const path = library.store.at(file.where);
  await fileSystem.makeFolder(dirname(path), root);
  return withLock(fileSystem, `${path}.lock`, async (held) => work(await readStored(library, file), held), {
    root,
  });
}
