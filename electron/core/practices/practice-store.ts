import { join } from 'node:path';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import type { LockNews } from '#core/files/lock-options';
import { Serial } from '#core/files/serial';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import {
  changePractice,
  decodeText,
  type DocumentChanges,
  parsePractice,
  type PracticeDocument,
} from '#core/practices/document';
import { closedFailure, isOpen } from '#core/practices/open-for-writing';
import { RememberedTexts } from '#core/practices/remembered-texts';
import { keysOf, saysTheSame } from '#core/practices/untouched-keys';
import { Failure } from '#shared/failure';
import { type Work, workSchema } from '#shared/model/practice';

/** The working copy of a practice and the hash that a change of it must name. */
export interface StoredPractice {
  readonly document: PracticeDocument;
  /** SHA-256 of practice.md. */
  readonly hash: string;
}

export type SaveOutcome = { type: 'saved' | 'conflict'; stored: StoredPractice };

/** practice.md and work.json of one library: read, compare-and-swap, statuses. Knows nothing of lists or screens. */
export class PracticeStore {
  readonly fileSystem: FileSystem;
  /** The library's folder. */
  readonly root: string;
  /** Hears of writes that have waited for another program for more than 2 s. */
  onWaiting: (news: LockNews & { id: string }) => void = () => undefined;
  /** Hears of every save with the keys that it wrote (`title`, `section:steps`), before the save is acknowledged. */
  onSaved: (id: string, document: PracticeDocument, keys: readonly string[]) => Promise<void> = () =>
    Promise.resolve();
  /** Finds a text that is not remembered any more by its hash, such as that of a kept revision. */
  findText: (id: string, hash: string) => Promise<string | undefined> = () => Promise.resolve(undefined);
  readonly #serial = new Serial();
  readonly #texts = new RememberedTexts();

  constructor(fileSystem: FileSystem, root: string) {
    this.fileSystem = fileSystem;
    this.root = root;
  }

  /** Absolute path of a path of `layout`. */
  at(path: string): string {
    return join(this.root, ...path.split('/'));
  }

  /** Ids of all practice folders, unsorted. */
  async ids(): Promise<string[]> {
    const entries = await this.fileSystem.list(this.at(layout.practices));
    return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
  }

  async exists(id: string): Promise<boolean> {
    return (await this.fileSystem.information(this.at(layout.practice(id)))) !== undefined;
  }

  /** The bytes of practice.md; fails with `not-found`. */
  async bytes(id: string): Promise<Uint8Array> {
    return this.fileSystem.read(this.at(layout.text(id)));
  }

  /** Fails with `not-found` or `practice-damaged`, also when the id inside is not that of the folder. */
  async read(id: string): Promise<StoredPractice> {
    return this.#parse(id, await this.bytes(id));
  }

  /**
   * As `read`; fails with `practice-closed` where it is submitted or approved. What it says holds on only under the lock of the
   * practice (`exclusively`): there every change of a text begins with this.
   */
  async readOpen(id: string): Promise<StoredPractice> {
    const stored = await this.read(id);
    const work = await this.work(id);
    if (!isOpen(work)) throw closedFailure(stored, work);
    return stored;
  }

  /** Keeps a text that somebody was shown and may write on: `save` can then be given its hash as `base`. */
  remember(id: string, { hash, document }: StoredPractice): void {
    this.#texts.add(id, hash, document.text);
  }

  /** A new practice; fails when the id is taken. */
  async create(id: string, text: string, work: Work): Promise<StoredPractice> {
    if (await this.exists(id)) throw new Failure('internal', { where: id, rule: 'id taken' });
    await inTransaction(this.fileSystem, this.root, async (transaction) => {
      await transaction.put(layout.text(id), text);
      await transaction.put(layout.work(id), jsonText(work));
    });
    return this.read(id);
  }

