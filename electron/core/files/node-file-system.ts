import { constants, createReadStream, lstatSync, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import { isInUse } from '#core/files/in-use';
import { newMachineId } from '#core/files/machine-id';
import { pour } from '#core/files/pour';
import { pieceBytes } from '#core/files/read-ahead';
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

async function fill(
  file: fs.FileHandle,
  data: Uint8Array | AsyncIterable<Uint8Array>,
  forced = true,
): Promise<void> {
  try {
    if (data instanceof Uint8Array) await file.writeFile(data);
    else await pour(file, data);
    if (forced) await file.sync();
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
      if (process.platform !== 'win32' || !isInUse(error) || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function makeFoldersBelow(root: string, path: string): Promise<void> {
  let folder = root;
  for (const name of relative(root, path)
    .split(sep)
    .filter((part) => part !== '')) {
    folder = join(folder, name);
    await fs.mkdir(folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function makePrivate(path: string): Promise<void> {
  await fs.chmod(path, (await fs.lstat(path)).isDirectory() ? 0o700 : 0o600);
}

/** What `information` tells, without letting anything else in this thread happen meanwhile. */
export function informationNow(path: string): FileInformation | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found && { kind: kindOf(found), bytes: found.size, changedAt: found.mtimeMs };
}

/** The disk of this machine. The core puts the installation's own id in the place of the machine's, which is made up. */
export const nodeFileSystem: FileSystem = {
  owner: { host: hostname(), process: process.pid, machine: newMachineId() },
  read: (path) => fs.readFile(path),
  // Opened when it is read: one that never is neither holds the file nor fails where nobody hears it.
  async *stream(path) {
    yield* createReadStream(path, { highWaterMark: pieceBytes });
  },
  async open(path) {
    const file = await fs.open(path, constants.O_RDONLY);
    const { size } = await file.stat();
    return {
      bytes: size,
      async read(position, length, into = Buffer.allocUnsafe(length)) {
        const { bytesRead } = await file.read(into, 0, length, position);
        return into.subarray(0, bytesRead);
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
  write: async (path, data, forced) =>
    fill(
      await fs.open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o644),
      data,
      forced !== 'later',
    ),
  async force(path) {
    // Windows forces only what is open for writing.
    const file = await fs.open(path, constants.O_RDWR);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async create(path, data) {
    let file: fs.FileHandle;
    try {
      file = await fs.open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    try {
      await fill(file, data, false);
      return true;
    } catch (error) {
      // On a full disk an empty lock would stay, and keep everybody waiting for a holder that there is not.
      await fs.unlink(path).catch(() => undefined);
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
  async makeFolder(path, root) {
    if (root === undefined) await fs.mkdir(path, { recursive: true });
    else await makeFoldersBelow(root, path);
  },
  ...(process.platform === 'win32' ? {} : { makePrivate }),
  async freeBytes(folder) {
    try {
      const { blocks, bavail, bsize } = await fs.statfs(folder);
      // Some network drives answer with nothing but zeros.
      return blocks > 0 && bsize > 0 ? bavail * bsize : undefined;
    } catch {
      return undefined;
    }
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
