import { join } from 'node:path';
import type { HandledFiles } from '#core/exchange/inbox/handled-files';
import { kindByName, lookAtFile } from '#core/exchange/inbox/look-at-file';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import type { Platform } from '#core/platform';
import type { InboxFile } from '#shared/contract/desk';
import { Failure, type FailureData, serialiseFailure, toFailure } from '#shared/failure';

/** Between two looks into the folders, in milliseconds. */
const lookEvery = 3_000;
/** A file that was found unchanged in so many looks has come to rest. */
const restingLooks = 2;
/** One that rests without its end for so many looks is told of. */
const unfinishedLooks = 20;
/** Other files are named up to this number. */
const mostOthers = 20;

interface InboxOptions {
  readonly fileSystem: FileSystem;
  readonly after: Platform['after'];
  /** Absolute paths of the folders that are watched now. */
  readonly folders: () => Promise<readonly string[]>;
  /** Verifies a whole file and lets it wait at the desk, or finds that it is known there. */
  readonly receive: (path: string, name: string) => Promise<string>;
  /** What becomes of a file once it was received; for folders of our own. */
  readonly putAway: (folder: string, name: string) => Promise<void>;
  readonly handled: HandledFiles;
  /** The list of files is another one. */
  readonly changed: () => void;
}

interface Seen {
  readonly folder: string;
  readonly name: string;
  bytes: number;
  changedAt: number;
  looks: number;
  state: InboxFile['state'];
  failure: FailureData | null;
  forgotten: boolean;
}

/** Rules that no parcel of ours breaks by accident: what breaks them is an archive of something else. */
const otherArchives: ReadonlySet<string | undefined> = new Set([
  'not-a-zip',
  'outside-bag',
  'bagit',
  'tag-file',
]);

/** Faults of the file itself: trying again would find the same. */
const refusals: ReadonlySet<string> = new Set([
  'bundle-refused',
  'bundle-unreadable',
  'bundle-version',
  'locked-for-others',
]);

