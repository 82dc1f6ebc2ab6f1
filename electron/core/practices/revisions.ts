import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { hashFile, sha256 } from '#core/files/hash';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { changePractice, decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import {
  parseRecord,
  type RecordEntry,
  recordFile,
  recordText,
  revisionHash,
  sealFile,
  textFile,
} from '#core/practices/record';
import { Failure } from '#shared/failure';

/** A minted revision: what record.sha256 lists, and the hash of that list. */
export interface Revision {
  readonly hash: string;
  readonly record: string;
  readonly entries: readonly RecordEntry[];
}

/** A revision that comes from outside, already checked against its record. */
export interface ReceivedRevision {
  readonly record: string;
  readonly seal?: Uint8Array;
  /** Content of `practice.md` or `attachments/<file>`. */
  read(path: string): AsyncIterable<Uint8Array>;
}

/**
 * Minting, history and replacement of revisions (docs/formats.md, "Revision"). A revision is kept whole from the
 * moment it is minted: its practice.md and record.sha256 under history/<hash>/, its attachments beside the working
 * copy or, once only history uses them, under history/attachments/ by content.
 */
export class Revisions {
  readonly #store: PracticeStore;
  readonly #fileSystem: FileSystem;

  constructor(store: PracticeStore) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
  }

  /** The last minted revision; undefined before the first. Fails with `practice-damaged`. */
  async last(id: string): Promise<Revision | undefined> {
    const path = this.#store.at(layout.record(id));
    if (!(await this.#fileSystem.information(path))) return undefined;
    const record = decodeText(await this.#fileSystem.read(path));
    return { hash: revisionHash(record), record, entries: parseRecord(record) };
  }

  /** Whether the working copy differs from the last minted revision; true before the first. */
  async changed(id: string): Promise<boolean> {
    const last = await this.last(id);
    return last?.record !== (await this.#recordNow(id)).record;
  }

  /** Mints a revision if bytes changed. Fails with `attachment-missing` or `attachment-changed`. */
  async mint(id: string): Promise<{ revision: string; minted: boolean }> {
    return this.#store.exclusively(id, async () => {
      const last = await this.last(id);
      const now = await this.#recordNow(id);
      if (last && now.record === last.record) return { revision: last.hash, minted: false };
      const revision = await inTransaction(this.#fileSystem, this.#store.root, (transaction) =>
        this.#stageMint(transaction, id, now, last),
      );
      return { revision, minted: true };
    });
  }

  /** Hashes of the revisions that are kept, the current one included. */
  async kept(id: string): Promise<string[]> {
    const entries = await this.#fileSystem.list(this.#store.at(layout.history(id)));
    return entries.map(({ name }) => name).filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  /** The text of a kept revision and when it was minted, in milliseconds since 1970. */
  async read(id: string, hash: string): Promise<{ document: PracticeDocument; mintedAt: number }> {
    const path = join(this.#store.at(layout.revision(id, hash)), textFile);
    const information = await this.#fileSystem.information(path);
    const document = parsePractice(decodeText(await this.#fileSystem.read(path)));
    return { document, mintedAt: information?.changedAt ?? 0 };
  }

  /** Stages a received revision as the current one. Returns the hash of the one that it replaces. */
  async stage(
    transaction: Transaction,
    id: string,
    received: ReceivedRevision,
  ): Promise<{ previous: string | null }> {
    const last = await this.last(id);
    const entries = parseRecord(received.record);
    const hash = revisionHash(received.record);
    const before = new Map(last?.entries.map(({ path, sha256: digest }) => [path, digest]));
    await this.#stageHistory(
      transaction,
      id,
      hash,
      received.record,
      await collect(received.read(textFile)),
      received.seal,
    );
    for (const { path, sha256: digest } of entries) {
      if (path === textFile || before.get(path) === digest) continue;
      await transaction.put(`${layout.practice(id)}/${path}`, received.read(path));
    }
    if (last) await this.#keepReplaced(transaction, id, last.entries, entries, true);
    return { previous: last?.hash ?? null };
  }

  /** Stages the return to a kept revision, its attachments included. Fails with `not-found`. */
  async stageReturn(transaction: Transaction, id: string, hash: string): Promise<void> {
    const folder = this.#store.at(layout.revision(id, hash));
    const record = decodeText(await this.#fileSystem.read(join(folder, recordFile)));
    const seal = join(folder, sealFile);
    const hasSeal = (await this.#fileSystem.information(seal)) !== undefined;
    const digests = new Map(parseRecord(record).map(({ path, sha256: digest }) => [path, digest]));
    await this.stage(transaction, id, {
      record,
      ...(hasSeal ? { seal: await this.#fileSystem.read(seal) } : {}),
      read: (path) => this.#readKept(id, folder, path, digests.get(path) ?? ''),
    });
  }

  async *#readKept(id: string, folder: string, path: string, digest: string): AsyncGenerator<Uint8Array> {
    const source = path === textFile ? join(folder, textFile) : await this.#attachmentByContent(id, digest);
    yield* this.#fileSystem.stream(source);
  }

  async #recordNow(
    id: string,
  ): Promise<{ record: string; entries: RecordEntry[]; document: PracticeDocument }> {
    const bytes = await this.#store.bytes(id);
    const document = parsePractice(decodeText(bytes));
    const entries: RecordEntry[] = [{ path: textFile, sha256: sha256(bytes) }];
    for (const { file, sha256: digest } of document.frontMatter.attachments ?? []) {
      const path = this.#store.at(layout.attachment(id, file));
      if (!(await this.#fileSystem.information(path)))
        throw new Failure('attachment-missing', { where: file });
      const found = await hashFile(this.#fileSystem, path);
      if (found.sha256 !== digest) throw new Failure('attachment-changed', { where: file });
      entries.push({ path: `attachments/${file}`, sha256: digest });
    }
    return { record: recordText(entries), entries, document };
  }

  async #stageMint(
    transaction: Transaction,
    id: string,
    now: { entries: RecordEntry[]; document: PracticeDocument },
    last: Revision | undefined,
  ): Promise<string> {
    const text = changePractice(now.document, { fields: await this.#bookkeeping(id, last) });
    const entries = now.entries.map((entry) =>
      entry.path === textFile ? { ...entry, sha256: sha256(text) } : entry,
    );
    const record = recordText(entries);
    const hash = revisionHash(record);
    await this.#stageHistory(transaction, id, hash, record, Buffer.from(text), undefined);
    await this.#keepReplaced(transaction, id, last?.entries ?? [], entries, false);
    return hash;
  }

  /** `revision` and `parents` of the revision that follows `last`. */
  async #bookkeeping(id: string, last: Revision | undefined): Promise<Map<string, unknown>> {
    if (!last)
      return new Map<string, unknown>([
        ['revision', 1],
        ['parents', undefined],
      ]);
    const { frontMatter } = (await this.read(id, last.hash)).document;
    return new Map<string, unknown>([
      ['revision', (frontMatter.revision ?? 0) + 1],
      ['parents', [last.hash, ...(frontMatter.parents ?? [])]],
    ]);
  }

  async #stageHistory(
    transaction: Transaction,
    id: string,
    hash: string,
    record: string,
    text: Uint8Array,
    seal: Uint8Array | undefined,
  ): Promise<void> {
    const folder = layout.revision(id, hash);
    for (const place of [folder, layout.practice(id)]) {
      await transaction.put(`${place}/${textFile}`, text);
      await transaction.put(`${place}/${recordFile}`, record);
      if (seal) await transaction.put(`${place}/${sealFile}`, seal);
    }
    if (!seal) transaction.remove(`${layout.practice(id)}/${sealFile}`);
  }

  /**
   * Stages copies, by content, of attachments that the new revision no longer has. `replaced` says that the new
   * revision comes from outside, so that a path with other bytes still holds the old ones.
   */
  async #keepReplaced(
    transaction: Transaction,
    id: string,
    before: readonly RecordEntry[],
    after: readonly RecordEntry[],
    replaced: boolean,
  ): Promise<void> {
    const now = new Map(after.map(({ path, sha256: digest }) => [path, digest]));
    const staged = new Set<string>();
    for (const { path, sha256: digest } of before) {
      const gone = !now.has(path);
      // A path that is minted with other bytes holds the new bytes already: there is nothing left to keep.
      if (path === textFile || now.get(path) === digest || !(gone || replaced)) continue;
      const source = this.#store.at(`${layout.practice(id)}/${path}`);
      if (!(await this.#fileSystem.information(source))) continue;
      const found = await hashFile(this.#fileSystem, source);
      const kept = layout.keptAttachment(id, found.sha256);
      const isKept =
        staged.has(kept) || (await this.#fileSystem.information(this.#store.at(kept))) !== undefined;
      if (!isKept) await transaction.put(kept, this.#fileSystem.stream(source));
      staged.add(kept);
      if (gone) transaction.remove(`${layout.practice(id)}/${path}`);
    }
  }

  /** Where the bytes of an attachment with this digest lie, in the history or beside the working copy. */
  async #attachmentByContent(id: string, digest: string): Promise<string> {
    const kept = this.#store.at(layout.keptAttachment(id, digest));
    if (await this.#fileSystem.information(kept)) return kept;
    const current = (await this.last(id))?.entries.find((entry) => entry.sha256 === digest);
    if (!current) throw new Failure('attachment-missing', { where: digest });
    return this.#store.at(`${layout.practice(id)}/${current.path}`);
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
