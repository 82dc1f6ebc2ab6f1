import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { addDocument, type DocumentBits, noDocuments } from '#core/search/ranking/pruned/document-bits';
import { bytesOfRange, type RangeSummary, summariseRange } from '#core/search/ranking/pruned/range-summary';
import { blockShift, summariseTerm, type TermSummary } from '#core/search/ranking/pruned/term-summary';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { PostingRange } from '#core/search/segment/postings';

/** A term in every so many documents is common. Its summary then takes a little more room than its postings. */
const commonIn = 16;
/** Terms that count as one are summed up where they have so many postings for each document there is: fewer are read sooner. */
const longRange = 1;
/** Bytes of summaries that a segment keeps; and of those of beginnings of words. */
const room = 6_000_000;
const roomOfRanges = 2_000_000;

/** Postings of a planned term that follow one another: one common term with its summary, or rare ones. */
export interface Piece extends PostingRange {
  readonly summary: TermSummary | undefined;
}

/**
 * Summaries over all fields of a segment's common terms, and of common beginnings of words; each made when it is first asked
 * for.
 */
export class TermSummaries {
  readonly #scorer: SegmentScorer;
  readonly #summaries = new Map<number, TermSummary>();
  /** By their first and last posting; what was asked for last comes last. */
  readonly #ranges = new Map<string, RangeSummary>();
  readonly #most: number;
  readonly #mostRanges: number;
  #scratch: TermSummaries['scratch'] | undefined;
  /** And how many these are, because they only get fewer. */
  #live: { readonly count: number; readonly bits: DocumentBits } | undefined;

  constructor(scorer: SegmentScorer) {
    this.#scorer = scorer;
    this.#mostRanges = Math.ceil(roomOfRanges / Math.max(1, bytesOfRange(scorer.segment.data.documents)));
    this.#most = Math.ceil(room / Math.max(1, (scorer.segment.data.documents * 5) / 16));
  }

  /** Room that every query needs for a moment; `places` are 0 between two uses. */
  get scratch(): { readonly places: Uint16Array; readonly bounds: Float64Array } {
    const { documents } = this.#scorer.segment.data;
    return (this.#scratch ??= {
      places: new Uint16Array(documents),
      bounds: new Float64Array(Math.ceil(documents / 2 ** blockShift)),
    });
  }

  /** The documents that are there still. */
  live(): DocumentBits {
    const { live, documents } = this.#scorer.segment;
    if (this.#live?.count !== documents) {
      const bits = noDocuments(live.length);
      for (let document = 0; document < live.length; document += 1)
        if (live[document] === 1) addDocument(bits, document);
      this.#live = { count: documents, bits };
    }
    return this.#live.bits;
  }

  /** The postings of a term in their order. `at` is the place of the segment among all. */
  piecesOf({ ranges, fields }: PlannedTerm, at: number): Piece[] {
    const { postingStart, documents } = this.#scorer.segment.data;
    const isSummed = fields === this.#scorer.frequencies.allFields;
    const pieces: Piece[] = [];
    for (const { from, to } of ranges[at] ?? []) {
      let unread = postingStart[from] as number;
      for (let term = from; isSummed && term < to; term += 1) {
        const [first, end] = [postingStart[term] as number, postingStart[term + 1] as number];
        if ((end - first) * commonIn < documents) continue;
        if (unread < first) pieces.push({ from: unread, to: first, summary: undefined });
        pieces.push({ from: first, to: end, summary: this.#summaryOf(term, first, end) });
        unread = end;
      }
      const last = postingStart[to] as number;
      if (unread < last) pieces.push({ from: unread, to: last, summary: undefined });
    }
    return pieces;
  }

  /** Of a planned term that is many terms with so many postings that reading them takes its time: what it says as a whole. */
  wholeOf({ ranges, fields }: PlannedTerm, at: number): RangeSummary | undefined {
    const { segment, frequencies } = this.#scorer;
    const { documents, postingStart } = segment.data;
    const [range, another] = ranges[at] ?? [];
    if (!range || another || range.to - range.from < 2 || fields !== frequencies.allFields) return undefined;
    const [from, to] = [postingStart[range.from] as number, postingStart[range.to] as number];
    return to - from < documents * longRange ? undefined : this.#rangeOf(from, to);
  }

  #rangeOf(from: number, to: number): RangeSummary {
    const { segment, frequencies } = this.#scorer;
    const key = `${String(from)} ${String(to)}`;
    const summary = this.#ranges.get(key) ?? summariseRange(segment.data, frequencies, { from, to });
    this.#ranges.delete(key);
    const [oldest] = this.#ranges.keys();
    if (this.#ranges.size >= this.#mostRanges && oldest !== undefined) this.#ranges.delete(oldest);
    this.#ranges.set(key, summary);
    return summary;
  }

  #summaryOf(term: number, from: number, to: number): TermSummary {
    const known = this.#summaries.get(term);
    if (known) return known;
    const [oldest] = this.#summaries.keys();
    if (this.#summaries.size >= this.#most && oldest !== undefined) this.#summaries.delete(oldest);
    const { segment, frequencies } = this.#scorer;
    const made = summariseTerm(segment.data, frequencies, { from, to });
    this.#summaries.set(term, made);
    return made;
  }
}
