import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { parseRecord, type RecordEntry, recordFile, revisionHash, textFile } from '#core/practices/record';
import { toFailure } from '#shared/failure';
import type { FrontMatter } from '#shared/model/practice';

/** A minted revision: what record.sha256 lists, and the hash of that list. */
export interface Revision {
  readonly hash: string;
  readonly record: string;
  readonly entries: readonly RecordEntry[];
}

export interface KeptRevision {
  readonly revision: Revision;
  readonly document: PracticeDocument;
  readonly frontMatter: FrontMatter;
  /** When its files were written, in milliseconds since 1970. */
  readonly mintedAt: number;
}

/** A record.sha256 as a revision; fails with `practice-damaged`. */
export function revisionOf(bytes: Uint8Array): Revision {
  const record = decodeText(bytes);
  return { hash: revisionHash(record), record, entries: parseRecord(record) };
}

/** What `work` reads; undefined where that is lost or damaged. Any other failure stays one. */
export async function unlessDamaged<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const { code } = toFailure(error);
    if (code !== 'practice-damaged' && code !== 'not-found') throw error;
    return undefined;
  }
}

const number = ({ revision = 0 }: FrontMatter): number => revision;

/** The revisions that are kept under history/ of a practice, as far as reading them goes. */
export class RevisionHistory {
  readonly #store: PracticeStore;
  readonly #fileSystem: FileSystem;

  constructor(store: PracticeStore) {
    this.#store = store;
    this.#fileSystem = store.fileSystem;
  }

  /** What record.sha256 says; undefined before the first revision and where it is lost or cannot be read. */
  async last(id: string): Promise<Revision | undefined> {
    const path = this.#store.at(layout.record(id));
    if (!(await this.#fileSystem.information(path))) return undefined;
    const bytes = await this.#fileSystem.read(path);
    return unlessDamaged(() => Promise.resolve().then(() => revisionOf(bytes)));
  }

  /** Hashes of the revisions that are kept, the current one included. */
  async hashes(id: string): Promise<string[]> {
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

  /** A kept revision whose record and text are whole; undefined where they are not. */
  async find(id: string, hash: string): Promise<KeptRevision | undefined> {
    return unlessDamaged(async () => {
      const path = join(this.#store.at(layout.revision(id, hash)), recordFile);
      const revision = revisionOf(await this.#fileSystem.read(path));
      const { document, mintedAt } = await this.read(id, hash);
      const digest = revision.entries.find((entry) => entry.path === textFile)?.sha256;
      const isWhole = revision.hash === hash && sha256(document.text) === digest;
      const { frontMatter } = document;
      return isWhole ? { revision, document, frontMatter, mintedAt } : undefined;
    });
  }

  /** The kept practice.md with this SHA-256; undefined where none has it. */
  async textOf(id: string, digest: string): Promise<string | undefined> {
    for (const hash of await this.hashes(id)) {
      const found = await this.find(id, hash);
      const own = found?.revision.entries.find(({ path }) => path === textFile);
      if (found && own?.sha256 === digest) return found.document.text;
    }
    return undefined;
  }

  /** All revisions that are whole, newest first. */
  async all(id: string): Promise<KeptRevision[]> {
    const kept: KeptRevision[] = [];
    for (const hash of await this.hashes(id)) {
      const found = await this.find(id, hash);
      if (found) kept.push(found);
    }
    return kept.toSorted((a, b) => number(b.frontMatter) - number(a.frontMatter) || b.mintedAt - a.mintedAt);
  }

  /**
   * The revision that a working copy goes on from, where no record.sha256 says so any more: the one that the working copy
   * names itself (`revision` and `parents` are written when it is minted), or else the newest that is kept. Undefined
   * where the working copy is of a later one than all that are kept.
   */
  async before(id: string, own: FrontMatter): Promise<Revision | undefined> {
    const kept = await this.all(id);
    const isOwn = ({ frontMatter }: KeptRevision): boolean =>
      number(frontMatter) === number(own) && isDeepStrictEqual(frontMatter.parents, own.parents);
    const named = kept.find(isOwn);
    if (named) return named.revision;
    const [newest] = kept;
    return newest && number(own) <= number(newest.frontMatter) ? newest.revision : undefined;
  }

  /**
   * `revision` and `parents` of the revision that follows `last`. Where that is not kept (any more), the working copy
   * tells, in which minting wrote them.
   */
  async bookkeeping(id: string, last: Revision | undefined, own: FrontMatter): Promise<Map<string, unknown>> {
    const kept = last && (await this.find(id, last.hash))?.frontMatter;
    const { revision = 0, parents = [] } = kept ?? own;
    // The working copy names more than the last revision where another one was put together with it.
    const earlier = revision === 0 ? [] : [...(own.parents ?? []), ...parents];
    const all = [...new Set([...(last ? [last.hash] : []), ...earlier])];
    return new Map<string, unknown>([
      ['revision', revision + 1],
      ['parents', all.length === 0 ? undefined : all],
    ]);
  }
}
