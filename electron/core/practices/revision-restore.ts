import { isDeepStrictEqual } from 'node:util';
import type { HeldLock } from '#core/files/held-lock';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { changePractice, type PracticeDocument } from '#core/practices/document';
import { closedFailure, isOpen } from '#core/practices/open-for-writing';
import type { PracticeStore } from '#core/practices/practice-store';
import { digestsOf, type RevisionAttachments } from '#core/practices/revision-attachments';
import { type KeptRevision, type RevisionHistory, unlessDamaged } from '#core/practices/revision-history';
import type { Author, LogLine, Present, RevisionMinting } from '#core/practices/revision-minting';
import { Failure } from '#shared/failure';
import type { FrontMatter } from '#shared/model/practice';

export type RestoreOutcome = { type: 'restored'; former: string } | { type: 'conflict' };

/** Identity and bookkeeping of a practice: they belong to the working copy whatever its text is. */
const ownKeys = ['id', 'origin', 'revision', 'parents'] as const satisfies (keyof FrontMatter)[];

/** A text with identity and bookkeeping of another; keys that are equal stay byte for byte. */
function carried(text: PracticeDocument, own: FrontMatter): string {
  const different = ownKeys.filter((key) => !isDeepStrictEqual(text.frontMatter[key], own[key]));
  return changePractice(text, { fields: new Map(different.map((key) => [key, own[key]])) });
}

/** The return of an earlier text as the working copy, as one transaction. Runs under the lock of the practice. */
export class RevisionRestore {
  readonly #store: PracticeStore;
  readonly #history: RevisionHistory;
  readonly #attachments: RevisionAttachments;
  readonly #minting: RevisionMinting;

  constructor(
    store: PracticeStore,
    history: RevisionHistory,
    attachments: RevisionAttachments,
    minting: RevisionMinting,
  ) {
    this.#store = store;
    this.#history = history;
    this.#attachments = attachments;
    this.#minting = minting;
  }

  /** `held` is the practice's lock. */
  async run(id: string, base: string, hash: string, author: Author, held: HeldLock): Promise<RestoreOutcome> {
    const current = await this.#store.read(id);
    const work = await unlessDamaged(() => this.#store.work(id));
    if (!isOpen(work)) throw closedFailure(current, work);
    if (current.hash !== base) return { type: 'conflict' };
    const target = await this.#history.find(id, hash);
    if (!target) throw new Failure('not-found', { where: hash });
    const present = await this.#minting.present(id);
    const known = present.noted && (await this.#kept(id, present.now.document));
    const stage = async (transaction: Transaction): Promise<string> => {
      const lines: LogLine[] = [{ step: 'restored', revision: hash, author }];
      const kept = await this.#stageText(transaction, id, present, target, known);
      if (kept.minted) lines.unshift({ step: 'minted', revision: kept.revision, author });
      await this.#stageAttachments(transaction, id, present, target);
      await this.#minting.stageLog(transaction, id, lines);
      return kept.revision;
    };
    const former = await inTransaction(this.#store.fileSystem, this.#store.root, stage, held);
    return { type: 'restored', former };
  }

  /** Stages the text, and a revision of the present one unless `known` has what that says. */
  async #stageText(
    transaction: Transaction,
    id: string,
    present: Present,
    target: KeptRevision,
    known: string | undefined,
  ): Promise<{ revision: string; minted: boolean }> {
    const successor = (own: PracticeDocument): string => carried(target.document, own.frontMatter);
    const kept =
      known === undefined
        ? await this.#minting.stage(transaction, id, present, successor)
        : { revision: known, minted: false };
    if (!kept.minted) await transaction.put(layout.text(id), successor(present.now.document));
    return kept;
  }

  /** A kept revision that says all that the working copy says, so that minting it again would add nothing. */
  async #kept(id: string, working: PracticeDocument): Promise<string | undefined> {
    const revisions = await this.#history.all(id);
    const same = revisions.find(({ document }) => carried(working, document.frontMatter) === document.text);
    return same?.revision.hash;
  }

  /**
   * Stages the attachments of the target, and copies by content of those that it replaces or does not have: the record
   * of the last revision stays, and finds its own among them.
   */
  async #stageAttachments(
    transaction: Transaction,
    id: string,
    { now, last }: Present,
    { revision }: KeptRevision,
  ): Promise<void> {
    const current = [...now.entries, ...(last?.entries ?? [])];
    const wanted = digestsOf(revision.entries);
    const paths = [...digestsOf(current).keys(), ...wanted.keys()];
    const there = await this.#attachments.present(id, paths);
    for (const [path, digest] of wanted) {
      if (there.get(path) === digest) continue;
      const source = await this.#attachments.byContent(id, digest, current);
      if (source === undefined)
        throw new Failure('attachment-missing', { where: path.split('/')[1] ?? path });
      await transaction.put(`${layout.practice(id)}/${path}`, this.#store.fileSystem.stream(source));
    }
    await this.#attachments.stageReplaced(transaction, id, there, wanted);
  }
}
