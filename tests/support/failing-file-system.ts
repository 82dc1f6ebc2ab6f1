import type { FileSystem } from '#core/files/file-system';

/** What a step does to the disk: where a system refuses one, it refuses it with a code of its own. */
type Kind = 'write' | 'force' | 'rename' | 'remove';

/**
 * A file system that refuses once, at its `failAt`-th step of one of these kinds (counted from 1), with a system error
 * such as ENOSPC, EBUSY or EPERM; a refused write leaves half of what it would have written. Everything else works.
 */
export function failingFileSystem(
  real: FileSystem,
  code: string,
  kinds: readonly Kind[],
  failAt = Infinity,
): { fileSystem: FileSystem; steps: () => number } {
  let steps = 0;
  const refuses = (kind: Kind): boolean => {
    if (!kinds.includes(kind)) return false;
    steps += 1;
    return steps === failAt;
  };
  const error = (path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code, path });
  const fileSystem: FileSystem = {
    ...real,
    async write(path, data, forced) {
      if (!refuses('write')) return real.write(path, data, forced);
      const chunks: Uint8Array[] = [];
      if (data instanceof Uint8Array) chunks.push(data);
      else for await (const chunk of data) chunks.push(chunk);
      const whole = Buffer.concat(chunks);
      await real.write(path, whole.subarray(0, Math.floor(whole.length / 2)));
      throw error(path);
    },
    // A drive in the network may tell only then that it is full.
    async force(path) {
      if (refuses('force')) throw error(path);
      return real.force(path);
    },
    async rename(from, to) {
      if (refuses('rename')) throw error(to);
      return real.rename(from, to);
    },
    async remove(path) {
      if (refuses('remove')) throw error(path);
      return real.remove(path);
    },
  };
  return { fileSystem, steps: () => steps };
}
