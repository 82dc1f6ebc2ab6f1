import type { FileSystem, FolderWatch } from '#core/files/file-system';

/** Milliseconds for which notices are gathered: programs write a file in several steps, sync programs many files. */
const gather = 200;

/** What the system tells of changes below `practices/`. Hints only: whoever hears of them looks at the files. */
export class Notices {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #heard: () => void;
  #watch: FolderWatch | undefined;
  /** It failed once: too many handles, a drive that went away. It is not tried again. */
  #failed = false;
  #ids = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  /** A notice did not say what changed. */
  unclear = false;

  /** `heard` is called when notices wait to be taken, and when there will be none any more. */
  constructor(fileSystem: FileSystem, folder: string, heard: () => void) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#heard = heard;
  }

  /** Whether the system tells of changes at present. */
  get active(): boolean {
    return this.#watch !== undefined;
  }

  get waiting(): boolean {
    return this.#ids.size > 0 || this.unclear;
  }

  /** Does nothing where the system has no such notices, or where they failed. */
  start(): void {
    if (this.#watch || this.#failed || !this.#fileSystem.watch) return;
    this.#watch = this.#fileSystem.watch(this.#folder, {
      changed: (path) => {
        this.#note(path);
      },
      failed: () => {
        this.#failed = true;
        this.stop();
        this.unclear = true;
        this.#heard();
      },
    });
  }

  /** Names of folders below `practices/`, or of anything else that lies there. */
  take(): string[] {
    const ids = [...this.#ids];
    this.#ids.clear();
    this.unclear = false;
    return ids;
  }

  stop(): void {
    this.#watch?.stop();
    this.#watch = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.take();
  }

  #note(path: string | undefined): void {
    const id = path?.split(/[\\/]/)[0] ?? '';
    if (id === '') this.unclear = true;
    else this.#ids.add(id);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#heard();
    }, gather);
    this.#timer.unref();
  }
}
