import { join } from 'node:path';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { sha256 as hashOf } from '#core/files/hash';
import type { UnreadReason } from '#shared/model/attachment-text';
import type { Attachment } from '#shared/model/practice';

/** An attachment as far as its text goes. */
export type ListedFile = Pick<Attachment, 'file' | 'title' | 'sha256'>;

/** What a practice has, as its text said when it had this fingerprint. */
export interface ListedPractice {
  readonly fingerprint: string;
  readonly files: readonly ListedFile[];
  /** Files that not all of, or nothing, is found of for want of room. */
  readonly over?: readonly string[];
}

interface Content {
  readonly practices: [string, ListedPractice][];
  readonly outcomes: [string, UnreadReason | null][];
}

/**
 * Which practices have which attachments, and what came of reading them: kept for the next run in one file with its own
 * SHA-256, so that neither practices nor files have to be read again to say what is not found.
 */
export class TextRegister {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #path: string;
  readonly #head: string;
  readonly practices = new Map<string, ListedPractice>();
  /** By SHA-256: null where all of the file's text is found. */
  readonly outcomes = new Map<string, UnreadReason | null>();
  readonly #uses = new Map<string, number>();
  #changed = false;

  constructor(fileSystem: FileSystem, folder: string, version: number) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#path = join(folder, 'register');
    this.#head = `lantoa-texts ${String(version)}\n`;
  }

  /** One that is damaged or of another version is as good as none. */
  async load(): Promise<void> {
    try {
      const text = Buffer.from(await this.#fileSystem.read(this.#path)).toString('utf8');
      const start = this.#head.length;
      const body = text.slice(start + 65);
      if (!text.startsWith(this.#head) || text.slice(start, start + 64) !== hashOf(body)) return;
      const { practices, outcomes } = JSON.parse(body) as Content;
      for (const [id, listed] of practices) this.list(id, listed);
      for (const [hash, outcome] of outcomes) this.outcomes.set(hash, outcome);
      this.#changed = false;
    } catch {
      // Everything is listed again as practices are read.
    }
  }

  async save(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    const content: Content = { practices: [...this.practices], outcomes: [...this.outcomes] };
    const body = JSON.stringify(content);
    try {
      await this.#fileSystem.makeFolder(this.#folder);
      await writeAtomically(this.#fileSystem, this.#path, `${this.#head}${hashOf(body)}\n${body}`);
    } catch {
      // The next run lists everything again.
    }
  }

  isUsed(hash: string): boolean {
    return this.#uses.has(hash);
  }

  setOutcome(hash: string, outcome: UnreadReason | null): void {
    this.outcomes.set(hash, outcome);
    this.#changed = true;
  }

  /** Notes which files of a practice that is listed had no room. */
  setOver(id: string, over: readonly string[]): void {
    const listed = this.practices.get(id);
    if (!listed || (listed.over ?? []).join('/') === over.join('/')) return;
    const { fingerprint, files } = listed;
    this.practices.set(id, { fingerprint, files, ...(over.length > 0 ? { over } : {}) });
    this.#changed = true;
  }

  /** Notes what a practice has now; undefined where it is gone. Returns hashes that nobody uses any more. */
  list(id: string, listed: ListedPractice | undefined): string[] {
    const before = this.practices.get(id);
    if (!before && (listed?.files.length ?? 0) === 0) return [];
    this.#changed = true;
    for (const { sha256 } of listed?.files ?? []) this.#uses.set(sha256, (this.#uses.get(sha256) ?? 0) + 1);
    if (listed && listed.files.length > 0) this.practices.set(id, listed);
    else this.practices.delete(id);
    return (before?.files ?? []).flatMap(({ sha256 }) => {
      const left = (this.#uses.get(sha256) ?? 1) - 1;
      if (left > 0) this.#uses.set(sha256, left);
      else this.#uses.delete(sha256);
      if (left > 0) return [];
      this.outcomes.delete(sha256);
      return [sha256];
    });
  }
}
