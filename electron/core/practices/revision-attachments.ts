import type { FileSystem } from '#core/files/file-system';
import { hashFile } from '#core/files/hash';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { PracticeStore } from '#core/practices/practice-store';
import { type RecordEntry, textFile } from '#core/practices/record';

/** Paths inside a practice's folder (`attachments/<file>`) with the SHA-256 of what lies or is to lie there. */
export type Digests = ReadonlyMap<string, string>;

/** What a record says of the attachments. */
export function digestsOf(entries: readonly RecordEntry[]): Digests {
  return new Map(entries.filter(({ path }) => path !== textFile).map(({ path, sha256 }) => [path, sha256]));
}

/** The files of revisions as they are on disk, which may be other than what a record says of them. */
export class RevisionAttachments {
  readonly #store: PracticeStore;
  readonly #fileSystem: FileSystem;

  constructor(store: PracticeStore) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
  }

  /** Hashes those of the given files that are there. */
  async present(id: string, paths: Iterable<string>): Promise<Digests> {
    const digests = new Map<string, string>();
    for (const path of new Set(paths)) {
      const digest = await this.#digest(`${layout.practice(id)}/${path}`);
      if (digest !== undefined) digests.set(path, digest);
    }
    return digests;
  }

  /** Stages copies, by content, of files that are to be overwritten or, where `after` has none of that name, removed. */
  async stageReplaced(transaction: Transaction, id: string, before: Digests, after: Digests): Promise<void> {
    const staged = new Set<string>();
    for (const [path, digest] of before) {
      if (after.get(path) === digest) continue;
      const kept = layout.keptAttachment(id, digest);
      if (!staged.has(kept) && (await this.#digest(kept)) !== digest) {
        const source = this.#store.at(`${layout.practice(id)}/${path}`);
        await transaction.put(kept, this.#fileSystem.stream(source));
      }
      staged.add(kept);
      if (!after.has(path)) transaction.remove(`${layout.practice(id)}/${path}`);
    }
  }

  /** Where bytes with this digest lie, in the history or beside the working copy. */
  async byContent(
    id: string,
    digest: string,
    current: readonly RecordEntry[] = [],
  ): Promise<string | undefined> {
    const beside = current
      .filter(({ sha256 }) => sha256 === digest)
      .map(({ path }) => `${layout.practice(id)}/${path}`);
    for (const path of [layout.keptAttachment(id, digest), ...beside]) {
      if ((await this.#digest(path)) === digest) return this.#store.at(path);
    }
    return undefined;
  }

  async #digest(path: string): Promise<string | undefined> {
    const at = this.#store.at(path);
    const found = await this.#fileSystem.information(at);
    return found?.kind === 'file' ? (await hashFile(this.#fileSystem, at)).sha256 : undefined;
  }
}
