import { constants, createReadStream, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import { watchesTrees, watchTree } from '#core/files/watch-tree';

const missing = new Set(['ENOENT', 'ENOTDIR']);

function isMissing(error: unknown): boolean {
  return missing.has(String((error as NodeJS.ErrnoException).code));
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FileInformation['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

async function writeAndSync(
  path: string,
  flags: number,
  data: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await fs.open(path, flags, 0o644);
  try {
    if (data instanceof Uint8Array) await file.writeFile(data);
    else for await (const chunk of data) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Virus scanners and sync programs hold files for a moment on Windows: a rename is tried again for a second. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const busy = code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';
      if (process.platform !== 'win32' || !busy || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The disk of this machine. */
export const nodeFileSystem: FileSystem = {
  read: (path) => fs.readFile(path),
  stream: (path) => createReadStream(path, { highWaterMark: 64 * 1024 }),
  async open(path) {
    const file = await fs.open(path, constants.O_RDONLY);
    const { size } = await file.stat();
    return {
      bytes: size,
      async read(position, length) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  },
  async information(path) {
    try {
      const found = await fs.lstat(path);
      return { kind: kindOf(found), bytes: found.size, changedAt: found.mtimeMs };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async list(folder) {
    try {
      const entries = await fs.readdir(folder, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  write: (path, data) => writeAndSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, data),
  async create(path, data) {
    try {
      await writeAndSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, data);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  },
  rename: renamePatiently,
  async remove(path) {
    try {
      const found = await fs.lstat(path);
      await (found.isDirectory() ? fs.rmdir(path) : fs.unlink(path));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true });
  },
  async syncFolder(path) {
    // Windows cannot open a folder for this; there the rename itself is journaled.
    if (process.platform === 'win32') return;
    const folder = await fs.open(path, constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  ...(watchesTrees ? { watch: watchTree } : {}),
};
