import { createHash } from 'node:crypto';
import type { ReadControl } from '#core/bundle/bag-reader';
import { type BundleContent, nameOf, writeBundle } from '#core/bundle/bundle-writer';
import type { Words } from '#core/bundle/field-text';
import { statementsOfPart } from '#core/statements/outgoing-statements';
import {
  cutParts,
  emptyBundleBytes,
  paperBytes,
  type Weighed,
  weighPractice,
} from '#core/compilation/cut-parts';

type Practice = BundleContent['practices'][number];

/** What a written bundle file is known by. */
export interface WrittenPart {
  readonly file: string;
  readonly content: BundleContent;
  /** Filled while the bytes are taken. */
  readonly made: { sha256: string; bytes: number; parcel: string };
}

/** A part proved larger than it was weighed: the cut is made again with so much less room, in bytes. */
export class PartTooLarge extends Error {
  readonly excess: number;

  constructor(excess: number) {
    super('part too large');
    this.excess = excess;
  }
}

interface Whole {
  readonly content: Omit<BundleContent, 'place'>;
  readonly words: { vi: Words; en: Words };
  readonly control: ReadControl;
  /** Bytes that a file should stay below; null where it need not be cut. */
  readonly limit: number | null;
}

/**
 * Divides a bundle into self-standing bundles below the limit, in a way that depends on nothing but its content.
 * `reserve` is what earlier attempts found missing.
 */
export class BundleCut {
  readonly #whole: Whole;
  #weighed: readonly Weighed<Practice>[] | undefined;
  #reserve = 0;

  constructor(whole: Whole) {
    this.#whole = whole;
  }

  async parts(): Promise<WrittenPart[]> {
    const { content } = this.#whole;
    const groups = await this.#groups();
    return groups.map((practices, index): WrittenPart => {
      const statements = statementsOfPart(content.statements, practices, index === 0);
      const papers = index === 0 ? content.papers : [];
      const place = { part: index + 1, parts: groups.length };
      const part = { ...content, papers, practices, statements, place };
      const made = { sha256: '', bytes: 0, parcel: '' };
      return { file: `${nameOf(part)}.zip`, content: part, made };
    });
  }

  /** The bytes of a part; fails with `PartTooLarge` at the end where a better cut would be below the limit. */
  async *bytesOf({ content, made }: WrittenPart): AsyncGenerator<Uint8Array> {
    const { words, control, limit } = this.#whole;
    const hash = createHash('sha256');
    for await (const chunk of writeBundle(content, words, control, made)) {
      hash.update(chunk);
      made.bytes += chunk.byteLength;
      yield chunk;
    }
    made.sha256 = hash.digest('hex');
    const excess = made.bytes - (limit ?? made.bytes);
    if (excess > 0 && content.practices.length > 1) throw new PartTooLarge(excess);
  }

  /** Leaves room for what was missing, and some more so that few attempts suffice. */
  cutSmaller(excess: number): void {
    this.#reserve += excess + ownRoom;
  }

  async #groups(): Promise<(readonly Practice[])[]> {
    const { content, words, control, limit } = this.#whole;
    if (limit === null) return [content.practices];
    this.#weighed ??= await weighAll(content.practices, words, control);
    const room = limit - emptyBundleBytes(content.foreword) - this.#reserve;
    const papers = content.papers.reduce((sum, paper) => sum + paperBytes(paper), 0);
    return cutParts(this.#weighed, room, papers);
  }
}

const ownRoom = 4 * 1024;

async function weighAll(
  practices: readonly Practice[],
  words: Whole['words'],
  control: ReadControl,
): Promise<Weighed<Practice>[]> {
  const weighed: Weighed<Practice>[] = [];
  for (const practice of practices) {
    control.check();
    weighed.push(await weighPractice(practice, words, control));
  }
  return weighed;
}
