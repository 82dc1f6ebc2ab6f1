import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { basename, join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { heartbeat } from '#core/files/heartbeat';
import { aliveFile, transactionsFolder } from '#core/files/plan';
import { hasEnded, isOnOurMachine, isSameProcess, type ProcessOwner } from '#core/files/process-owner';
import { Failure } from '#shared/failure';

/** Names of the transactions that this very process is at: a fact about the process, hence one set for it. */
const underWay = new Set<string>();

/** The folder of one transaction of this process, `<host>_<process>_<machine>-<random>`, kept alive while it is worked on. */
export class TransactionFolder {
  readonly path: string;
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  #begun: Promise<() => Promise<void>> | undefined;

  constructor(fileSystem: FileSystem, root: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    const { host, process, machine } = fileSystem.owner;
    const name = [encodeURIComponent(host), process, `${machine}-${randomUUID()}`].join('_');
    this.path = join(root, transactionsFolder, name);
  }

  /** Makes the folder, or takes it over from `abandoned`, and keeps it alive until `end`. Repeatable. */
  async begin(abandoned?: string): Promise<void> {
    this.#begun ??= this.#begin(abandoned);
    await this.#begun;
  }

  /** Ends the heartbeat; what is in the folder stays. */
  async end(): Promise<void> {
    const stop = await this.#begun?.catch(() => undefined);
    await stop?.();
    underWay.delete(basename(this.path));
  }

  async #begin(abandoned: string | undefined): Promise<() => Promise<void>> {
    await transactionsOf(this.#fileSystem, this.#root);
    underWay.add(basename(this.path));
    // Of two that take it over one fails, since the folder is gone.
    if (abandoned === undefined) await this.#fileSystem.makeFolder(this.path);
    else await this.#fileSystem.rename(abandoned, this.path);
    let count = 0;
    const beat = async (): Promise<void> => {
      count += 1;
      await this.#fileSystem.write(join(this.path, aliveFile), Buffer.from(`${String(count)}\n`));
    };
    await beat();
    return heartbeat(beat);
  }
}

/** What is in the folder of transactions. Fails with `library-damaged` where that is a link or a file. */
export async function transactionsOf(
  fileSystem: FileSystem,
  root: string,
): Promise<Awaited<ReturnType<FileSystem['list']>>> {
  const parent = join(root, transactionsFolder);
  const found = await fileSystem.information(parent);
  if (!found) return [];
  if (found.kind !== 'folder')
    throw new Failure('library-damaged', { where: transactionsFolder, rule: 'not a folder' });
  return fileSystem.list(parent);
}

/** Whose transaction a folder is, by its name; undefined for a name that we would not have given. */
export function ownerOf(name: string): ProcessOwner | undefined {
  const [, host, id, machine] =
    /^([\w.!~*'()%-]+)_([1-9]\d{0,9})_(?:([0-9a-f]{16})-)?[0-9a-z-]+$/.exec(name) ?? [];
  if (host === undefined) return undefined;
  try {
    return { host: decodeURIComponent(host), process: Number(id), machine };
  } catch {
    return undefined;
  }
}

/** How long (milliseconds) another machine may be silent before its transaction counts as abandoned. */
const patience = 60_000;

/**
 * True when the process that began this transaction cannot be at it any more. One that still runs on this machine
 * always can, unless its last sign of life is older than the machine's start: then the number is another process's.
 */
export async function isAbandoned(
  fileSystem: FileSystem,
  folder: string,
  owner: ProcessOwner,
): Promise<boolean> {
  const us = fileSystem.owner;
  if (isSameProcess(owner, us)) return !underWay.has(basename(folder));
  if (hasEnded(owner, us)) return true;
  const silent = await silence(fileSystem, folder);
  return silent > (isOnOurMachine(owner, us) ? uptime() * 1000 + patience : patience);
}

/** Milliseconds since the last sign of life, by the clock of the disk that holds the library. */
async function silence(fileSystem: FileSystem, folder: string): Promise<number> {
  const probe = join(folder, '..', `probe-${randomUUID()}`);
  try {
    await fileSystem.create(probe, new Uint8Array());
    const now = (await fileSystem.information(probe))?.changedAt ?? 0;
    const sign =
      (await fileSystem.information(join(folder, aliveFile))) ?? (await fileSystem.information(folder));
    return now - (sign?.changedAt ?? now);
  } finally {
    await fileSystem.remove(probe).catch(() => undefined);
  }
}
