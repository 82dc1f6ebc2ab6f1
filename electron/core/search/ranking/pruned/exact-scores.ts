import { mixed } from '#core/search/ranking/posting-frequencies';
import type { SegmentTerms, TermPieces } from '#core/search/ranking/pruned/segment-terms';
import type { RangeSummary } from '#core/search/ranking/pruned/range-summary';
import type { Piece } from '#core/search/ranking/pruned/term-summaries';
import { blockShift, postingOf, steps, type TermSummary } from '#core/search/ranking/pruned/term-summary';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { PlannedTerm } from '#core/search/ranking/term-plan';

/** Scores some documents of a segment: sums of the same numbers in the same order as a whole evaluation makes. */
export class ExactScores {
  readonly #scorer: SegmentScorer;
  readonly #terms: SegmentTerms;
  /** By document: its place among those asked for, plus one; 0 whenever nobody asks. */
  readonly #placeOf: Uint16Array;

  constructor(scorer: SegmentScorer, terms: SegmentTerms) {
    this.#scorer = scorer;
    this.#terms = terms;
    this.#placeOf = scorer.summaries.scratch.places;
  }

  /** How many postings all terms have, in how many pieces. */
  get postings(): number {
    return this.#count(({ from, to }) => to - from);
  }

  get pieces(): number {
    return this.#count(() => 1);
  }

  /** In the order of the documents given. */
  of(documents: Uint16Array): Float64Array {
    return this.#sum(documents, this.#terms.all, (scores, term, from, summary) => {
      this.#lookUp(documents, scores, term, from, summary);
    });
  }

  /** What they score at most, in a fraction of the time: of common terms only the bound of the block is looked at. */
  boundsOf(documents: Uint16Array): Float64Array {
    const { telling, rest } = this.#terms;
    const bounds = this.#sum(
      documents,
      telling,
      (sums, { weight }, _, summary) => {
        addBounds(documents, sums, weight / steps, summary);
      },
      (sums, { weight }, whole) => {
        addBounds(documents, sums, weight * whole.step, whole);
      },
    );
    for (let place = 0; place < bounds.length; place += 1) (bounds[place] as number) += rest;
    return bounds;
  }

  /** By document, of all of them; true until the scorer is used again. */
  ofAll(): Float64Array {
    const { scores } = this.#scorer;
    scores.fill(0);
    for (const { term, pieces } of this.#terms.all)
      for (const piece of pieces) this.#readAll(scores, term, piece);
    return scores;
  }

  #count(of: (piece: Piece) => number): number {
    return this.#terms.all.flatMap(({ pieces }) => pieces).reduce((sum, piece) => sum + of(piece), 0);
  }

  #sum(
    documents: Uint16Array,
    terms: readonly TermPieces[],
    addCommon: (sums: Float64Array, term: PlannedTerm, from: number, summary: TermSummary) => void,
    addWhole?: (sums: Float64Array, term: PlannedTerm, whole: RangeSummary) => void,
  ): Float64Array {
    const sums = new Float64Array(documents.length);
    for (let place = 0; place < documents.length; place += 1)
      this.#placeOf[documents[place] as number] = place + 1;
    for (const { term, pieces, whole } of terms)
      if (whole && addWhole) addWhole(sums, term, whole);
      else
        for (const piece of pieces)
          if (piece.summary) addCommon(sums, term, piece.from, piece.summary);
          else this.#read(sums, term, piece);
    for (const document of documents) this.#placeOf[document] = 0;
    return sums;
  }

  #lookUp(
    documents: Uint16Array,
    scores: Float64Array,
    { weight, fields }: PlannedTerm,
    from: number,
    summary: TermSummary,
  ): void {
    const { frequencies } = this.#scorer;
    const { k1 } = frequencies;
    for (let place = 0; place < documents.length; place += 1) {
      const document = documents[place] as number;
      const posting = postingOf(summary, from, document);
      if (posting === -1) continue;
      const frequency = frequencies.of(posting, document, fields);
      (scores[place] as number) += (weight * frequency) / (k1 + frequency);
    }
  }

  /** Every posting passes here: what is asked of the objects once is not asked again for each of them. */
  #readAll(scores: Float64Array, { weight, fields }: PlannedTerm, { from, to }: Piece): void {
    const { segment, frequencies } = this.#scorer;
    const { postingDocument, postingCode } = segment.data;
    const { rowNorms, rowWeight, norms, k1, allFields } = frequencies;
    const everywhere = fields === allFields;
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] as number;
      const code = postingCode[posting] as number;
      const place = everywhere ? (rowNorms[code] as number) : mixed;
      const frequency =
        place === mixed
          ? frequencies.within(posting, document, fields)
          : (rowWeight[code] as number) * (norms[place + document] as number);
      (scores[document] as number) += (weight * frequency) / (k1 + frequency);
    }
  }

  #read(scores: Float64Array, { weight, fields }: PlannedTerm, { from, to }: Piece): void {
    const { segment, frequencies } = this.#scorer;
    const { postingDocument } = segment.data;
    const { k1 } = frequencies;
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] as number;
      const place = this.#placeOf[document] as number;
      if (place === 0) continue;
      const frequency = frequencies.of(posting, document, fields);
      (scores[place - 1] as number) += (weight * frequency) / (k1 + frequency);
    }
  }
}

function addBounds(
  documents: Uint16Array,
  bounds: Float64Array,
  weight: number,
  { documents: bits, most }: Pick<TermSummary, 'documents' | 'most'>,
): void {
  for (let place = 0; place < documents.length; place += 1) {
    const document = documents[place] as number;
    if ((((bits[document >>> 5] as number) >>> (document & 31)) & 1) === 1)
      (bounds[place] as number) += weight * (most[document >>> blockShift] as number);
  }
}
