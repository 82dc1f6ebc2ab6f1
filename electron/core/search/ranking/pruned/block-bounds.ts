import { type DocumentBits, noDocuments, onesIn } from '#core/search/ranking/pruned/document-bits';
import type { SegmentTerms } from '#core/search/ranking/pruned/segment-terms';
import type { Piece } from '#core/search/ranking/pruned/term-summaries';
import { blockShift, steps } from '#core/search/ranking/pruned/term-summary';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { PlannedTerm } from '#core/search/ranking/term-plan';

/** Blocks are put into so many classes by their bounds. */
const classes = 256;
/** Bounds and scores are sums of the same numbers, rounded differently. */
export const slack = 1 + 1e-9;

/** What the documents of each block can score at most, so that the best are looked at first and most never. */
export class BlockBounds {
  readonly #matching: DocumentBits;
  /** By block: the class of its bound, the best one highest. */
  readonly #classOf: Uint8Array;
  /** By class: how many documents that answer are in its blocks. */
  readonly #documents = new Uint32Array(classes);
  readonly #scale: number;
  /** Classes from this one on were taken. */
  #taken = classes;

  constructor(scorer: SegmentScorer, terms: SegmentTerms, matching: DocumentBits) {
    this.#matching = matching;
    const bounds = boundsOf(scorer, terms);
    this.#classOf = new Uint8Array(bounds.length);
    const highest = highestOf(bounds, matching);
    this.#scale = highest === 0 ? 0 : (classes - 1) / highest;
    for (let block = 0; block < bounds.length; block += 1) {
      const ones = onesIn(bitsOf(matching, block));
      if (ones === 0) continue;
      const place = this.#classAt(bounds[block] as number);
      this.#classOf[block] = place;
      (this.#documents[place] as number) += ones;
    }
  }

  /**
   * Documents that were not taken yet and may score at least `least`, those with the highest bounds first: about `wanted`
   * of them, or more where a class has more; in their order. Nothing where none is left.
   */
  take(least: number, wanted: number): DocumentBits | undefined {
    const lowest = this.#lowestOf(least);
    const before = this.#taken;
    let count = 0;
    while (this.#taken > lowest && count < wanted) {
      this.#taken -= 1;
      count += this.#documents[this.#taken] ?? 0;
    }
    return count === 0 ? undefined : this.#between(this.#taken, before);
  }

  /** How many documents that were not taken yet may score at least `least`. */
  left(least: number): number {
    let count = 0;
    for (let place = this.#lowestOf(least); place < this.#taken; place += 1)
      count += this.#documents[place] ?? 0;
    return count;
  }

  #lowestOf(least: number): number {
    return least > 0 ? this.#classAt(least / slack) : 0;
  }

  #between(from: number, to: number): DocumentBits {
    const found = noDocuments(this.#matching.length * 32);
    for (let block = 0; block < this.#classOf.length; block += 1) {
      const place = this.#classOf[block] as number;
      if (place < from || place >= to) continue;
      (found[block >>> 2] as number) |= (this.#matching[block >>> 2] as number) & (255 << ((block & 3) * 8));
    }
    return found;
  }

  #classAt(score: number): number {
    return Math.min(classes - 1, Math.floor(score * this.#scale));
  }
}

function bitsOf(matching: DocumentBits, block: number): number {
  return ((matching[block >>> 2] as number) >>> ((block & 3) * 8)) & 255;
}

function highestOf(bounds: Float64Array, matching: DocumentBits): number {
  let highest = 0;
  for (let block = 0; block < bounds.length; block += 1)
    if ((bounds[block] as number) > highest && bitsOf(matching, block) !== 0)
      highest = bounds[block] as number;
  return highest;
}

function boundsOf(scorer: SegmentScorer, { telling, rest }: SegmentTerms): Float64Array {
  const bounds = scorer.summaries.scratch.bounds.fill(rest);
  for (const { term, pieces, whole } of telling)
    if (whole) addSummary(bounds, whole.most, term.weight * whole.step);
    else
      for (const piece of pieces)
        if (piece.summary) addSummary(bounds, piece.summary.most, term.weight / steps);
        else addPostings(bounds, scorer, piece, term);
  return bounds;
}

function addSummary(bounds: Float64Array, most: Uint8Array, weight: number): void {
  for (let block = 0; block < bounds.length; block += 1)
    (bounds[block] as number) += weight * (most[block] as number);
}

/** Rare terms seldom meet in one block: their sum is little more than the most that one document has. */
function addPostings(
  bounds: Float64Array,
  { segment, frequencies }: SegmentScorer,
  { from, to }: Piece,
  { weight, fields }: PlannedTerm,
): void {
  const { postingDocument } = segment.data;
  const { k1 } = frequencies;
  for (let posting = from; posting < to; posting += 1) {
    const document = postingDocument[posting] as number;
    const frequency = frequencies.of(posting, document, fields);
    (bounds[document >>> blockShift] as number) += (weight * frequency) / (k1 + frequency);
  }
}
