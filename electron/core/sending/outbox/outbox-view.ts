import { join } from 'node:path';
import { receivedFolder } from '#core/exchange/received-folder';
import type { FileSystem } from '#core/files/file-system';
import type { OutboxFolders } from '#core/sending/outbox/outbox-folders';
import type { ExchangeFolder, Lying, PlacedState } from '#shared/contract/outbox';
import type { DepartureView } from '#shared/contract/sending';
import type { Departure, DepartureRecipient, Placed } from '#shared/model/departure';

/** Looks into exchange folders, into each once. To be made anew for each look. */
export class FolderLook {
  readonly #fileSystem: FileSystem;
  readonly #folders = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** `folder` is absolute; undefined where this machine does not know it. */
  async stateOf(folder: string | undefined, name: string): Promise<PlacedState> {
    if (folder === undefined) return 'unknown';
    const names = await this.#namesIn(folder);
    if (!names) return 'unknown';
    if (names.has(name)) return 'lies';
    return (await this.#namesIn(join(folder, receivedFolder)))?.has(name) ? 'fetched' : 'gone';
  }

  /** Undefined where there is no such folder, or nobody may look into it. */
  #namesIn(folder: string): Promise<ReadonlySet<string> | undefined> {
    const known = this.#folders.get(folder) ?? this.#look(folder);
    this.#folders.set(folder, known);
    return known;
  }

  async #look(folder: string): Promise<ReadonlySet<string> | undefined> {
    try {
      const information = await this.#fileSystem.information(folder);
      if (information?.kind !== 'folder') return undefined;
      const entries = await this.#fileSystem.list(folder);
      return new Set(entries.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])));
    } catch {
      return undefined;
    }
  }
}

interface Means {
  readonly folders: OutboxFolders;
  readonly look: FolderLook;
}

/** The folder of a recipient, and what becomes of what was laid there for this departure. */
export async function exchangeFolder(
  { folders, look }: Means,
  { placed = [] }: Departure,
  { id: recipient, name }: DepartureRecipient,
): Promise<ExchangeFolder> {
  const shown = (folder: string): string => folders.absolute(folder) ?? folder;
  const chosen = folders.of(recipient);
  const laid = placed.findLast((one) => one.recipient === recipient);
  return {
    recipient,
    name,
    folder: chosen === undefined ? null : shown(chosen),
    placed: laid
      ? {
          ...{ folder: shown(laid.folder), at: laid.at, by: laid.by },
          files: await Promise.all(
            laid.files.map(async ({ name: file, of }) => ({
              ...{ name: file, of },
              state: await look.stateOf(folders.absolute(laid.folder), file),
            })),
          ),
        }
      : null,
  };
}

/** What of a departure lies in folders, and is not known to have been received. */
export async function lyingOf(
  { folders, look }: Means,
  { departure, acknowledged }: DepartureView,
): Promise<Lying[]> {
  const isReceived = ({ recipient }: Placed): boolean =>
    acknowledged.some((one) => one.recipient === recipient && one.parts === one.of);
  const found: Lying[] = [];
  for (const laid of departure.placed ?? []) {
    const { name } = departure.recipients.find(({ id }) => id === laid.recipient) ?? {};
    if (name === undefined || isReceived(laid)) continue;
    const folder = folders.absolute(laid.folder);
    const states = await Promise.all(laid.files.map((file) => look.stateOf(folder, file.name)));
    const files = states.filter((state) => state === 'lies').length;
    const { id, period, number } = departure;
    if (files > 0)
      found.push({
        ...{ departure: id, period, number, recipient: laid.recipient, name },
        ...{ folder: folder ?? laid.folder, files, at: laid.at },
      });
  }
  return found;
}
