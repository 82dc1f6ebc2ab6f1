import type { PlannedTerm } from '#core/search/ranking/term-plan';
import {
  addDocument,
  type DocumentBits,
  noDocuments,
  onesIn,
} from '#core/search/ranking/pruned/document-bits';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { PostingRange } from '#core/search/segment/postings';

/** Documents of a block have one bound; a block is one byte of bits. */
export const blockShift = 3;
/** Impacts are below 1; bounds of them are counted in so many steps. */
export const steps = 255;
/** A term in every so many documents is common. Its summary then takes a little more room than its postings. */
const commonIn = 16;
/** Bytes of summaries that a segment keeps. */
const room = 6_000_000;

/** What is known of a common term without looking at its postings again. */
export interface TermSummary {
  readonly documents: DocumentBits;
  /** Postings before each word of `documents`. */
  readonly before: Uint16Array;
  /** By block: no posting there says more than so many steps. */
  readonly most: Uint8Array;
}

/** Postings of a planned term that follow one another: one common term with its summary, or rare ones. */
export interface Piece extends PostingRange {
  readonly summary: TermSummary | undefined;
}

/** Summaries of a segment's common terms over all fields, each made when the term is first asked for. */
export class TermSummaries {
  readonly #scorer: SegmentScorer;
  readonly #summaries = new Map<number, TermSummary>();
  readonly #most: number;
  #scratch: TermSummaries['scratch'] | undefined;
  /** And how many these are, because they only get fewer. */
  #live: { readonly count: number; readonly bits: DocumentBits } | undefined;

  constructor(scorer: SegmentScorer) {
    this.#scorer = scorer;
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

  #summaryOf(term: number, from: number, to: number): TermSummary {
    const known = this.#summaries.get(term);
    if (known) return known;
    const [oldest] = this.#summaries.keys();
    if (this.#summaries.size >= this.#most && oldest !== undefined) this.#summaries.delete(oldest);
    const made = this.#summarise(from, to);
    this.#summaries.set(term, made);
    return made;
  }

  #summarise(from: number, to: number): TermSummary {
    const { segment, frequencies } = this.#scorer;
    const { postingDocument, documents: count } = segment.data;
    const { k1, allFields } = frequencies;
    const documents = noDocuments(count);
    const most = new Uint8Array(Math.ceil(count / 2 ** blockShift));
    for (let posting = from; posting < to; posting += 1) {
      const document = postingDocument[posting] as number;
      const frequency = frequencies.of(posting, document, allFields);
      const impact = Math.ceil((steps * frequency) / (k1 + frequency));
      const block = document >>> blockShift;
      if (impact > (most[block] as number)) most[block] = impact;
      addDocument(documents, document);
    }
    return { documents, before: countBefore(documents), most };
  }
}

function countBefore(documents: DocumentBits): Uint16Array {
  const before = new Uint16Array(documents.length);
  let count = 0;
  documents.forEach((word, at) => {
    before[at] = count;
    count += onesIn(word);
  });
  return before;
}

/** Which of the postings is that of the document; -1 where none is. */
export function postingOf({ documents, before }: TermSummary, from: number, document: number): number {
  const at = document >>> 5;
  const [word, bit] = [documents[at] as number, 1 << (document & 31)];
  return (word & bit) === 0 ? -1 : from + (before[at] as number) + onesIn(word & (bit - 1));
}
