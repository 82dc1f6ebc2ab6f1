import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';

/** The largest file that may be given to the page: a quarter's bundle is at most half of it. */
export const uploadLimit = 4 * 1024 ** 3;
/** A given file that no operation has asked for is removed after this many milliseconds. */
const keptFor = 60 * 60 * 1000;

/** Files that the page has streamed to this host, kept until an operation takes them. */
export interface Uploads {
  /** Fails with `bad-input` (rule `upload-size`) beyond `limit` bytes; leaves nothing behind when it fails. */
  receive(body: Readable, name: string): Promise<FileReference>;
  /** Hands a file over once. Fails with `bad-input` for what was not handed out here. */
  take(reference: FileReference): Promise<{ path: string; release: () => Promise<void> }>;
  /** Removes all of it. */
  close(): Promise<void>;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Folders are named after the process that made them; those of processes that ended abruptly are removed. */
async function removeLeftOvers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const processId = Number(/^(\d+)-/.exec(name)?.[1]);
    if (processId > 0 && !isRunning(processId))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function limited(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > limit) done(new Failure('bad-input', { rule: 'upload-size', where: String(limit) }));
      else done(null, chunk);
    },
  });
}

/** Opens a folder for uploads inside `cacheFolder`: on the disk, since a temporary folder may lie in memory. */
export async function openUploads(cacheFolder: string, limit = uploadLimit): Promise<Uploads> {
  const parent = join(cacheFolder, 'uploads');
  await mkdir(parent, { recursive: true });
  await removeLeftOvers(parent);
  const folder = await mkdtemp(join(parent, `${String(process.pid)}-`));
  const waiting = new Map<string, NodeJS.Timeout>();

  const remove = (token: string): Promise<void> => rm(join(folder, token), { force: true });
  const forget = (token: string): boolean => {
    clearTimeout(waiting.get(token));
    return waiting.delete(token);
  };
  const keep = (token: string): void => {
    const expire = (): void => {
      if (forget(token)) void remove(token);
    };
    waiting.set(token, setTimeout(expire, keptFor).unref());
  };

  return {
    async receive(body, name) {
      const token = randomBytes(16).toString('hex');
      try {
        const file = createWriteStream(join(folder, token), { flags: 'wx', mode: 0o600 });
        await pipeline(body, limited(limit), file);
      } catch (error) {
        await remove(token);
        throw error;
      }
      keep(token);
      return { type: 'upload', token, name };
    },
    take(reference) {
      if (reference.type !== 'upload' || !forget(reference.token)) {
        const failure = new Failure('bad-input', { rule: 'file-reference', where: reference.name });
        return Promise.reject(failure);
      }
      const { token } = reference;
      return Promise.resolve({ path: join(folder, token), release: () => remove(token) });
    },
    async close() {
      for (const token of waiting.keys()) forget(token);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
