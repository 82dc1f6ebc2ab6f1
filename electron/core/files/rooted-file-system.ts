import { relative } from 'node:path';
import type { FileSystem } from '#core/files/file-system';

/**
 * The same disk, on which the folder `root` is never made anew: a drive that drops in the middle of a save would else
 * leave a second, nearly empty library in the place of the one that comes back.
 */
export function rootedFileSystem(real: FileSystem, root: string): FileSystem {
  return {
    ...real,
    makeFolder: (path) =>
      relative(root, path).startsWith('..') ? real.makeFolder(path) : real.makeFolder(path, root),
  };
}
