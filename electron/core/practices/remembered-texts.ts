/** What all texts together may take, in bytes of memory: a dozen of the longest that there can be. */
const most = 64 * 1024 ** 2;

interface Remembered {
  readonly text: string;
  readonly bytes: number;
}

/**
 * Texts that somebody may be writing on, by practice and hash, so that a later change of one key can be told from
 * changes of others. Bounded by bytes; what has to go is the oldest text of the practice that takes most, so that
 * much writing in one practice does not cost another editor its base.
 */
export class RememberedTexts {
  readonly #most: number;
  /** The one used last comes last, practices and texts alike. */
  readonly #practices = new Map<string, Map<string, Remembered>>();
  #bytes = 0;

  constructor(limit = most) {
    this.#most = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(id: string, hash: string, text: string): void {
    const texts = this.#practices.get(id) ?? new Map<string, Remembered>();
    this.#drop(id, texts, hash);
    // Two bytes a letter, which is what a text with Vietnamese letters takes.
    const bytes = text.length * 2;
    texts.set(hash, { text, bytes });
    this.#bytes += bytes;
    this.#touch(id, texts);
    while (this.#bytes > this.#most && this.#forgetOne());
  }

  get(id: string, hash: string): string | undefined {
    const texts = this.#practices.get(id);
    const found = texts?.get(hash);
    if (!texts || !found) return undefined;
    texts.delete(hash);
    texts.set(hash, found);
    this.#touch(id, texts);
    return found.text;
  }

  #touch(id: string, texts: Map<string, Remembered>): void {
    this.#practices.delete(id);
    this.#practices.set(id, texts);
  }

  /** False when there is nothing left. */
  #forgetOne(): boolean {
    let largest: { id: string; texts: Map<string, Remembered>; bytes: number } | undefined;
    for (const [id, texts] of this.#practices) {
      const bytes = [...texts.values()].reduce((sum, one) => sum + one.bytes, 0);
      if (!largest || bytes > largest.bytes) largest = { id, texts, bytes };
    }
    const [oldest] = largest?.texts.keys() ?? [];
    if (!largest || oldest === undefined) return false;
    this.#drop(largest.id, largest.texts, oldest);
    return true;
  }

  #drop(id: string, texts: Map<string, Remembered>, hash: string): void {
    const found = texts.get(hash);
    if (!found) return;
    texts.delete(hash);
    this.#bytes -= found.bytes;
    if (texts.size === 0) this.#practices.delete(id);
  }
}
