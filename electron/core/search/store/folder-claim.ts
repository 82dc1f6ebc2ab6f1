import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { heartbeat } from '#core/files/heartbeat';
import { hasEndedOwner, lockNoteText } from '#core/files/lock-note';
import { takeOver } from '#core/files/take-over';

/** A folder that this program alone writes to. */
export interface FolderClaim {
  release(): Promise<void>;
}

/** Milliseconds. A claim says so often that its program lives: seldom, since it is there as long as the program. */
const refreshEvery = 5 * 60_000;
/** A claim that was not refreshed for so long was left behind, by a machine that is away or a process whose number was given out anew. */
const stale = 60 * 60_000;

/**
 * Claims a folder by a file beside it; nothing where another living program has it: nobody waits. `lost` hears when somebody
 * took the claim over, as after a long sleep. Fails as the file system does where nothing can be written.
 */
export async function claimFolder(
  fileSystem: FileSystem,
  folder: string,
  lost: () => void,
): Promise<FolderClaim | undefined> {
  const path = `${folder}.claim`;
  const note = { ...fileSystem.owner, token: randomUUID(), refreshed: 0 };
  const text = (): Uint8Array => Buffer.from(lockNoteText(note));
  await fileSystem.makeFolder(dirname(path));
  for (let attempt = 1; !(await fileSystem.create(path, text())); attempt += 1)
    if (attempt > 2 || !(await removeLeft(fileSystem, path))) return undefined;
  const isOurs = async (): Promise<boolean> =>
    (await contentOf(fileSystem, path))?.includes(note.token) ?? false;
  const stop = heartbeat(async () => {
    if (!(await isOurs())) {
      lost();
      return;
    }
    note.refreshed += 1;
    await fileSystem.write(path, text());
  }, refreshEvery);
  return {
    async release() {
      await stop();
      if (await isOurs()) await fileSystem.remove(path).catch(() => undefined);
    },
  };
}

/** True when the claim in the way was left behind, and is gone now. */
async function removeLeft(fileSystem: FileSystem, path: string): Promise<boolean> {
  const content = await contentOf(fileSystem, path);
  if (content === undefined) return true;
  const left = hasEndedOwner(content, fileSystem.owner) || (await isOld(fileSystem, path));
  return left && (await takeOver(fileSystem, path, content, undefined).catch(() => false));
}

/** By the clock of the disk, with which a file is marked that was written just now. */
async function isOld(fileSystem: FileSystem, path: string): Promise<boolean> {
  const probe = `${path}.${randomUUID()}`;
  await fileSystem.create(probe, new Uint8Array());
  const [now, then] = [await fileSystem.information(probe), await fileSystem.information(path)];
  await fileSystem.remove(probe);
  return now !== undefined && then !== undefined && now.changedAt - then.changedAt > stale;
}

async function contentOf(fileSystem: FileSystem, path: string): Promise<string | undefined> {
  try {
    return Buffer.from(await fileSystem.read(path)).toString('utf8');
  } catch {
    return undefined;
  }
}
