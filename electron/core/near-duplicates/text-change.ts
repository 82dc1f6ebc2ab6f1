import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { sha256 } from '#core/files/hash';
import { blocksOf } from '#core/near-duplicates/practice-blocks';
import { sketchOf, Words } from '#core/near-duplicates/shingles';
import { decodeText, parsePractice } from '#core/practices/document';
import type { NearDuplicateDecision } from '#shared/model/near-duplicate';

/** Shingles of a text that a decision keeps. */
const kept = 64;
/** With less in common than this, by the Jaccard measure of shingles, a text is another one: about one word in ten was changed. */
const leastSame = 0.4;

type MarkedText = NearDuplicateDecision['texts'][number];

/** The smallest kept shingles of a text. */
function smallest(text: string): number[] {
  const { title = '', summary = '' } = parsePractice(text).frontMatter;
  return Array.from(sketchOf(new Words().of(blocksOf(text, { title, summary }))).shingles.subarray(0, kept));
}

/** What a decision remembers of a practice as it is now. Fails where it cannot be read. */
export async function markText({ store }: OpenedLibrary, id: string): Promise<MarkedText> {
  const bytes = await store.fileSystem.read(store.at(layout.text(id)));
  return { sha256: sha256(bytes), sketch: smallest(decodeText(bytes)) };
}

/**
 * How much two texts have in common, 0 to 1, from the smallest shingles of each: of the smallest ones of both together the share that
 * both have (Broder, On the resemblance and containment of documents, 1997).
 */
export function resemblance(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [new Set(one), new Set(other)];
  const both = [...new Set([...first, ...second])].sort((a, b) => a - b).slice(0, kept);
  if (both.length === 0) return 1;
  return both.filter((shingle) => first.has(shingle) && second.has(shingle)).length / both.length;
}

/** Says of texts whether they are still what a decision was made on; a text that was not changed is not read. */
export class TextChanges {
  readonly #library: OpenedLibrary;
  readonly #read = new Map<string, MarkedText>();

  constructor(library: OpenedLibrary) {
    this.#library = library;
  }

  /** False where one of the texts has changed markedly; one that is gone says nothing. */
  async holds(practices: readonly string[], { texts }: NearDuplicateDecision): Promise<boolean> {
    for (const [at, id] of practices.entries()) {
      const then = texts[at];
      const hash = this.#library.catalogue.hash(id);
      if (!then || hash === undefined || hash === then.sha256) continue;
      const now = await this.#now(id, hash);
      if (now && resemblance(then.sketch, now.sketch) < leastSame) return false;
    }
    return true;
  }

  async #now(id: string, hash: string): Promise<MarkedText | undefined> {
    const known = this.#read.get(id);
    if (known?.sha256 === hash) return known;
    try {
      const now = await markText(this.#library, id);
      this.#read.set(id, now);
      return now;
    } catch {
      return undefined; // whoever lists practices says that it cannot be read
    }
  }
}
