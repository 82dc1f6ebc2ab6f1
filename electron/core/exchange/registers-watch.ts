import type { FileInformation } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';

/** Between two looks, in milliseconds. */
const lookEvery = 5_000;

/** Folders whose entries are written anew beside what they replace: the time of the folder tells of every change in it. */
const folders = [layout.register, layout.departures, layout.arrivals, layout.quarantine, layout.statements];
/** Those with folders of their own: a year, or a parcel. */
const deep: ReadonlySet<string> = new Set([layout.register, layout.quarantine]);

interface RegistersWatchOptions {
  readonly platform: Pick<Platform, 'after'>;
  readonly library: OpenedLibrary;
  /** What else is to be told of when it changes, as a text. It may take its time: a share that is away keeps nothing else waiting. */
  readonly also: () => Promise<string>;
  readonly changed: () => void;
}

/**
 * Notices that another PC has registered, passed on, sent or taken in something. A look costs the times of a few folders,
 * however long the registers are; what this program has written itself is told of at once and not again.
 */
export class RegistersWatch {
  readonly #options: RegistersWatchOptions;
  #seen: string | undefined;
  #also: string | undefined;
  #lookingElsewhere = false;
  #cancel: () => void = () => undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: RegistersWatchOptions) {
    this.#options = options;
    this.#looking = this.#look();
    void this.#lookElsewhere();
    this.#rest();
  }

  /** This program has changed something: pages are told once it is clear what is no news any more. */
  tell(): void {
    this.#looking = this.#looking.then(async () => {
      this.#seen = (await this.#stamp()) ?? this.#seen;
      if (!this.#stopped) this.#options.changed();
    });
  }

  /** Resolves when nothing is being looked at any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#looking;
  }

  #rest(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.platform.after(lookEvery, () => {
      this.#looking = this.#looking.then(() => this.#look());
      void this.#lookElsewhere();
      void this.#looking.then(() => {
        this.#rest();
      });
    });
  }

  async #look(): Promise<void> {
    const stamp = await this.#stamp();
    // A drive that is away just now says nothing.
    if (stamp === undefined || this.#stopped) return;
    const isNews = this.#seen !== undefined && this.#seen !== stamp;
    this.#seen = stamp;
    if (isNews) this.#options.changed();
  }

  async #lookElsewhere(): Promise<void> {
    if (this.#lookingElsewhere) return;
    this.#lookingElsewhere = true;
    const text = await this.#options.also().catch(() => this.#also);
    this.#lookingElsewhere = false;
    const isNews = this.#also !== undefined && this.#also !== text;
    this.#also = text;
    if (isNews && !this.#stopped) this.#options.changed();
  }

  async #stamp(): Promise<string | undefined> {
    const { store } = this.#options.library;
    try {
      if (!(await store.fileSystem.information(store.at(layout.library)))) return undefined;
      const times = await Promise.all(folders.map((folder) => this.#timeOf(folder)));
      return JSON.stringify(times);
    } catch {
      return undefined;
    }
  }

  async #timeOf(folder: string): Promise<unknown> {
    const { store } = this.#options.library;
    const path = store.at(folder);
    const own = timeOf(await store.fileSystem.information(path));
    if (own === null || !deep.has(folder)) return own;
    const below = (await store.fileSystem.list(path)).filter(({ kind }) => kind === 'folder');
    const names = below.map(({ name }) => name).toSorted();
    return [
      own,
      await Promise.all(
        names.map(async (name) => [name, timeOf(await store.fileSystem.information(`${path}/${name}`))]),
      ),
    ];
  }
}

const timeOf = (information: FileInformation | undefined): number | null =>
  information?.kind === 'folder' ? information.changedAt : null;
