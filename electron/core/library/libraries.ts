import { join } from 'node:path';
import { hasUnfinishedTransactions } from '#core/files/recovery';
import { Serial } from '#core/files/serial';
import { layout } from '#core/library/layout';
import {
  copySample,
  createLibrary,
  inspectLibrary,
  prepareLibrary,
  refusal,
  type Unusable,
} from '#core/library/open-library';
import { openFiles, type OpenedLibrary } from '#core/library/opened-library';
import { LibraryWatch } from '#core/library/library-watch';
import { LookThread } from '#core/library/look-thread';
import { machineClock } from '#core/library/pace';
import type { Platform } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import type { LibraryState } from '#shared/contract/library';
import { Failure, toFailure } from '#shared/failure';
import type { Language } from '#shared/model/practice';

/** What others do when the open library changes. */
export interface LibraryListener {
  /** Called before the library is used, and again with `undefined` once it is closed. */
  switched(library: OpenedLibrary | undefined): Promise<void>;
  changed(state: LibraryState): void;
  practices(ids: string[]): void;
}

const sampleFolders: Record<Language, string> = { vi: 'LanToa-ThuVienMau', en: 'LanToa-SampleLibrary' };

/** Opens, creates, switches and watches libraries; at most one is open. */
export class Libraries {
  readonly #platform: Platform;
  readonly #settings: UserSettings;
  readonly #listener: LibraryListener;
  #current: OpenedLibrary | undefined;
  #unusable: Unusable | undefined;
  readonly #serial = new Serial();
  #announcedCounts = '';
  /** Of the library that is open: when it was last left. */
  #lastVisit: number | null = null;
  #watch: LibraryWatch | undefined;

  constructor(platform: Platform, settings: UserSettings, listener: LibraryListener) {
    this.#platform = platform;
    this.#settings = settings;
    this.#listener = listener;
  }

