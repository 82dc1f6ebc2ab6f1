import type { FileSystem } from '#core/files/file-system';

/** Thrown at the step where the process is taken to have been killed, and by every step after it. */
class Killed extends Error {}

export interface CountedFileSystem {
  readonly fileSystem: FileSystem;
  /** Steps that changed the disk so far. */
  steps(): number;
  /** The process was killed. */
  dead(): boolean;
}

/**
 * A file system on which the process dies at its `killAt`-th changing step (counted from 1): half of what a write
 * would have written is on disk, a rename has not happened, and nothing works afterwards. `killAt` Infinity only counts.
 */
export function crashingFileSystem(real: FileSystem, killAt = Infinity): CountedFileSystem {
  let steps = 0;
  let dead = false;
  const alive = (): void => {
    if (dead) throw new Killed('after the kill');
  };
  /** True when the process dies in this step. */
  const dies = (): boolean => {
    alive();
    steps += 1;
    dead = steps >= killAt;
    return dead;
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dies()) throw new Killed(`at step ${String(steps)}`);
    return work();
  };
  const half = async (path: string, data: Uint8Array | AsyncIterable<Uint8Array>): Promise<never> => {
    const chunks: Uint8Array[] = [];
    if (data instanceof Uint8Array) chunks.push(data);
    else for await (const chunk of data) chunks.push(chunk);
    const whole = Buffer.concat(chunks);
    await real.write(path, whole.subarray(0, Math.floor(whole.length / 2)));
    throw new Killed(`at step ${String(steps)}`);
  };
  const reading =
    <A extends unknown[], T>(work: (...inputs: A) => T) =>
    (...inputs: A): T => {
      alive();
      return work(...inputs);
    };
  const fileSystem: FileSystem = {
    owner: real.owner,
    read: reading((path) => real.read(path)),
    stream: reading((path) => real.stream(path)),
    open: reading((path) => real.open(path)),
    information: reading((path) => real.information(path)),
    list: reading((folder) => real.list(folder)),
    write: async (path, data, forced) => (dies() ? half(path, data) : real.write(path, data, forced)),
    force: (path) => step(() => real.force(path)),
    create: async (path, data) => (dies() ? half(path, data) : real.create(path, data)),
    rename: (from, to) => step(() => real.rename(from, to)),
    remove: (path) => step(() => real.remove(path)),
    makeFolder: (path, root) => step(() => real.makeFolder(path, root)),
    makePrivate: (path) => step(async () => real.makePrivate?.(path)),
    freeBytes: reading((folder) => real.freeBytes(folder)),
    syncFolder: (path) => step(() => real.syncFolder(path)),
  };
  return { fileSystem, steps: () => steps, dead: () => dead };
}
