import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (folder: string): string => join(folder, 'loopback-port');

/**
 * The port of the last run, or 0. Browsers keep what a page stores by address and port: on the same port a page finds
 * the text again that was typed but not saved when the program ended.
 */
export async function readLastPort(folder: string): Promise<number> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '');
  const port = Number(text);
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0;
}

/** A convenience: that it cannot be written is no fault. */
export async function noteLastPort(folder: string, port: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(fileIn(folder), String(port));
  } catch {
    return;
  }
}
