import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isInside } from '#core/care/is-inside';
import type { DeskDependencies } from '#core/exchange/desk-dependencies';
import { HandledFiles } from '#core/exchange/inbox/handled-files';
import { Inbox } from '#core/exchange/inbox/inbox';
import { receivedFolder } from '#core/exchange/received-folder';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import { requireWritable } from '#core/library/opened-library';
import { indexFolder } from '#core/search/worker-index';
import type { Output } from '#shared/contract/contract';
import { Failure, toFailure } from '#shared/failure';

interface DeskInboxDependencies extends Pick<
  DeskDependencies,
  'platform' | 'library' | 'settings' | 'deskChanged'
> {
  readonly receive: Receive;
}

/** Gives what became of a whole file: the subject of its job. */
type Receive = (path: string, name: string) => Promise<string>;

/** The folders that are watched for a library on this machine: its own inbox, and what the person has chosen. */
export class DeskInbox {
  readonly #deps: DeskInboxDependencies;
  readonly #inbox: Inbox;

  constructor(deps: DeskInboxDependencies) {
    this.#deps = deps;
    const { platform, library } = deps;
    const { fileSystem } = library.store;
    const cache = dirname(indexFolder(platform.profileFolder, library.file.libraryId));
    this.#inbox = new Inbox({
      fileSystem: platform.fileSystem,
      after: (milliseconds, work) => platform.after(milliseconds, work),
      folders: async () => (library.readOnly ? [] : [...this.#chosen(), ...(await this.#ownIfThere())]),
      receive: (path, name) => this.#receive(path, name, deps.receive),
      putAway: async (folder, name) => {
        if (await this.#isShared(folder)) await moveTo(fileSystem, folder, name);
      },
      handled: new HandledFiles(platform.fileSystem, join(cache, 'inbox.json')),
      changed: deps.deskChanged,
    });
  }

  files(): ReturnType<Inbox['files']> {
    return this.#inbox.files();
  }

  forget(path: string): void {
    this.#inbox.forget(path);
  }

  /** Receives a file that waits for its passphrase; fails as `receive` does, and with `not-found` for what waits for none. */
  unlock(path: string, receive: Receive): Promise<string> {
    return this.#inbox.unlock(path, (at, name) => this.#receive(at, name, receive));
  }

  stop(): Promise<void> {
    return this.#inbox.stop();
  }

  async folders(): Promise<Output<'desk.folders'>> {
    const ownThere = (await this.#ownIfThere()).length > 0;
    return { own: this.#own(), ownThere, chosen: [...this.#chosen()] };
  }

  /** Null makes and watches the library's own. Fails with `not-found` or `bad-input`. */
  async watch(path: string | null): Promise<void> {
    const { library, platform } = this.#deps;
    requireWritable(library);
    if (path === null) {
      await library.store.fileSystem.makeFolder(this.#own(), library.store.root);
    } else {
      const folder = resolve(path);
      const isFolder = (await platform.fileSystem.information(folder))?.kind === 'folder';
      if (!isAbsolute(path) || !isFolder) throw new Failure('not-found', { where: path });
      if (isInside(library.root, folder)) throw new Failure('bad-input', { where: path });
      this.#choose([...this.#chosen().filter((other) => other !== folder), folder]);
    }
    this.#deps.deskChanged();
  }

  leave(path: string): void {
    this.#choose(this.#chosen().filter((other) => other !== path));
    this.#deps.deskChanged();
  }

  #own(): string {
    return this.#deps.library.store.at(layout.inbox);
  }

  #chosen(): readonly string[] {
    return this.#deps.settings.get().inboxes[this.#deps.library.file.libraryId] ?? [];
  }

  #choose(folders: readonly string[]): void {
    const { settings, library } = this.#deps;
    const inboxes = { ...settings.latest().inboxes, [library.file.libraryId]: folders.slice(-mostFolders) };
    settings.change({ inboxes });
  }

  async #ownIfThere(): Promise<string[]> {
    const information = await this.#deps.library.store.fileSystem.information(this.#own());
    return information?.kind === 'folder' ? [this.#own()] : [];
  }

  /** The library's own inbox, or an exchange folder: it says so by the folder for what was received. */
  async #isShared(folder: string): Promise<boolean> {
    if (folder === this.#own()) return true;
    const { fileSystem } = this.#deps.platform;
    const information = await fileSystem.information(join(folder, receivedFolder)).catch(() => undefined);
    return information?.kind === 'folder';
  }

  /** Machines take turns with a folder that they share; whoever comes later finds the file gone. */
  async #receive(path: string, name: string, receive: Receive): Promise<string> {
    const { library, platform } = this.#deps;
    const folder = dirname(path);
    if (!(await this.#isShared(folder))) return receive(path, name);
    const { fileSystem, root } = library.store;
    const begun = { work: false };
    const work = async (): Promise<string> => {
      begun.work = true;
      if (!(await platform.fileSystem.information(path))) throw new Failure('not-found', { where: path });
      return receive(path, name);
    };
    try {
      return await withLock(fileSystem, join(folder, '.lock'), work, { root });
    } catch (error) {
      // Where nobody here may write, the file stays where it is, and is known again.
      if (begun.work || toFailure(error).code !== 'no-permission') throw error;
      return receive(path, name);
    }
  }
}

const mostFolders = 5;

async function moveTo(
  fileSystem: DeskInboxDependencies['platform']['fileSystem'],
  folder: string,
  name: string,
): Promise<void> {
  const target = join(folder, receivedFolder);
  await fileSystem.makeFolder(target);
  const taken = new Set((await fileSystem.list(target)).map((entry) => entry.name.toLowerCase()));
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/su.exec(name) ?? [];
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${stem} (${String(count)})${ending}`;
  await fileSystem.rename(join(folder, name), join(target, free));
}
