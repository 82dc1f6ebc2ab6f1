import type { DraftStore } from '#renderer/views/editor/draft-copies';

/** Milliseconds until a browser has its storage on the disk. */
const flushed = 1_000;

/** A browser's storage on a machine that may lose its power: what was stored last is gone with it. */
export class DraftDisk {
  readonly #values = new Map<string, string>();
  #log: { at: number; key: string; before: string | undefined }[] = [];

  /** The storage as a page has it; a page of a machine that died writes no more. */
  page(alive: () => boolean): DraftStore {
    const values = this.#values;
    return {
      key: (at) => [...values.keys()][at] ?? null,
      get length() {
        return values.size;
      },
      getItem: (key) => this.#values.get(key) ?? null,
      setItem: (key, value) => {
        if (alive()) this.#put(key, value);
      },
      removeItem: (key) => {
        if (alive()) this.#put(key, undefined);
      },
    };
  }

  powerCut(): void {
    const since = Date.now() - flushed;
    for (const { at, key, before } of this.#log.toReversed()) if (at >= since) this.#set(key, before);
    this.#log = [];
  }

  texts(): string[] {
    return [...this.#values.values()];
  }

  #put(key: string, value: string | undefined): void {
    this.#log.push({ at: Date.now(), key, before: this.#values.get(key) });
    this.#set(key, value);
  }

  #set(key: string, value: string | undefined): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}