/**
 * Looks into folders every few seconds and receives what has come to rest there. Polling works on shares, where watchers
 * tell of nothing; at rest it costs a listing a folder and a look at each archive that is not done with.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #seen = new Map<string, Seen>();
  #others: { folder: string; name: string }[] = [];
  #cancel: () => void = () => undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;
  #told = '';

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#rest();
  }

  /** Files that are no received parcels, and how many others are not named. */
  files(): { files: InboxFile[]; moreOthers: number } {
    const inWork = [...this.#seen.entries()]
      .filter(([, { state, forgotten }]) => state !== 'received' && !forgotten)
      .map(([path, { name, folder, state, failure }]) => ({ path, name, folder, state, failure }));
    const others = this.#others.slice(0, mostOthers).map(({ folder, name }): InboxFile => ({
      ...{ path: join(folder, name), folder, name },
      state: 'other',
      failure: null,
    }));
    return { files: [...inWork, ...others], moreOthers: Math.max(0, this.#others.length - mostOthers) };
  }

  /** Leaves a file out of the list until it changes. */
  forget(path: string): void {
    const seen = this.#seen.get(path);
    if (seen) seen.forgotten = true;
    this.#tell();
  }

  /**
   * Receives a file that waits for its passphrase, in a way that knows it. Fails as that does; the file then waits on,
   * unless it is refused for good. Fails with `not-found` for what waits for none.
   */
  async unlock(path: string, receive: InboxOptions['receive']): Promise<string> {
    const seen = this.#seen.get(path);
    if (seen?.state !== 'locked') throw new Failure('not-found', { where: path });
    try {
      return await this.#receive(path, seen, receive);
    } catch (error) {
      const failure = toFailure(error);
      // Whatever else hinders it may be over at the next try.
      if (refusals.has(failure.code)) this.#refuse(seen, failure);
      throw error;
    } finally {
      this.#tell();
    }
  }

  /** Looks now instead of at the next turn. */
  async look(): Promise<void> {
    this.#cancel();
    this.#looking = this.#looking.then(() => this.#lookAll());
    await this.#looking;
    this.#rest();
  }

  /** Resolves when nothing is being read any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#looking;
  }

  #rest(): void {
    if (this.#stopped) return;
    this.#cancel();
    this.#cancel = this.#options.after(lookEvery, () => void this.look());
  }

  async #lookAll(): Promise<void> {
    const there = new Set<string>();
    const others: { folder: string; name: string }[] = [];
    for (const folder of await this.#options.folders().catch(() => [])) {
      // A drive that is away just now says nothing about its files.
      const entries = await this.#options.fileSystem.list(folder).catch(() => []);
      for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const byName = kind === 'file' ? kindByName(name) : 'passing';
        if (byName === 'other') others.push({ folder, name });
        if (byName === 'parcel') there.add(join(folder, name));
        if (byName === 'parcel' && !this.#stopped) await this.#lookAt(folder, name);
      }
    }
    this.#others = others;
    for (const path of this.#seen.keys()) if (!there.has(path)) this.#seen.delete(path);
    this.#tell();
  }

  async #lookAt(folder: string, name: string): Promise<void> {
    const path = join(folder, name);
    const information = await this.#options.fileSystem.information(path).catch(() => undefined);
    if (information?.kind !== 'file') return;
    const seen = await this.#note(path, folder, name, information);
    seen.looks += 1;
    if (seen.state === 'copying' || seen.state === 'unfinished') await this.#tryToReceive(path, seen);
  }

  async #note(path: string, folder: string, name: string, information: FileInformation): Promise<Seen> {
    const { bytes, changedAt } = information;
    const before = this.#seen.get(path);
    if (before?.bytes === bytes && before.changedAt === changedAt) return before;
    const isHandled = await this.#options.handled.has(path, information);
    const state = isHandled ? 'received' : 'copying';
    const seen: Seen = { folder, name, bytes, changedAt, looks: 0, state, failure: null, forgotten: false };
    this.#seen.set(path, seen);
    return seen;
  }

  async #tryToReceive(path: string, seen: Seen): Promise<void> {
    if (seen.looks < restingLooks || seen.bytes === 0) return;
    // Somebody may hold it open: the next look finds it free.
    const what = await lookAtFile(this.#options.fileSystem, path).catch(() => undefined);
    if (what === 'other') seen.state = 'other';
    if (what === 'unfinished' && seen.looks >= unfinishedLooks) seen.state = 'unfinished';
    if (what !== 'zip' && what !== 'encrypted') return;
    seen.state = 'receiving';
    this.#tell();
    try {
      await this.#receive(path, seen, this.#options.receive);
    } catch (error) {
      this.#refuse(seen, toFailure(error));
    }
    this.#tell();
  }

  async #receive(path: string, seen: Seen, receive: InboxOptions['receive']): Promise<string> {
    const subject = await receive(path, seen.name);
    seen.state = 'received';
    await this.#options.handled.add(path, seen).catch(() => undefined);
    // It is received whether or not it can be moved.
    await this.#options.putAway(seen.folder, seen.name).catch(() => undefined);
    return subject;
  }

  #refuse(seen: Seen, failure: Failure): void {
    const { code, rule, where } = failure;
    const isOther = otherArchives.has(rule) || where === '[Content_Types].xml';
    const isRefused = refusals.has(code);
    if (code === 'passphrase-needed' || code === 'passphrase-wrong') {
      seen.state = 'locked';
      return;
    }
    // Anything else (a share that drops, a full disk, somebody who stops it) is tried again.
    if (!isRefused) seen.looks = 0;
    seen.state = isRefused ? (isOther ? 'other' : 'refused') : 'copying';
    seen.failure = isRefused ? serialiseFailure(failure) : null;
  }

  #tell(): void {
    const told = JSON.stringify(this.files());
    if (told === this.#told) return;
    this.#told = told;
    this.#options.changed();
  }
}
