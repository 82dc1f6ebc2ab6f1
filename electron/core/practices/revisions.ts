import { join } from 'node:path';
import { type CheckedContent, checkedContent } from '#core/files/checked-content';
import type { FileSystem } from '#core/files/file-system';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { parseRecord, recordFile, sealFile, textFile } from '#core/practices/record';
import { digestsOf, RevisionAttachments } from '#core/practices/revision-attachments';
import { type KeptRevision, type Revision, RevisionHistory } from '#core/practices/revision-history';
import { type Author, RevisionMinting } from '#core/practices/revision-minting';
import { RevisionRestore, type RestoreOutcome } from '#core/practices/revision-restore';
import { workingRecord } from '#core/practices/working-record';
import { Failure } from '#shared/failure';

/** A revision that comes from outside, already checked against its record. */
export interface ReceivedRevision {
  readonly record: string;
  readonly seal?: Uint8Array;
  /** A practice.md that is to be the working copy in place of that of the revision. */
  readonly workingText?: Uint8Array;
  /** Content of `practice.md` or `attachments/<file>`, with the SHA-256 that the record gives; that of attachments may be lent (see `Lender`). */
  read(path: string): CheckedContent;
}

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
  readonly #minting: RevisionMinting;
  readonly #restore: RevisionRestore;

  constructor(store: PracticeStore) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
    this.#history = new RevisionHistory(store);
    this.#attachments = new RevisionAttachments(store);
    this.#minting = new RevisionMinting(store, this.#history, this.#attachments);
    this.#restore = new RevisionRestore(store, this.#history, this.#attachments, this.#minting);
  }

  /** The last minted revision; undefined before the first and where record.sha256 is lost or cannot be read. */
  async last(id: string): Promise<Revision | undefined> {
    return this.#history.last(id);
  }

  /** Whether the working copy differs from the last minted revision; true before the first. */
  async changed(id: string): Promise<boolean> {
    const last = await this.last(id);
    return last?.record !== (await workingRecord(this.#store, id)).record;
  }

  /**
   * Mints a revision if bytes changed. A record.sha256 that is lost or cannot be read is replaced, by that of the same
   * revision where the history has it. Fails with `attachment-missing`, `attachment-changed`, or `practice-damaged` with
   * the name of an attachment that is listed twice. `author` is noted in work.json.
   */
  async mint(id: string, author: Author): Promise<{ revision: string; minted: boolean }> {
    return this.#store.exclusively(id, async (held) => {
      const present = await this.#minting.present(id);
      const stage = async (transaction: Transaction): Promise<{ revision: string; minted: boolean }> => {
        const { revision, minted } = await this.#minting.stage(transaction, id, present);
        if (!minted) return { revision, minted };
        await this.#minting.stageAttachments(transaction, id, present);
        await this.#minting.stageLog(transaction, id, [{ step: 'minted', revision, author }]);
        return { revision, minted };
      };
      return inTransaction(this.#fileSystem, this.#store.root, stage, held);
    });
  }

  /**
   * Stages what `mint` writes but for the log, in which the caller notes who did it (`stageStep`); to be called under the
   * lock of the practice. `text` is what practice.md says then. Fails as `mint` does, before anything is staged.
   */
  async stageMint(
    transaction: Transaction,
    id: string,
  ): Promise<{ revision: string; minted: boolean; text: string }> {
    const present = await this.#minting.present(id);
    let { text } = present.now.document;
    const outcome = await this.#minting.stage(transaction, id, present, (minted) => (text = minted.text));
    if (outcome.minted) await this.#minting.stageAttachments(transaction, id, present);
    return { ...outcome, text };
  }

  /**
   * Makes text and attachments of a kept revision the working copy, if that is still the one named by `base`. What it
   * was before is kept as a revision, `former`. Fails with `not-found`, as `mint` does, with `attachment-missing` where
   * the bytes of an attachment are lost, or with `practice-closed` unless it is a draft or returned.
   */
  async restore(id: string, base: string, hash: string, author: Author): Promise<RestoreOutcome> {
    return this.#store.exclusively(id, (held) => this.#restore.run(id, base, hash, author, held));
  }

  /** The kept revisions whose record and text are whole, newest first. */
  async whole(id: string): Promise<KeptRevision[]> {
    return this.#history.all(id);
  }

  /** The kept practice.md with this SHA-256; undefined where none has it. */
  async textOf(id: string, digest: string): Promise<string | undefined> {
    return this.#history.textOf(id, digest);
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
    const text = await collect(received.read(textFile).chunks);
    if (!last) await this.#minting.keepUnreadable(transaction, id);
    await this.#minting.stageHistory(transaction, id, { ...received, text });
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
   * not minted. Fails with `not-found`, with `practice-damaged` where its text is not that of its record, or with
   * `attachment-missing` where the bytes of an attachment are lost.
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
    const digests = new Map(parseRecord(record).map((entry) => [entry.path, entry.sha256]));
    await this.stage(transaction, id, {
      record,
      ...(hasSeal ? { seal: await this.#fileSystem.read(seal) } : {}),
      ...(workingText ? { workingText } : {}),
      read: (path) => {
        const digest = digests.get(path) ?? '';
        const code = path === textFile ? 'practice-damaged' : 'attachment-changed';
        return checkedContent(
          this.#readKept(id, folder, path, digest),
          digest,
          () => new Failure(code, { where: path, rule: 'record' }),
        );
      },
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
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
