import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonText } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';

/** 16 hexadecimal digits. */
const idPattern = /^[0-9a-f]{16}$/;
const machineFile = z.object({ format: z.string().regex(/^1\./), machine: z.string().regex(idPattern) });

export function newMachineId(): string {
  return randomBytes(8).toString('hex');
}

/**
 * The id of this installation, made once and kept in the profile, which does not travel to other machines as settings
 * may. Where it cannot be kept it is another one each time: then locks of a process that has ended are waited for.
 */
export async function machineId(fileSystem: FileSystem, profileFolder: string): Promise<string> {
  const path = join(profileFolder, 'machine.json');
  const known = await readId(fileSystem, path);
  if (known !== undefined) return known;
  const machine = newMachineId();
  const text = Buffer.from(jsonText({ format: '1.0', machine }));
  try {
    await fileSystem.makeFolder(profileFolder);
    if (await fileSystem.create(path, text)) return machine;
    // The other host of this person was faster, or the file is damaged.
    const theirs = await readId(fileSystem, path);
    if (theirs !== undefined) return theirs;
    await fileSystem.write(path, text);
  } catch {
    return machine;
  }
  return machine;
}

async function readId(fileSystem: FileSystem, path: string): Promise<string | undefined> {
  try {
    if (!(await fileSystem.information(path))) return undefined;
    const text = Buffer.from(await fileSystem.read(path)).toString('utf8');
    return machineFile.safeParse(JSON.parse(text)).data?.machine;
  } catch {
    return undefined;
  }
}
