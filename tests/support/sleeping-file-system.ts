import type { FileSystem } from '#core/files/file-system';

export interface SleepingFileSystem {
  readonly fileSystem: FileSystem;
  /** Steps that changed the disk so far. */
  steps(): number;
  /** Resolves when the machine has fallen asleep. */
  readonly asleep: Promise<void>;
  wake(): void;
}

/**
 * The disk as a machine sees it that falls asleep just before its `sleepAt`-th changing step (counted from 1): from
 * then on nothing happens, heartbeats included, until it is woken; then everything goes on where it was. To others it
 * is a process that has ended, so that they need not wait for 30 s to take its locks over.
 */
export function sleepingFileSystem(real: FileSystem, sleepAt = Infinity): SleepingFileSystem {
  let steps = 0;
  let fallAsleep = (): void => undefined;
  let wake = (): void => undefined;
  const asleep = new Promise<void>((resolve) => (fallAsleep = resolve));
  const woken = new Promise<void>((resolve) => (wake = resolve));
  let sleeps = false;
  const looking =
    <A extends unknown[], T>(work: (...inputs: A) => Promise<T>) =>
    async (...inputs: A): Promise<T> => {
      if (sleeps) await woken;
      return work(...inputs);
    };
  const changing =
    <A extends unknown[], T>(work: (...inputs: A) => Promise<T>) =>
    async (...inputs: A): Promise<T> => {
      steps += 1;
      if (steps === sleepAt) {
        sleeps = true;
        fallAsleep();
      }
      if (sleeps) await woken;
      return work(...inputs);
    };
  const fileSystem: FileSystem = {
    ...real,
    owner: { ...real.owner, process: 999_999_999 },
    read: looking((path) => real.read(path)),
    open: looking((path) => real.open(path)),
    information: looking((path) => real.information(path)),
    list: looking((folder) => real.list(folder)),
    write: changing((path, data, forced) => real.write(path, data, forced)),
    force: changing((path) => real.force(path)),
    create: changing((path, data) => real.create(path, data)),
    rename: changing((from, to) => real.rename(from, to)),
    remove: changing((path) => real.remove(path)),
    makeFolder: changing((path, root) => real.makeFolder(path, root)),
    syncFolder: changing((path) => real.syncFolder(path)),
  };
  return {
    fileSystem,
    steps: () => steps,
    asleep,
    wake() {
      sleeps = false;
      wake();
    },
  };
}