  /** The open library; fails with `no-library`, or `library-missing` while its drive is gone. */
  current(): OpenedLibrary {
    if (this.#current && this.#unusable?.type === 'missing') {
      throw new Failure('library-missing', { where: this.#current.root });
    }
    if (!this.#current) throw new Failure('no-library');
    return this.#current;
  }

  state(): LibraryState {
    if (this.#unusable) return this.#unusable;
    const library = this.#current;
    if (!library) return { type: 'none' };
    const me = this.#settings.get().me[library.file.libraryId];
    return {
      type: 'open',
      libraryId: library.file.libraryId,
      name: library.file.name,
      path: library.root,
      sample: library.file.sample === true,
      readOnly: library.readOnly,
      practices: library.catalogue.size,
      damaged: library.catalogue.damaged,
      office: library.office ?? null,
      people: library.people,
      me: library.people.find((person) => person.id === me) ?? null,
      lastVisit: this.#lastVisit,
    };
  }

  /**
   * Opens a library in place of the one that is open, if any. Calls follow one another. Where the folder is no library
   * that can be used, another one that is open stays open and the reason is the failure; with none open it is the state.
   */
  open(path: string): Promise<LibraryState> {
    return this.#serial.run('switch', () => this.#open(path));
  }

  async #open(path: string): Promise<LibraryState> {
    const { fileSystem } = this.#platform;
    const found = await inspectLibrary(fileSystem, path);
    if (found.type !== 'library') return this.#refuse(found);
    const trouble = found.readOnly ? undefined : await prepareLibrary(fileSystem, path);
    if (trouble) return this.#refuse(trouble);
    const library = await openFiles(this.#platform, path, found.file, found.readOnly, (ids) => {
      if (this.#current === library) this.#notePractices(ids);
    });
    const before = this.#current;
    await this.#close();
    try {
      await this.#use(library);
    } catch (error) {
      await this.#goBackTo(before);
      throw error;
    }
    this.#settings.noteLibrary(path, found.file.name);
    return this.#announce();
  }

  /** What is open stays open, unless it is the same folder that cannot be used any more. */
  async #refuse(found: Unusable): Promise<LibraryState> {
    if (this.#current && this.#current.root !== found.path) throw refusal(found);
    await this.#close();
    return this.#announceUnusable(found);
  }

  /** Begins the use of a library; where that fails none is open. */
  async #use(library: OpenedLibrary): Promise<void> {
    this.#current = library;
    this.#lastVisit = this.#settings.get().visits[library.file.libraryId] ?? null;
    try {
      await this.#listener.switched(library);
      const thread = new LookThread(this.#platform.workerScript('look-worker'), library.root);
      this.#watch = new LibraryWatch(library, () => this.#look(library), machineClock, thread);
    } catch (error) {
      this.#current = undefined;
      await this.#listener.switched(undefined).catch(() => undefined);
      throw error;
    }
  }

  /** After another library could not be used: the one of before again, or none. Pages hear of it in any case. */
  async #goBackTo(before: OpenedLibrary | undefined): Promise<void> {
    try {
      if (before) await this.#use(before);
    } catch {
      // None is open then, which is what is announced.
    } finally {
      this.#announce();
    }
  }

  async create(path: string, name: string): Promise<LibraryState> {
    await createLibrary(this.#platform.fileSystem, path, name, this.#platform.now());
    return this.open(path);
  }

  async openSample(language: Language): Promise<LibraryState> {
    const { resourcesFolder, documentsFolder, fileSystem } = this.#platform;
    const target = join(documentsFolder, sampleFolders[language]);
    await copySample(fileSystem, join(resourcesFolder, 'sample-library', language), target);
    return this.open(target);
  }

  /** Resolves when no library is being opened or closed; at once where none is. */
  settled(): Promise<void> {
    return this.#serial.idle();
  }

  /** Ends the use of the open library; its state is `none` afterwards. */
  close(): Promise<void> {
    return this.#serial.run('switch', () => this.#close());
  }

  async #close(): Promise<void> {
    const library = this.#current;
    await this.#watch?.stop();
    this.#watch = undefined;
    this.#current = undefined;
    this.#unusable = undefined;
    if (!library) return;
    this.#settings.noteVisit(library.file.libraryId, this.#platform.now().getTime());
    // A part that cannot be closed cleanly must not keep the library half open.
    await this.#listener.switched(undefined).catch(() => undefined);
    await library.store.idle();
    await library.catalogue.saveCache().catch(() => undefined);
  }

  /** Tells pages what the library is like now. */
  announce(): LibraryState {
    return this.#announce();
  }

  /** Looks for changes made outside the program, and for a drive that went away or came back. */
  async refresh(): Promise<LibraryState> {
    const library = this.#current;
    if (!library && this.#unusable) return this.open(this.#unusable.path);
    if (library && (await this.#look(library))) await library.catalogue.scan().catch(() => 0);
    return this.state();
  }

  /** Looks at everything but the practices; false while those cannot be looked at. */
  async #look(library: OpenedLibrary): Promise<boolean> {
    const { fileSystem } = this.#platform;
    const before = JSON.stringify(this.state());
    let usable = false;
    try {
      const isThere = await this.#isThere(library);
      if (library !== this.#current) return false;
      // What a killed colleague, or a drive that dropped, has cut off is finished before anything is read again.
      if (isThere && !library.readOnly && (await hasUnfinishedTransactions(fileSystem, library.root))) {
        await prepareLibrary(fileSystem, library.root);
      }
      this.#unusable = isThere ? undefined : { type: 'missing', path: library.root };
      if (isThere) await this.#lookAtOffice(library);
      usable = isThere;
    } catch (error) {
      this.#noteTrouble(library, error);
    }
    if (JSON.stringify(this.state()) !== before) this.#announce();
    return usable;
  }

  async #isThere({ root }: OpenedLibrary): Promise<boolean> {
    return (await this.#platform.fileSystem.information(join(root, layout.library))) !== undefined;
  }

  /**
   * Office and people as colleagues have set them up meanwhile. A file that was there and is not now is a share or a
   * sync program at work: what is known of our office stays.
   */
  async #lookAtOffice(library: OpenedLibrary): Promise<void> {
    const office = await library.files.office();
    const people = await library.files.people();
    // In a folder that went away while it was read there are no files, which says nothing about them.
    if (!(await this.#isThere(library))) return;
    if (office) {
      library.office = office;
      library.catalogue.setOffice(office.officeId);
    }
    if (people.length > 0 || library.people.length <= 1) library.people = people;
  }

  /** A library file that was damaged while open is told; other troubles of a look are over with the next one. */
  #noteTrouble(library: OpenedLibrary, error: unknown): void {
    const { code, where = '', detail = '' } = toFailure(error);
    if (code === 'library-damaged')
      this.#unusable = { type: 'damaged', path: library.root, file: where, detail };
  }

  /** Tells of changed practices, and of the library when it now holds more, fewer or other damaged ones. */
  #notePractices(ids: string[]): void {
    this.#listener.practices(ids);
    const { size = 0, damaged = 0 } = this.#current?.catalogue ?? {};
    const counts = `${String(size)} ${String(damaged)}`;
    if (this.#current && counts !== this.#announcedCounts) this.#announce();
  }

  #announceUnusable(unusable: Unusable): LibraryState {
    this.#unusable = unusable;
    return this.#announce();
  }

  #announce(): LibraryState {
    const state = this.state();
    if (state.type === 'open') this.#announcedCounts = `${String(state.practices)} ${String(state.damaged)}`;
    this.#listener.changed(state);
    return state;
  }
}
