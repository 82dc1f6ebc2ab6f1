import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { receivedFolder } from '#core/exchange/received-folder';
import { temporaryEnding, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import type { JobControl } from '#core/jobs/jobs';
import { Failure } from '#shared/failure';

/** A file of a departure, where it lies in the library. */
export interface ParcelFile {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface PlaceRequest {
  readonly fileSystem: FileSystem;
  /** Absolute; it must be there. */
  readonly folder: string;
  readonly files: readonly ParcelFile[];
  readonly control: JobControl;
}

/**
 * Copies files into an exchange folder, one after the other. Whoever looks there finds each whole or not at all; nothing
 * that is there is overwritten: a name that is taken by another file gets a number, and the very same file is left as it
 * is. Fails with `attachment-changed` where a file is not the one that was exported. Returns the names in the folder.
 */
export async function placeParcel(
  request: PlaceRequest,
): Promise<{ name: string; of: string; bytes: number }[]> {
  const { fileSystem, folder, files, control } = request;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const report = (bytes: number, label: string): void => {
    control.check();
    done += bytes;
    control.report(done, total, label);
  };
  // Of the receiver's programs, which take turns under a lock of their own while they verify, it is independent.
  const lock = join(folder, '.gui.lock');
  return withLock(fileSystem, lock, async (held) => {
    await tidy(fileSystem, folder);
    await fileSystem.makeFolder(join(folder, receivedFolder), folder);
    const placed = [];
    for (const file of files) {
      const { name, isFree } = await freeName(fileSystem, folder, file);
      if (isFree) await copy(fileSystem, join(folder, name), file, { held, report });
      placed.push({ name, of: file.file, bytes: file.bytes });
    }
    return placed;
  });
}

/** What a killed run has begun to write: under the lock nobody else is writing here. */
async function tidy(fileSystem: FileSystem, folder: string): Promise<void> {
  for (const { name, kind } of await fileSystem.list(folder)) {
    const of = name.endsWith(temporaryEnding) ? name.slice(0, -temporaryEnding.length) : '';
    const isParcels = kind === 'file' && /\.(?:zip|lantoa)\.[^.]+$/.test(of);
    if (isParcels) await fileSystem.remove(join(folder, name)).catch(() => undefined);
  }
}

/** The file's own name, or with the first number under which there is nothing, or the same file. */
async function freeName(
  fileSystem: FileSystem,
  folder: string,
  { file, bytes, sha256 }: ParcelFile,
): Promise<{ name: string; isFree: boolean }> {
  // As names are compared on disks that do not know case from case, nor how a letter is composed.
  const key = (name: string): string => name.normalize('NFC').toLowerCase();
  const there = new Map((await fileSystem.list(folder)).map((entry) => [key(entry.name), entry]));
  const [, stem = file, ending = ''] = /^(.*?)(\.[^.]*)?$/su.exec(file) ?? [];
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? file : `${stem} (${String(count)})${ending}`;
    const other = there.get(key(name));
    if (!other) return { name, isFree: true };
    const path = join(folder, other.name);
    if (other.kind !== 'file' || (await fileSystem.information(path))?.bytes !== bytes) continue;
    const hash = createHash('sha256');
    for await (const chunk of fileSystem.stream(path)) hash.update(chunk);
    if (hash.digest('hex') === sha256) return { name: other.name, isFree: false };
  }
}

async function copy(
  fileSystem: FileSystem,
  to: string,
  { file, path, sha256 }: ParcelFile,
  { held, report }: { held: HeldLock; report: (bytes: number, label: string) => void },
): Promise<void> {
  const hash = createHash('sha256');
  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const chunk of fileSystem.stream(path)) {
      report(chunk.byteLength, file);
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest('hex') !== sha256) throw new Failure('attachment-changed', { where: file });
  }
  await writeAtomically(fileSystem, to, checked(), held);
}
