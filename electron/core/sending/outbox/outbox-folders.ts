import { isAbsolute, resolve } from 'node:path';
import { isInside } from '#core/care/is-inside';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import { readRecipients } from '#core/sending/recipients-file';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { fileWord } from '#shared/model/text';

interface OutboxFoldersDependencies {
  readonly platform: Pick<Platform, 'fileSystem'>;
  readonly library: OpenedLibrary;
  readonly settings: Pick<UserSettings, 'get' | 'latest' | 'change'>;
}

const longestName = 60;

/**
 * Which folder parcels for a recipient are laid into on this machine. Each recipient has one of its own: a parcel that was
 * fetched from it was fetched by that office.
 */
export class OutboxFolders {
  readonly #deps: OutboxFoldersDependencies;

  constructor(deps: OutboxFoldersDependencies) {
    this.#deps = deps;
  }

  /** As it is noted: an absolute path, or one below the library's own outbox; undefined where none is chosen. */
  of(recipient: string): string | undefined {
    return new Map(Object.entries(this.#chosen(this.#deps.settings.get()))).get(recipient);
  }

  /** Notes nothing unless it answers `chosen`. Fails with `not-found` where the recipient is not on the list. */
  async choose(recipient: string, path: string | null): Promise<Output<'outbox.choose'>> {
    const { library } = this.#deps;
    const list = (await readRecipients(library)).file.recipients;
    const meant = list.find(({ id }) => id === recipient);
    if (!meant) throw new Failure('not-found', { where: recipient });
    const folder = path === null ? await this.#makeOwn(recipient, meant.name) : resolve(path);
    if (path !== null) {
      const hindrance = await this.#hindrance(path, folder);
      if (hindrance) return { type: hindrance };
      const taken = this.#others(recipient).find(([, other]) => isSame(other, folder));
      const owner = list.find(({ id }) => id === taken?.[0]);
      if (owner) return { type: 'taken', name: owner.name };
    }
    this.#note([...this.#others(recipient), [recipient, folder]]);
    return { type: 'chosen' };
  }

  leave(recipient: string): void {
    this.#note(this.#others(recipient));
  }

  /** Where it is on this machine; undefined for what is neither absolute nor below the library's own outbox. */
  absolute(folder: string): string | undefined {
    if (isAbsolute(folder)) return folder;
    const { store } = this.#deps.library;
    const own = store.at(layout.outbox);
    const path = resolve(store.root, folder);
    return path !== own && isInside(own, path) ? path : undefined;
  }

  async #hindrance(path: string, folder: string): Promise<'missing' | 'ours' | undefined> {
    const { library, platform, settings } = this.#deps;
    const isFolder = (await platform.fileSystem.information(folder))?.kind === 'folder';
    if (!isAbsolute(path) || !isFolder) return 'missing';
    const inboxes = settings.get().inboxes[library.file.libraryId] ?? [];
    const isOurs = isInside(library.root, folder) || inboxes.some((inbox) => isSame(inbox, folder));
    return isOurs ? 'ours' : undefined;
  }

  async #makeOwn(recipient: string, name: string): Promise<string> {
    const { store } = this.#deps.library;
    const folder = this.#ownFor(recipient, name);
    await store.fileSystem.makeFolder(store.at(folder), store.root);
    return folder;
  }

  #ownFor(recipient: string, name: string): string {
    const word = fileWord(name, longestName) || 'NoiNhan';
    const taken = new Set(this.#others(recipient).map(([, folder]) => folder.toLowerCase()));
    const free = `${layout.outbox}/${word}`;
    return taken.has(free.toLowerCase()) ? `${free}-${recipient.slice(-6)}` : free;
  }

  #others(recipient: string): [string, string][] {
    return Object.entries(this.#chosen(this.#deps.settings.latest())).filter(([id]) => id !== recipient);
  }

  #chosen(settings: ReturnType<UserSettings['get']>): Record<string, string> {
    return settings.outboxes[this.#deps.library.file.libraryId] ?? {};
  }

  #note(folders: readonly [string, string][]): void {
    const { settings, library } = this.#deps;
    const outboxes = {
      ...settings.latest().outboxes,
      [library.file.libraryId]: Object.fromEntries(folders),
    };
    settings.change({ outboxes });
  }
}

const isSame = (a: string, b: string): boolean => isInside(a, b) && isInside(b, a);
