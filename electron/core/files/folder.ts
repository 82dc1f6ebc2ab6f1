import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';

/** Paths of all files below a folder, relative to it with `/`, in byte order. Links are not followed. */
export async function filesBelow(fileSystem: FileSystem, folder: string, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await fileSystem.list(folder)) {
    if (kind === 'folder')
      found.push(...(await filesBelow(fileSystem, join(folder, name), `${prefix}${name}/`)));
    else if (kind === 'file') found.push(prefix + name);
  }
  return prefix === '' ? found.sort(byBytes) : found;
}

/** Order of the UTF-8 bytes, as `sort` in the C locale gives. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Removes a folder with all that is in it, deepest first; links are removed, not followed, also `folder` itself. */
export async function removeFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  if ((await fileSystem.information(folder))?.kind === 'folder') {
    for (const { name } of await fileSystem.list(folder)) await removeFolder(fileSystem, join(folder, name));
  }
  await fileSystem.remove(folder);
}
