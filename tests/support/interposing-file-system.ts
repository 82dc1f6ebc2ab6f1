import type { FileSystem } from '#core/files/file-system';

type Call = 'read' | 'information' | 'create' | 'rename';

/**
 * A disk on which something else happens just before a call: whatever `before` does for it has ended when the call is
 * made. Tests put another machine's work there, where a race would have to be won.
 */
export function interposingFileSystem(
  real: FileSystem,
  before: (call: Call, path: string) => Promise<unknown> | undefined,
): FileSystem {
  const preceded =
    <A extends unknown[], T>(call: Call, work: (path: string, ...inputs: A) => Promise<T>) =>
    async (path: string, ...inputs: A): Promise<T> => {
      await before(call, path);
      return work(path, ...inputs);
    };
  return {
    ...real,
    read: preceded('read', (path) => real.read(path)),
    information: preceded('information', (path) => real.information(path)),
    create: preceded('create', (path, data: Uint8Array) => real.create(path, data)),
    rename: preceded('rename', (path, to: string) => real.rename(path, to)),
  };
}

/** Does `work` before the first call that `isIt` picks once it is armed, and lets that call go on afterwards. */
export class Interposed {
  readonly fileSystem: FileSystem;
  #armed: (() => Promise<unknown>) | undefined;

  constructor(real: FileSystem, isIt: (call: Call, path: string) => boolean) {
    this.fileSystem = interposingFileSystem(real, (call, path) => {
      const work = this.#armed;
      if (!work || !isIt(call, path)) return undefined;
      this.#armed = undefined;
      return work();
    });
  }

  arm(work: () => Promise<unknown>): void {
    this.#armed = work;
  }

  /** Whether the work was done. */
  get isOver(): boolean {
    return this.#armed === undefined;
  }
}
