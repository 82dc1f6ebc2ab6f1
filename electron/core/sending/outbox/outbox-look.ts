import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { departureIds, findDeparture } from '#core/sending/departure-file';
import type { OutboxFolders } from '#core/sending/outbox/outbox-folders';
import { FolderLook } from '#core/sending/outbox/outbox-view';
import type { PlacedState } from '#shared/contract/outbox';

/** Folders of partners are looked into in each so-manieth look. */
const restingLooks = 3;

interface Watched {
  readonly folder: string | undefined;
  readonly name: string;
  state: PlacedState | undefined;
}

/**
 * Whether parcels in exchange folders were fetched meanwhile. Those that were are not looked for again, and departures are
 * read only when one was written: at rest a look costs one time of a folder.
 */
export class OutboxLook {
  readonly #library: OpenedLibrary;
  readonly #folders: OutboxFolders;
  readonly #fileSystem: FileSystem;
  #stamp: number | undefined;
  #watched: Watched[] = [];
  #looks = 0;

  constructor(library: OpenedLibrary, folders: OutboxFolders, fileSystem: FileSystem) {
    this.#library = library;
    this.#folders = folders;
    this.#fileSystem = fileSystem;
  }

  /** Another text whenever something was laid down or fetched. */
  async look(): Promise<string> {
    const { store } = this.#library;
    const stamp = (await store.fileSystem.information(store.at(layout.departures)))?.changedAt;
    const isNew = stamp !== this.#stamp;
    if (isNew) this.#watched = await this.#read();
    this.#stamp = stamp;
    if (isNew || this.#looks % restingLooks === 0) await this.#lookAtAll();
    this.#looks += 1;
    return this.#watched.map(({ state }) => state).join();
  }

  async #read(): Promise<Watched[]> {
    const found: Watched[] = [];
    for (const id of (await departureIds(this.#library)).toSorted()) {
      // One that cannot be read does not hold up the others.
      const departure = await findDeparture(this.#library, id).catch(() => undefined);
      for (const { folder, files } of departure?.placed ?? [])
        for (const { name } of files)
          found.push({ folder: this.#folders.absolute(folder), name, state: undefined });
    }
    return found;
  }

  async #lookAtAll(): Promise<void> {
    const look = new FolderLook(this.#fileSystem);
    for (const watched of this.#watched) {
      if (watched.state === 'fetched' || watched.state === 'gone') continue;
      watched.state = await look.stateOf(watched.folder, watched.name);
    }
  }
}
