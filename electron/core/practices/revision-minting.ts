import { jsonText } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { changePractice, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { recordFile, revisionHash, sealFile, textFile } from '#core/practices/record';
import { digestsOf, type RevisionAttachments } from '#core/practices/revision-attachments';
import { type Revision, type RevisionHistory, unlessDamaged } from '#core/practices/revision-history';
import { requireRecord, type WorkingRecord, workingRecord } from '#core/practices/working-record';
import type { Work } from '#shared/model/practice';

/** Who changes a practice, and when: for the log. */
export interface Author {
  readonly by: string;
  readonly at: Date;
}

/** What the log is to say of revisions. */
export interface LogLine {
  readonly step: 'minted' | 'restored';
  readonly revision: string;
  readonly author: Author;
}

/** The working copy, and the revisions that it may be. */
export interface Present {
  readonly now: WorkingRecord;
  /** What record.sha256 says. */
  readonly noted: Revision | undefined;
  /** A kept revision that the working copy is, where record.sha256 is lost. */
  readonly same: Revision | undefined;
  /** The revision that the working copy goes on from. */
  readonly last: Revision | undefined;
}

/** A revision with all that belongs beside the working copy. */
interface StagedRevision {
  readonly record: string;
  readonly seal?: Uint8Array;
  readonly text: Uint8Array;
  /** A practice.md that is to be the working copy in place of that of the revision. */
  readonly workingText?: Uint8Array;
}

/** Stages what minting writes. All of it belongs under the lock of the practice. */
export class RevisionMinting {
  readonly #store: PracticeStore;
  readonly #fileSystem: FileSystem;
  readonly #history: RevisionHistory;
  readonly #attachments: RevisionAttachments;

  constructor(store: PracticeStore, history: RevisionHistory, attachments: RevisionAttachments) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
    this.#history = history;
    this.#attachments = attachments;
  }

  /** Fails as `workingRecord` and `requireRecord` do. */
  async present(id: string): Promise<Present> {
    const noted = await this.#history.last(id);
    const now = await workingRecord(this.#store, id);
    requireRecord(now.entries);
    const same = noted ? undefined : await this.#history.find(id, revisionHash(now.record));
    const last = noted ?? same?.revision ?? (await this.#history.before(id, now.document.frontMatter));
    return { now, noted, same: same?.revision, last };
  }

  /**
   * Stages text and record of a revision of the working copy, unless it is one already. `successor` makes of the minted
   * text what is to be the working copy; it is left to the caller where nothing is minted (`minted` false).
   */
  async stage(
    transaction: Transaction,
    id: string,
    present: Present,
    successor?: (minted: PracticeDocument) => string,
  ): Promise<{ revision: string; minted: boolean }> {
    const { now, noted, same, last } = present;
    if (noted && now.record === noted.record) return { revision: noted.hash, minted: false };
    if (!noted) await this.keepUnreadable(transaction, id);
    if (same) return { revision: await this.#stageSame(transaction, id, same), minted: false };
    const fields = await this.#history.bookkeeping(id, last, now.document.frontMatter);
    const minted = changePractice(now.document, { fields });
    const text = Buffer.from(minted);
    const entries = now.entries.map((entry) =>
      entry.path === textFile ? { ...entry, sha256: sha256(text) } : entry,
    );
    const record = requireRecord(entries);
    const next = successor && Buffer.from(successor(parsePractice(minted)));
    await this.stageHistory(transaction, id, { record, text, ...(next ? { workingText: next } : {}) });
    return { revision: revisionHash(record), minted: true };
  }

  /** Stages the removal of attachments that the revision before had and the one that is minted has not. */
  async stageAttachments(transaction: Transaction, id: string, { now, last }: Present): Promise<void> {
    const wanted = digestsOf(now.entries);
    // A path that is minted with other bytes holds the new bytes already: there is nothing left to keep.
    const gone = [...digestsOf(last?.entries ?? []).keys()].filter((path) => !wanted.has(path));
    const present = await this.#attachments.present(id, gone);
    await this.#attachments.stageReplaced(transaction, id, present, wanted);
  }

  /** Stages lines of the log, where there is a work.json that can be read: it is no part of a revision. */
  async stageLog(transaction: Transaction, id: string, lines: readonly LogLine[]): Promise<void> {
    const work = await unlessDamaged(() => this.#store.work(id));
    if (!work || lines.length === 0) return;
    const entries = lines.map(({ step, revision, author: { by, at } }) => {
      return { at: at.toISOString(), by, step, to: work.status, revision };
    });
    const next: Work = { ...work, log: [...work.log, ...entries] };
    await transaction.put(layout.work(id), jsonText(next));
  }

  async stageHistory(transaction: Transaction, id: string, revision: StagedRevision): Promise<void> {
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
  async keepUnreadable(transaction: Transaction, id: string): Promise<void> {
    const path = this.#store.at(layout.record(id));
    if (!(await this.#fileSystem.information(path))) return;
    const bytes = await this.#fileSystem.read(path);
    await transaction.put(`${layout.history(id)}/unreadable/${sha256(bytes)}.sha256`, bytes);
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
}
