import type { OwnProcess } from '#core/files/process-owner';

/** What a path is; links are reported as such and never followed. */
export interface FileInformation {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** An open file, read at any place. */
export interface OpenFile {
  readonly bytes: number;
  /** Reads up to `length` bytes at `position`, fewer at the end of the file: into the first part of `into`, or new memory. */
  read(position: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The only way from the core to a disk. Each call is one step that may fail or be the last one before a
 * power cut: tests end the process at every one of them. Paths are absolute.
 */
export interface FileSystem {
  /** Who we are to other programs on the same disk: what locks and transactions are signed with. */
  readonly owner: OwnProcess;
  read(path: string): Promise<Uint8Array>;
  /** The whole file in chunks. */
  stream(path: string): AsyncIterable<Uint8Array>;
  open(path: string): Promise<OpenFile>;
  /** Undefined when there is nothing. */
  information(path: string): Promise<FileInformation | undefined>;
  /** Names in a folder, unsorted; empty when the folder does not exist. */
  list(folder: string): Promise<{ name: string; kind: FileInformation['kind'] }[]>;
  /**
   * Writes a new or replaced file and forces it to the disk, with `later` without: then nobody may rely on it before
   * `force` has been called. A chunk must stay as it is until the second one after it is asked for. Not atomic: see
   * `writeAtomically`.
   */
  write(path: string, data: Uint8Array | AsyncIterable<Uint8Array>, forced?: 'later'): Promise<void>;
  /** Forces the content of a file to the disk. */
  force(path: string): Promise<void>;
  /**
   * Creates a file that must not exist yet; false when it does. Not forced to the disk: for locks and probes, which
   * mean nothing after a power cut.
   */
  create(path: string, data: Uint8Array): Promise<boolean>;
  /** Replaces an existing target file at once; a folder's target must not exist. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or an empty folder; nothing happens when it is not there. */
  remove(path: string): Promise<void>;
  /** Creates a folder and those above it; where `root` is given, up to that one, which must be there (`ENOENT`). */
  makeFolder(path: string, root?: string): Promise<void>;
  /** Lets only this user read a file or enter a folder. Absent where a user's folders are private anyway (Windows). */
  makePrivate?(path: string): Promise<void>;
  /** Bytes that may still be written to the disk of a folder that is there; undefined where that is not known. */
  freeBytes(folder: string): Promise<number | undefined>;
  /** Forces a folder's entries to the disk where the system can. */
  syncFolder(path: string): Promise<void>;
  /**
   * Tells of changes anywhere below a folder, as hints: some may be missing, many may come at once. Absent where the
   * system has no cheap way to do this for a whole tree.
   */
  watch?(folder: string, listener: FolderListener): FolderWatch;
}

export interface FolderListener {
  /** Relative to the folder, as the system writes paths; undefined where it does not say what changed. */
  changed(path: string | undefined): void;
  /** Nothing is told any more. */
  failed(): void;
}

export interface FolderWatch {
  stop(): void;
}
