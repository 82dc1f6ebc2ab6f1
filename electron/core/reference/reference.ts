import { join } from 'node:path';
import * as z from 'zod';
import type { FileSystem } from '#core/files/file-system';
import { readLibraryFile } from '#core/library/library-files';
import { layout } from '#core/library/layout';
import type { Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import { provinceSchema } from '#shared/model/province';

const named = z.object({ key: z.string(), vi: z.string(), en: z.string() });
const fieldsSchema = z.object({ source: z.string(), fields: z.array(named.extend({ group: z.string() })) });
const topicsSchema = z.object({ source: z.string(), topics: z.array(named) });

/** One file of resources/, checked; without it the program is not whole. */
export async function readResource<S extends z.ZodType>(
  fileSystem: FileSystem,
  folder: string,
  file: string,
  schema: S,
): Promise<z.infer<S>> {
  const found = await readLibraryFile(fileSystem, folder, file, schema);
  if (found === undefined)
    throw new Failure('internal', { where: join(folder, file), detail: 'resource is missing' });
  return found;
}

/** Provinces, fields and the starting list of topics, from resources/. */
export async function readReference(fileSystem: FileSystem, resourcesFolder: string): Promise<Reference> {
  const provinces = await readResource(
    fileSystem,
    resourcesFolder,
    'provinces.json',
    z.array(provinceSchema),
  );
  const { fields, source } = await readResource(fileSystem, resourcesFolder, 'fields.json', fieldsSchema);
  const { topics } = await readResource(fileSystem, resourcesFolder, 'topics.json', topicsSchema);
  return { provinces, fields, topics, sources: [source] };
}

/** The office's own list of topics where the library has one, else the list that comes with the program. */
export async function readTopics(
  fileSystem: FileSystem,
  root: string | undefined,
  reference: Reference,
): Promise<Reference['topics']> {
  const own = root && (await readLibraryFile(fileSystem, root, layout.topics, topicsSchema));
  return own ? own.topics : reference.topics;
}
