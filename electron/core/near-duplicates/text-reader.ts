import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { inParallel } from '#core/files/in-parallel';
import { layout } from '#core/library/layout';
import { NearDuplicates, type NearDuplicate } from '#core/near-duplicates/near-duplicates';
import { blocksOf, type Heading } from '#core/near-duplicates/practice-blocks';
import { Words } from '#core/near-duplicates/shingles';
import { type KeptSketch, readSketches, writeSketches } from '#core/near-duplicates/sketch-cache';
import type { ComparedPractice } from '#core/near-duplicates/worker-protocol';
import { decodeText } from '#core/practices/document';
import type { Check } from '#core/search/stop-sign';

/** Texts of which the words are kept for the next comparison: those that are alike are few. 700 words are 3 kB. */
const mostKept = 4_000;

/** Reads the practices of a library and compares them. */
export class TextReader {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #cache: string;
  readonly #words = new Words();
  readonly #compared = new NearDuplicates();
  readonly #headings = new Map<string, Heading>();
  readonly #fingerprints = new Map<string, string>();
  readonly #kept = new Map<string, Uint32Array>();

  constructor(fileSystem: FileSystem, { root, cache }: { root: string; cache: string }) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.#cache = cache;
  }

  /** Takes over what an earlier run has read; answers the ids. */
  async open(): Promise<string[]> {
    const kept = await readSketches(this.#fileSystem, this.#cache);
    for (const [id, sketch] of kept) {
      this.#compared.restore(id, sketch);
      this.#fingerprints.set(id, sketch.fingerprint);
    }
    return [...kept.keys()];
  }

  /** Practices whose fingerprint is known already are not read again: only their headings are taken. Answers how many were read. */
  async read(practices: readonly ComparedPractice[]): Promise<number> {
    let read = 0;
    await inParallel(practices, async (practice) => {
      const { id, fingerprint } = practice;
      this.#headings.set(id, practice);
      if (this.#fingerprints.get(id) === fingerprint) return;
      this.#kept.delete(id);
      const words = await this.#wordsIn(id);
      this.#fingerprints.set(id, fingerprint);
      if (words) this.#compared.put(id, words);
      else this.#compared.remove(id);
      read += 1;
    });
    return read;
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#compared.remove(id);
      for (const known of [this.#headings, this.#fingerprints, this.#kept]) known.delete(id);
    }
  }

  pairs(check: Check): Promise<NearDuplicate[]> {
    return this.#compared.pairs(async (id) => {
      const kept = this.#kept.get(id);
      if (kept) return kept;
      const words = await this.#wordsIn(id);
      if (words && this.#kept.size < mostKept) this.#kept.set(id, words);
      return words;
    }, check);
  }

  async save(): Promise<void> {
    const sketches = new Map<string, KeptSketch>();
    for (const [id, sketch] of this.#compared.sketches()) {
      const fingerprint = this.#fingerprints.get(id);
      if (fingerprint !== undefined) sketches.set(id, { ...sketch, fingerprint });
    }
    await writeSketches(this.#fileSystem, this.#cache, sketches);
  }

  /** Undefined where there is no text that can be read. */
  async #wordsIn(id: string): Promise<Uint32Array | undefined> {
    const heading = this.#headings.get(id);
    if (!heading) return undefined;
    try {
      const text = decodeText(await this.#fileSystem.read(join(this.#root, layout.text(id))));
      return this.#words.of(blocksOf(text, heading));
    } catch {
      // Gone or damaged since it was listed: whoever lists practices says so.
      return undefined;
    }
  }
}
