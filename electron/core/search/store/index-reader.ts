import type { FileSystem } from '#core/files/file-system';
import type { IndexAnswer, IndexQuery, SimilarDocument } from '#core/search/search-index';
import { Searcher } from '#core/search/searcher';
import type { Check } from '#core/search/stop-sign';
import { type Commit, filesOf, readCommit } from '#core/search/store/commit';
import { OpenSegment } from '#core/search/store/open-segment';
import { type KeptFiles, SegmentFiles } from '#core/search/store/segment-files';
import { DamagedFile } from '#core/search/store/section-file';

/** Answers queries from the last commit it was shown; a query under way ends on the commit it began with. */
export class IndexReader {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #libraryId: string;
  readonly #files: SegmentFiles;
  #segments: OpenSegment[] = [];
  #searcher = new Searcher([]);
  /** Queries under way, which may still read texts of segments that are gone. */
  readonly #queries = new Set<Promise<unknown>>();

  constructor(fileSystem: FileSystem, folder: string, libraryId: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#libraryId = libraryId;
    this.#files = new SegmentFiles(fileSystem, folder);
  }

  /** Starts with what an earlier run left. Returns the names of segments that cannot be used. */
  async open(): Promise<string[]> {
    return this.show(await readCommit(this.#fileSystem, this.#folder, this.#libraryId));
  }

  /** Answers from this commit from now on; `kept` are files of it that are in memory only. Returns the names of its segments that cannot be used; the others answer. */
  async show(commit: Commit, kept: KeptFiles = new Map()): Promise<string[]> {
    this.#files.keep(kept);
    const before = new Map(this.#segments.map((segment) => [segment.name, segment]));
    const damaged: string[] = [];
    const segments: OpenSegment[] = [];
    for (const { name, dead } of commit.segments) {
      const segment = before.get(name) ?? (await this.#open(name, dead));
      if (segment) segments.push(segment);
      else damaged.push(name);
      for (const document of dead) segment?.live.remove(document);
    }
    const gone = this.#segments.filter((segment) => !segments.includes(segment));
    this.#segments = segments;
    this.#searcher = new Searcher(segments);
    await this.#quiet();
    for (const segment of gone) await segment.close();
    this.#files.forget(filesOf(commit));
    return damaged;
  }

  /** Fails as `check` does. */
  query(query: IndexQuery, check?: Check): Promise<IndexAnswer> {
    return this.#during(this.#searcher.query(query, check));
  }

  similar(id: string, most: number): Promise<SimilarDocument[]> {
    return this.#during(this.#searcher.similar(id, most));
  }

  matching(query: IndexQuery, ids: readonly string[]): string[] {
    return this.#searcher.matching(query, ids);
  }

  /** Keeps what is read from until the answer is there. */
  async #during<T>(answer: Promise<T>): Promise<T> {
    this.#queries.add(answer);
    try {
      return await answer;
    } finally {
      this.#queries.delete(answer);
    }
  }

  async #quiet(): Promise<void> {
    await Promise.allSettled(this.#queries);
  }

  async close(): Promise<void> {
    await this.#quiet();
    for (const segment of this.#segments) await segment.close();
    this.#segments = [];
  }

  async #open(name: string, dead: readonly number[]): Promise<OpenSegment | undefined> {
    try {
      return await OpenSegment.open(this.#files, { name, libraryId: this.#libraryId }, dead);
    } catch (error) {
      // Damaged, or taken away: either way it is made anew. A fault of the program is not hidden.
      if (error instanceof DamagedFile || (error instanceof Error && 'code' in error)) return undefined;
      throw error;
    }
  }
}
