import { join } from 'node:path';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { type LockNews, withLock } from '#core/files/lock';
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
import { Failure } from '#shared/failure';
import { type Work, workSchema } from '#shared/model/practice';

/** The working copy of a practice and the hash that a change of it must name. */
export interface StoredPractice {
  readonly document: PracticeDocument;
  /** SHA-256 of practice.md. */
  readonly hash: string;
}

export type SaveOutcome = { type: 'saved' | 'conflict'; stored: StoredPractice };

/** How many texts are remembered to tell apart changes to the same key from changes to others. */
const remembered = 200;

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
  readonly #serial = new Serial();
  readonly #texts = new Map<string, string>();

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
   * nothing is written.
   */
  async save(id: string, base: string, changes: DocumentChanges): Promise<SaveOutcome> {
    return this.exclusively(id, async () => {
      const current = await this.read(id);
      if (current.hash !== base && !this.#onlyOthersChanged(base, current, changes)) {
        return { type: 'conflict', stored: current };
      }
      const text = changePractice(current.document, changes);
      if (text === current.document.text) return { type: 'saved', stored: current };
      await writeAtomically(this.fileSystem, this.at(layout.text(id)), text);
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

  async writeWork(id: string, work: Work): Promise<void> {
    await writeAtomically(this.fileSystem, this.at(layout.work(id)), jsonText(work));
  }

  /** Runs `task` while no other task, here or on another machine, writes this practice. */
  async exclusively<T>(id: string, task: () => Promise<T>): Promise<T> {
    return this.#serial.run(id, async () => {
      if (!(await this.exists(id))) throw new Failure('not-found', { where: id });
      const told = (news: LockNews): void => {
        this.onWaiting({ id, ...news });
      };
      return withLock(this.fileSystem, join(this.at(layout.practice(id)), '.lock'), task, { told });
    });
  }

  /** Moves a whole practice folder within the library, as one step. */
  async moveFolder(from: string, to: string): Promise<void> {
    await inTransaction(this.fileSystem, this.root, (transaction: Transaction) => {
      transaction.move(from, to);
      return Promise.resolve();
    });
  }

  /** Changes practice.md by what is there now: for changes that cannot contradict others, such as an addition. */
  async update(
    id: string,
    change: (current: StoredPractice) => Promise<DocumentChanges>,
  ): Promise<StoredPractice> {
    return this.exclusively(id, async () => {
      const current = await this.read(id);
      const text = changePractice(current.document, await change(current));
      await writeAtomically(this.fileSystem, this.at(layout.text(id)), text);
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
    const hash = sha256(bytes);
    this.#remember(hash, text);
    return { document, hash };
  }

  #remember(hash: string, text: string): void {
    this.#texts.delete(hash);
    this.#texts.set(hash, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > remembered && oldest !== undefined) this.#texts.delete(oldest);
  }

  #onlyOthersChanged(base: string, current: StoredPractice, changes: DocumentChanges): boolean {
    const text = this.#texts.get(base);
    if (text === undefined) return false;
    const before = parsePractice(text);
    const after = current.document;
    const value = (document: PracticeDocument, key: string): string =>
      JSON.stringify((document.frontMatter as Record<string, unknown>)[key]);
    const body = (document: PracticeDocument, key: string): string | undefined =>
      document.sections.find((section) => section.key === key)?.body;
    return (
      [...(changes.fields?.keys() ?? [])].every((key) => value(before, key) === value(after, key)) &&
      [...(changes.sections?.keys() ?? [])].every((key) => body(before, key) === body(after, key))
    );
  }
}

function keysOf({ fields, sections }: DocumentChanges): string[] {
  return [...(fields?.keys() ?? []), ...[...(sections?.keys() ?? [])].map((key) => `section:${key}`)];
}

/** JSON of a library file; fails with `practice-damaged` and the reader's message. */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(decodeText(bytes));
  } catch (error) {
    throw new Failure('practice-damaged', { where, rule: 'json', detail: String(error) });
  }
}
