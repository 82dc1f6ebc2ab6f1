import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Bytes that must be free where copies are made in memory: containers often have 64 MB there. */
const enough = 1_000_000_000;

/**
 * Where tests that repeat an operation hundreds of times work: in memory where Linux offers that, since a disk takes
 * most of their time to force files that no power cut threatens. What they test, the order of steps, is the same.
 */
function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    accessSync('/dev/shm', constants.W_OK);
    return bavail * bsize > enough ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** An empty folder that is removed when the test ends. */
export function temporaryFolder(place = tmpdir()): string {
  const folder = mkdtempSync(join(place, 'lantoa-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A copy of a folder, likewise temporary, where changes cost little. */
export function copyOf(folder: string): string {
  const copy = temporaryFolder(quickFolder());
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** All files below a folder with their SHA-256, in name order; `leave` names paths that do not count. */
export function treeOf(folder: string, leave: RegExp = /^$/): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !leave.test(path.slice(folder.length + 1)))
    .sort();
  return Object.fromEntries(
    files.map((path) => [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}
