import type { BestFirst } from '#core/search/ranking/best-first';
import { type BlockBounds, slack } from '#core/search/ranking/pruned/block-bounds';
import { type DocumentBits, documentsIn } from '#core/search/ranking/pruned/document-bits';
import type { ExactScores } from '#core/search/ranking/pruned/exact-scores';

/** So many times the wanted documents are scored first, so that it is known what the others must reach. */
const atFirst = 2;
/** So many times as many as the time before are looked at next. */
const growth = 8;
/** Pieces of which the bound is looked up in the time in which a posting is read and counted. */
const readingCost = 1.5;

/** Offers those documents of a segment that can be among the best `most`. */
export class BestOfSegment {
  readonly #exact: ExactScores;
  readonly #best: BestFirst;
  readonly #segment: number;

  constructor(exact: ExactScores, best: BestFirst, segment: number) {
    this.#exact = exact;
    this.#best = best;
    this.#segment = segment;
  }

  /** `bounds` are made where there are many documents. */
  offer(matching: DocumentBits, count: number, bounds: () => BlockBounds): void {
    const { most } = this.#best;
    if (count <= most * atFirst) this.#score(documentsIn(matching));
    else this.#offerInRounds(bounds(), count);
  }

  #offerInRounds(bounds: BlockBounds, count: number): void {
    const first = this.#best.most * atFirst;
    for (let wanted = first; ; wanted *= growth) {
      const taken = bounds.take(this.#best.least, wanted);
      if (!taken) return;
      this.#score(this.#withinReach(documentsIn(taken)));
      if (wanted > first && this.#isWorthReadingAll(bounds)) {
        const others = bounds.take(this.#best.least, count);
        if (others) this.#readAll(documentsIn(others));
        return;
      }
    }
  }

  #isWorthReadingAll(bounds: BlockBounds): boolean {
    return bounds.left(this.#best.least) * this.#exact.pieces > this.#exact.postings * readingCost;
  }

  /** Those that may be among the best by what each of them has. */
  #withinReach(documents: Uint16Array): Uint16Array {
    const { least } = this.#best;
    if (least <= 0) return documents;
    const bounds = this.#exact.boundsOf(documents);
    let kept = 0;
    for (let at = 0; at < documents.length; at += 1) {
      if ((bounds[at] as number) * slack < least) continue;
      documents[kept] = documents[at] as number;
      kept += 1;
    }
    return documents.subarray(0, kept);
  }

  #score(documents: Uint16Array): void {
    const scores = this.#exact.of(documents);
    for (let at = 0; at < documents.length; at += 1)
      this.#best.offer(this.#segment, documents[at] as number, scores[at] as number);
  }

  /** Where so many documents are left that looking them up would take longer. */
  #readAll(documents: Uint16Array): void {
    const scores = this.#exact.ofAll();
    for (const document of documents) this.#best.offer(this.#segment, document, scores[document] as number);
  }
}
