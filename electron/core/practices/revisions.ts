import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { changePractice, decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import {
  parseRecord,
  type RecordEntry,
  recordFile,
  revisionHash,
  sealFile,
  textFile,
} from '#core/practices/record';
import { type Digests, RevisionAttachments } from '#core/practices/revision-attachments';
import { type Revision, RevisionHistory, revisionOf, unlessDamaged } from '#core/practices/revision-history';
import { requireRecord, type WorkingRecord, workingRecord } from '#core/practices/working-record';
import { Failure } from '#shared/failure';

/** A revision that comes from outside, already checked against its record. */
export interface ReceivedRevision {
  readonly record: string;
  readonly seal?: Uint8Array;
  /** A practice.md that is to be the working copy in place of that of the revision. */
  readonly workingText?: Uint8Array;
  /** Content of `practice.md` or `attachments/<file>`. */
  read(path: string): AsyncIterable<Uint8Array>;
}

const digestsOf = (entries: readonly RecordEntry[]): Digests =>
  new Map(entries.filter(({ path }) => path !== textFile).map(({ path, sha256: digest }) => [path, digest]));

/**
 * Minting, history and replacement of revisions (docs/formats.md, "Revision"). A revision is kept whole from the
 * moment it is minted: its practice.md and record.sha256 under history/<hash>/, its attachments beside the working
 * copy or, once only history uses them, under history/attachments/ by content.
 */
export class Revisions {
  readonly #store: PracticeStore;
  readonly #fileSystem: FileSystem;
  readonly #history: RevisionHistory;
  readonly #attachments: RevisionAttachments;

  constructor(store: PracticeStore) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
    this.#history = new RevisionHistory(store);
    this.#attachments = new RevisionAttachments(store);
  }

  /** The last minted revision; undefined before the first and where record.sha256 is lost or cannot be read. */
  async last(id: string): Promise<Revision | undefined> {
    const path = this.#store.at(layout.record(id));
    if (!(await this.#fileSystem.information(path))) return undefined;
    const bytes = await this.#fileSystem.read(path);
    return unlessDamaged(() => Promise.resolve().then(() => revisionOf(bytes)));
  }

  /** Whether the working copy differs from the last minted revision; true before the first. */
  async changed(id: string): Promise<boolean> {
    const last = await this.last(id);
    return last?.record !== (await workingRecord(this.#store, id)).record;
  }

  /**
   * Mints a revision if bytes changed. A record.sha256 that is lost or cannot be read is replaced, by that of the same
   * revision where the history has it. Fails with `attachment-missing`, `attachment-changed`, or `practice-damaged` with
   * the name of an attachment that is listed twice.
   */
  async mint(id: string): Promise<{ revision: string; minted: boolean }> {
    return this.#store.exclusively(id, async () => {
      const noted = await this.last(id);
      const now = await workingRecord(this.#store, id);
      requireRecord(now.entries);
      const same = noted ? undefined : await this.#history.find(id, revisionHash(now.record));
      const last = noted ?? same?.revision ?? (await this.#history.before(id, now.document.frontMatter));
      if (last === noted && now.record === noted?.record) return { revision: noted.hash, minted: false };
      const revision = await inTransaction(this.#fileSystem, this.#store.root, async (transaction) => {
        if (!noted) await this.#keepUnreadable(transaction, id);
        return same
          ? this.#stageSame(transaction, id, same.revision)
          : this.#stageMint(transaction, id, now, last);
      });
      return { revision, minted: !same };
    });
  }

  /** Hashes of the revisions that are kept, the current one included. */
  async kept(id: string): Promise<string[]> {
    return this.#history.hashes(id);
  }

  /** The text of a kept revision and when it was minted, in milliseconds since 1970. */
  async read(id: string, hash: string): Promise<{ document: PracticeDocument; mintedAt: number }> {
    return this.#history.read(id, hash);
  }

  /**
   * Stages a received revision as the current one; what lies here already is left. Returns the hash of the one that it
   * replaces.
   */
  async stage(
    transaction: Transaction,
    id: string,
    received: ReceivedRevision,
  ): Promise<{ previous: string | null }> {
    const last = await this.last(id);
    const wanted = digestsOf(parseRecord(received.record));
    const text = await collect(received.read(textFile));
    if (!last) await this.#keepUnreadable(transaction, id);
    await this.#stageHistory(transaction, id, { ...received, text });
    const paths = [...digestsOf(last?.entries ?? []).keys(), ...wanted.keys()];
    const present = await this.#attachments.present(id, paths);
    for (const [path, digest] of wanted) {
      if (present.get(path) === digest) continue;
      await transaction.put(`${layout.practice(id)}/${path}`, received.read(path));
    }
    await this.#attachments.stageReplaced(transaction, id, present, wanted);
    return { previous: last?.hash ?? null };
  }

  /**
   * Stages the return to a kept revision, its attachments included; `workingText` is a working copy of it that was
   * not minted. Fails with `not-found`, or with `attachment-missing` where the bytes of an attachment are lost.
   */
  async stageReturn(
    transaction: Transaction,
    id: string,
    hash: string,
    workingText?: Uint8Array,
  ): Promise<void> {
    const folder = this.#store.at(layout.revision(id, hash));
    const record = decodeText(await this.#fileSystem.read(join(folder, recordFile)));
    const seal = join(folder, sealFile);
    const hasSeal = (await this.#fileSystem.information(seal)) !== undefined;
    const digests = digestsOf(parseRecord(record));
    await this.stage(transaction, id, {
      record,
      ...(hasSeal ? { seal: await this.#fileSystem.read(seal) } : {}),
      ...(workingText ? { workingText } : {}),
      read: (path) => this.#readKept(id, folder, path, digests.get(path) ?? ''),
    });
  }

  /** Stages the return to a text that had no record, with those of its attachments that are still to be found. */
  async stageUnrecorded(transaction: Transaction, id: string, text: Uint8Array): Promise<void> {
    const current = (await this.last(id))?.entries ?? [];
    const { attachments = [] } = parsePractice(decodeText(text)).frontMatter;
    const wanted = new Map(attachments.map(({ file, sha256: digest }) => [`attachments/${file}`, digest]));
    const present = await this.#attachments.present(id, [...digestsOf(current).keys(), ...wanted.keys()]);
    await transaction.put(layout.text(id), text);
    transaction.remove(layout.record(id));
    transaction.remove(`${layout.practice(id)}/${sealFile}`);
    for (const [path, digest] of wanted) {
      if (present.get(path) === digest) continue;
      const source = await this.#attachments.byContent(id, digest, current);
      if (source === undefined) continue;
      await transaction.put(`${layout.practice(id)}/${path}`, this.#fileSystem.stream(source));
    }
    await this.#attachments.stageReplaced(transaction, id, present, wanted);
  }

  async *#readKept(id: string, folder: string, path: string, digest: string): AsyncGenerator<Uint8Array> {
    const source =
      path === textFile
        ? join(folder, textFile)
        : await this.#attachments.byContent(id, digest, (await this.last(id))?.entries);
    if (source === undefined) throw new Failure('attachment-missing', { where: path });
    yield* this.#fileSystem.stream(source);
  }

  async #stageMint(
    transaction: Transaction,
    id: string,
    { entries: current, document }: WorkingRecord,
    last: Revision | undefined,
  ): Promise<string> {
    const fields = await this.#history.bookkeeping(id, last, document.frontMatter);
    const text = Buffer.from(changePractice(document, { fields }));
    const entries = current.map((entry) =>
      entry.path === textFile ? { ...entry, sha256: sha256(text) } : entry,
    );
    const record = requireRecord(entries);
    await this.#stageHistory(transaction, id, { record, text });
    const wanted = digestsOf(entries);
    // A path that is minted with other bytes holds the new bytes already: there is nothing left to keep.
    const gone = [...digestsOf(last?.entries ?? []).keys()].filter((path) => !wanted.has(path));
    const present = await this.#attachments.present(id, gone);
    await this.#attachments.stageReplaced(transaction, id, present, wanted);
    return revisionHash(record);
  }

  /** The working copy is a kept revision as it is: only its record and seal are missing. */
  async #stageSame(transaction: Transaction, id: string, { hash, record }: Revision): Promise<string> {
    await transaction.put(layout.record(id), record);
    const seal = this.#store.at(`${layout.revision(id, hash)}/${sealFile}`);
    if (await this.#fileSystem.information(seal)) {
      await transaction.put(`${layout.practice(id)}/${sealFile}`, await this.#fileSystem.read(seal));
    }
    return hash;
  }

  async #stageHistory(
    transaction: Transaction,
    id: string,
    revision: Pick<ReceivedRevision, 'record' | 'seal' | 'workingText'> & { readonly text: Uint8Array },
  ): Promise<void> {
    const { record, text, seal, workingText = text } = revision;
    const current = layout.practice(id);
    for (const place of [layout.revision(id, revisionHash(record)), current]) {
      await transaction.put(`${place}/${textFile}`, place === current ? workingText : text);
      await transaction.put(`${place}/${recordFile}`, record);
      if (seal) await transaction.put(`${place}/${sealFile}`, seal);
    }
    if (!seal) transaction.remove(`${current}/${sealFile}`);
  }

  /** A record.sha256 that is about to be overwritten and cannot be read is put by as it is. */
  async #keepUnreadable(transaction: Transaction, id: string): Promise<void> {
    const path = this.#store.at(layout.record(id));
    if (!(await this.#fileSystem.information(path))) return;
    const bytes = await this.#fileSystem.read(path);
    await transaction.put(`${layout.history(id)}/unreadable/${sha256(bytes)}.sha256`, bytes);
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
