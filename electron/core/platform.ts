import type { FileReference } from '#shared/contract/operation';
import type { FileSystem } from '#core/files/file-system';
import type { IsolatedLimits, IsolatedName, IsolatedOutcome } from '#core/isolated/isolated-run';

/** Background scripts that the build emits as files of their own. */
export type WorkerName =
  'search-worker' | 'index-worker' | 'look-worker' | 'near-duplicates-worker' | IsolatedName;

/** What only a host can do. The loopback host answers `unsupported` where a browser has its own way. */
export interface HostServices {
  readonly can: { readonly chooseFolder: boolean; readonly reveal: boolean; readonly openOutside: boolean };
  chooseFolder(
    title: string,
  ): Promise<{ type: 'chosen'; path: string } | { type: 'cancelled' } | { type: 'unsupported' }>;
  reveal(path: string): Promise<'shown' | 'unsupported'>;
  /**
   * Opens a file in the system's program, after the person has read what it is and agreed; `copy` makes the file that is
   * opened and is called only then.
   */
  openFile(
    question: { title: string; file: string; bytes: number; office: string },
    copy: () => Promise<string>,
  ): Promise<'opened' | 'cancelled' | 'unsupported'>;
  /** Keeps bytes that are no file of the person's until `fileOf` is asked for them and released. */
  keepBytes(name: string, bytes: Uint8Array): Promise<FileReference | 'unsupported'>;
  openLink(url: string): Promise<'opened' | 'cancelled' | 'unsupported'>;
  /**
   * The path of a file that the person gave to the page. Fails with `bad-input` for a reference that this host
   * did not hand out. `release` is called once the file is no longer needed.
   */
  fileOf(reference: FileReference): Promise<{ path: string; release: () => Promise<void> }>;
  /**
   * Does work on what may be hostile in a process of its own, which is killed when it passes a limit or `signal` says so;
   * `progress` hears what it tells meanwhile, which may be hostile, too. Fails only where no process could be started.
   */
  runIsolated(
    name: IsolatedName,
    input: unknown,
    limits: IsolatedLimits,
    signal?: AbortSignal,
    progress?: (told: unknown) => void,
  ): Promise<IsolatedOutcome>;
}

/** Keeps the settings of one user; `electron-store` in the desktop, `conf` in the loopback host. */
export interface SettingsStore {
  get(): unknown;
  set(value: unknown): void;
  /** Set when a damaged file was renamed and defaults are in use: the name it is kept under. */
  readonly setAside: string | null;
}

/**
 * Keeps small secrets of this user on this machine, in a place that nobody else can read and that is not deleted with the
 * caches. Names are letters, digits and hyphens.
 */
export interface KeySafe {
  /** Written whole or not at all, replacing one of the same name. */
  keep(name: string, secret: string): Promise<void>;
  /** Undefined where there is none, or where this host cannot open it. */
  read(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
}

/** Everything the core needs of the machine it runs on. */
export interface Platform {
  readonly version: string;
  /** Caches of this user: index, catalogue; all of it may be deleted. */
  readonly profileFolder: string;
  /** Where people keep their documents: new libraries are suggested here. */
  readonly documentsFolder: string;
  /** The folder that holds resources/ (provinces, fields, sample library). */
  readonly resourcesFolder: string;
  readonly settings: SettingsStore;
  readonly keySafe: KeySafe;
  readonly host: HostServices;
  readonly fileSystem: FileSystem;
  workerScript(name: WorkerName): URL;
  now(): Date;
  /** Runs `work` once, `milliseconds` from now, unless the function that it returns is called before. */
  after(milliseconds: number, work: () => void): () => void;
}