  /**
   * Changes practice.md if it is still the one named by `base`. If somebody saved in between, but other keys and
   * sections only, the change is made on top of theirs; otherwise the outcome is `conflict` with their version and
   * nothing is written. Fails with `practice-closed` once it is submitted, also when that happened while this waited.
   */
  async save(id: string, base: string, changes: DocumentChanges): Promise<SaveOutcome> {
    return this.exclusively(id, async (held) => {
      const current = await this.readOpen(id);
      if (current.hash !== base && !(await this.#onlyOthersChanged(id, base, current, changes))) {
        return { type: 'conflict', stored: current };
      }
      const text = changePractice(current.document, changes);
      if (text === current.document.text) return { type: 'saved', stored: current };
      await writeAtomically(this.fileSystem, this.at(layout.text(id)), text, held);
      const stored = this.#parse(id, Buffer.from(text));
      await this.onSaved(id, stored.document, keysOf(changes));
      return { type: 'saved', stored };
    });
  }

  /** Undefined for practices of others, which have no work here. Fails with `practice-damaged`. */
  async work(id: string): Promise<Work | undefined> {
    const path = this.at(layout.work(id));
    if (!(await this.fileSystem.information(path))) return undefined;
    const parsed = workSchema.safeParse(parseJson(await this.fileSystem.read(path), layout.work(id)));
    if (!parsed.success) {
      throw new Failure('practice-damaged', {
        where: layout.work(id),
        rule: 'schema',
        detail: parsed.error.message,
      });
    }
    return parsed.data;
  }

  async writeWork(id: string, work: Work, held: HeldLock): Promise<void> {
    await writeAtomically(this.fileSystem, this.at(layout.work(id)), jsonText(work), held);
  }

  /**
   * Runs `task` while no other task, here or on another machine, writes this practice. Whatever it writes names the lock
   * that it is given.
   */
  async exclusively<T>(id: string, task: (held: HeldLock) => Promise<T>): Promise<T> {
    return this.#serial.run(id, async () => {
      if (!(await this.exists(id))) throw new Failure('not-found', { where: id });
      const told = (news: LockNews): void => {
        this.onWaiting({ id, ...news });
      };
      const path = join(this.at(layout.practice(id)), '.lock');
      return withLock(this.fileSystem, path, task, { told, root: this.root });
    });
  }

  /** Runs `task` while nobody else takes practices out of the bin. To be called under the locks of practices, not around them. */
  async exclusivelyInBin<T>(task: (held: HeldLock) => Promise<T>): Promise<T> {
    return this.#serial.run(layout.bin, async () => {
      await this.fileSystem.makeFolder(this.at(layout.bin));
      return withLock(this.fileSystem, this.at(`${layout.bin}/.lock`), task, { root: this.root });
    });
  }

  /** Moves a whole folder within the library, as one step; `held` is the lock under which it happens, if there is one. */
  async moveFolder(from: string, to: string, held?: HeldLock): Promise<void> {
    const move = (transaction: Transaction): Promise<void> => {
      transaction.move(from, to);
      return Promise.resolve();
    };
    await inTransaction(this.fileSystem, this.root, move, held);
  }

  /**
   * Changes practice.md by what is there now: for changes that cannot contradict others, such as an addition. Fails with
   * `practice-closed` as `save` does, before `change` is called.
   */
  async update(
    id: string,
    change: (current: StoredPractice) => Promise<DocumentChanges>,
  ): Promise<StoredPractice> {
    return this.exclusively(id, async (held) => {
      const current = await this.readOpen(id);
      const text = changePractice(current.document, await change(current));
      await writeAtomically(this.fileSystem, this.at(layout.text(id)), text, held);
      return this.#parse(id, Buffer.from(text));
    });
  }

  /** Waits for running writes. */
  async idle(): Promise<void> {
    await this.#serial.idle();
  }

  #parse(id: string, bytes: Uint8Array): StoredPractice {
    const text = decodeText(bytes);
    const document = parsePractice(text);
    if (document.frontMatter.id !== id) {
      throw new Failure('practice-damaged', { where: '2', rule: 'id', detail: document.frontMatter.id });
    }
    return { document, hash: sha256(bytes) };
  }

  async #onlyOthersChanged(
    id: string,
    base: string,
    current: StoredPractice,
    changes: DocumentChanges,
  ): Promise<boolean> {
    const text = this.#texts.get(id, base) ?? (await this.findText(id, base));
    if (text === undefined) return false;
    return saysTheSame(parsePractice(text), current.document, changes);
  }
}

/** JSON of a library file; fails with `practice-damaged` and the reader's message. */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(decodeText(bytes));
  } catch (error) {
    throw new Failure('practice-damaged', { where, rule: 'json', detail: String(error) });
  }
}
