import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One file of the built page. */
interface PageFile {
  readonly path: string;
  readonly mediaType: string;
  /** Its name holds a hash of its content, so it may be kept for ever. */
  readonly hashed: boolean;
}
export type PageFiles = ReadonlyMap<string, PageFile>;

const mediaTypes: Partial<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const hashedName = /^assets\/.+-[\w-]{8}\.\w+$/;

async function walk(folder: string, address: string): Promise<[string, PageFile][]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<[string, PageFile][]> => {
      const path = join(folder, entry.name);
      const name = address + entry.name;
      if (entry.isDirectory()) return walk(path, `${name}/`);
      const mediaType = mediaTypes[extname(entry.name)] ?? 'application/octet-stream';
      return entry.isFile() ? [[name, { path, mediaType, hashed: hashedName.test(name) }]] : [];
    }),
  );
  return found.flat();
}

/**
 * Lists the built page once at start, by address relative to its folder. Hosts serve what is in this list and
 * nothing else, so no address can lead out of the folder. (Folder by folder: inside an asar archive Electron's `fs`
 * does less than Node's.)
 */
export async function listPageFiles(folder: string): Promise<PageFiles> {
  return new Map(await walk(folder, ''));
}
