import { isAbsolute, relative, resolve } from 'node:path';

/** Whether `folder` is the library's or lies in it; disks that do not know case from case are thought of. */
export function isInside(root: string, folder: string): boolean {
  const [outer, inner] = [root, folder].map((path) => resolve(path).normalize('NFC').toLowerCase());
  const way = relative(outer ?? '', inner ?? '');
  return way === '' || (way.split(/[\\/]/)[0] !== '..' && !isAbsolute(way));
}
