import { layout } from '#core/library/layout';
import { hashFile } from '#core/files/hash';
import type { PracticeStore } from '#core/practices/practice-store';
import { RevisionHistory } from '#core/practices/revision-history';
import { textFile } from '#core/practices/record';

/** A kept revision whose text and record are whole. */
export type GoodRevision = NonNullable<Awaited<ReturnType<RevisionHistory['find']>>>;

/** Finds the right bytes for what is damaged in one practice; everything is verified each time it is asked for. */
export class ContentFinder {
  readonly #store: PracticeStore;
  readonly #id: string;
  readonly #history: RevisionHistory;

  constructor(store: PracticeStore, id: string) {
    this.#store = store;
    this.#id = id;
    this.#history = new RevisionHistory(store);
  }

  /** Whole revisions, the one that record.sha256 names first, then the newest. */
  async good(recorded: string | undefined): Promise<GoodRevision[]> {
    const found: GoodRevision[] = [];
    for (const hash of await this.#history.hashes(this.#id)) {
      const kept = await this.#history.find(this.#id, hash);
      if (kept?.frontMatter.id === this.#id) found.push(kept);
    }
    const rank = ({ revision, frontMatter }: GoodRevision): number =>
      revision.hash === recorded ? Infinity : (frontMatter.revision ?? 0);
    return found.toSorted((a, b) => rank(b) - rank(a));
  }

  /** Path in the library of a file of this practice with this content, looking at the likely places first. */
  async byContent(digest: string, likely: readonly string[]): Promise<string | undefined> {
    const { fileSystem } = this.#store;
    const folder = `${layout.practice(this.#id)}/attachments`;
    const beside = (await fileSystem.list(this.#store.at(folder))).map(({ name }) => `${folder}/${name}`);
    for (const path of new Set([...likely, layout.keptAttachment(this.#id, digest), ...beside])) {
      if ((await this.digest(path)) === digest) return path;
    }
    return undefined;
  }

  /** SHA-256 of a file; undefined where there is none. */
  async digest(path: string): Promise<string | undefined> {
    const at = this.#store.at(path);
    const found = await this.#store.fileSystem.information(at);
    return found?.kind === 'file' ? (await hashFile(this.#store.fileSystem, at)).sha256 : undefined;
  }

  /** Text of a good revision. */
  async text({ revision }: GoodRevision): Promise<Uint8Array> {
    const path = `${layout.revision(this.#id, revision.hash)}/${textFile}`;
    return this.#store.fileSystem.read(this.#store.at(path));
  }
}
