import type { ListedFile } from '#core/extraction/text-register';

/** A file to be read, and the attachments that it is. */
export interface QueuedFile {
  readonly sha256: string;
  readonly holders: readonly { readonly id: string; readonly file: string }[];
}

/** Files that wait to be read, each once whoever has it, in the order they came. */
export class ReadingQueue {
  readonly #waiting = new Map<string, Map<string, string>>();
  #done = 0;

  get progress(): { readonly done: number; readonly total: number } | undefined {
    const waiting = this.#waiting.size;
    return waiting === 0 ? undefined : { done: this.#done, total: this.#done + waiting };
  }

  add(id: string, { file, sha256 }: ListedFile): void {
    const holders = this.#waiting.get(sha256) ?? new Map<string, string>();
    this.#waiting.set(sha256, holders.set(id, file));
  }

  next(): QueuedFile | undefined {
    const [first] = this.#waiting;
    if (!first) return undefined;
    const [sha256, holders] = first;
    return { sha256, holders: Array.from(holders, ([id, file]) => ({ id, file })) };
  }

  remove(sha256: string): void {
    if (this.#waiting.delete(sha256)) this.#done += 1;
    if (this.#waiting.size === 0) this.#done = 0;
  }

  /** Nobody waits for what only this practice has. */
  forget(id: string): void {
    for (const [sha256, holders] of this.#waiting) {
      holders.delete(id);
      if (holders.size === 0) this.remove(sha256);
    }
  }
}
