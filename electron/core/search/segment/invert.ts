import { codeOf, FrequencyRows, orderRows } from '#core/search/segment/frequency-rows';
import { uint16List, uint32List } from '#core/search/segment/growable';
import { PairNumbers } from '#core/search/segment/pair-numbers';
import { exceptional, foldedOfExact, gap, type SegmentData } from '#core/search/segment/segment-data';

/** What a segment holds of texts before they are turned round. */
export type Texts = Pick<
  SegmentData,
  'documents' | 'fields' | 'folded' | 'exact' | 'exactStart' | 'stream' | 'streamStart' | 'lengths'
>;
type Postings = Omit<SegmentData, keyof Texts>;

/** Makes the postings of all terms from the texts of all documents. */
export function invert(texts: Texts): Postings {
  const gathered = new Gathering(texts);
  for (let document = 0; document < texts.documents; document += 1) gathered.add(document);
  return gathered.postings();
}

/** Postings in the order of documents, with pairs numbered by first appearance. */
class Gathering {
  readonly #texts: Texts;
  readonly #foldedOf: Uint32Array;
  readonly #pairs = new PairNumbers();
  readonly #rows: FrequencyRows;
  readonly #terms = uint32List();
  readonly #documents = uint16List();
  readonly #postingRows = uint32List();
  readonly #current: DocumentTerms;

  constructor(texts: Texts) {
    this.#texts = texts;
    this.#foldedOf = foldedOfExact(texts);
    this.#rows = new FrequencyRows(texts.fields);
    this.#current = new DocumentTerms(texts.fields);
  }

  add(document: number): void {
    const { stream, streamStart, fields } = this.#texts;
    for (let field = 0; field < fields; field += 1) {
      const at = document * fields + field;
      this.#addField(field, stream.subarray(streamStart[at], streamStart[at + 1]));
    }
    this.#current.flush((term, frequencies, at) => {
      this.#terms.push(term);
      this.#documents.push(document);
      this.#postingRows.push(this.#rows.numberOf(frequencies, at));
    });
  }

  #addField(field: number, stream: SegmentData['stream']): void {
    const { exactStart } = this.#texts;
    const [foldedCount, formCount] = [this.#texts.folded.length, this.#texts.exact.length];
    let before = -1;
    for (let at = 0; at < stream.length; at += 1) {
      const form = stream[at] ?? gap;
      if (form === gap) {
        before = -1;
        continue;
      }
      const folded = this.#foldedOf[form - 1] ?? 0;
      this.#current.count(folded, field);
      const forms = (exactStart[folded + 1] ?? 0) - (exactStart[folded] ?? 0);
      if (forms > 1) this.#current.count(foldedCount + form - 1, field);
      if (before !== -1)
        this.#current.count(foldedCount + formCount + this.#pairs.numberOf(before, folded), field);
      before = folded;
    }
  }

  postings(): Postings {
    const { folded, exact, fields } = this.#texts;
    const { pairStart, pairSecond, placeOf } = orderPairs(this.#pairs, folded.length);
    const words = folded.length + exact.length;
    const terms = this.#terms.view();
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      if (term >= words) terms[at] = words + (placeOf[term - words] ?? 0);
    }
    const rowUse = countEach(this.#postingRows.view(), this.#rows.rows().length / fields);
    const ordered = orderRows(this.#rows.rows(), fields, rowUse);
    return {
      pairStart,
      pairSecond,
      frequencies: ordered.frequencies,
      ...this.#byTerm(words + pairSecond.length, ordered.placeOf),
    };
  }

  /** A counting sort: postings keep their order of documents within each term. */
  #byTerm(termCount: number, placeOf: Uint32Array): Pick<Postings, 'postingStart' | PostingArrays> {
    const [terms, documents, rows] = [this.#terms.view(), this.#documents.view(), this.#postingRows.view()];
    const postingStart = startsOf(countEach(terms, termCount));
    const next = postingStart.slice();
    const postingDocument = new Uint16Array(terms.length);
    const places = new Uint32Array(terms.length);
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      const to = next[term] ?? 0;
      next[term] = to + 1;
      postingDocument[to] = documents[at] ?? 0;
      places[to] = placeOf[rows[at] ?? 0] ?? 0;
    }
    return { postingStart, postingDocument, ...encodePlaces(places) };
  }
}

type PostingArrays = 'postingDocument' | 'postingCode' | 'exceptionAt' | 'exceptionRow';

function encodePlaces(places: Uint32Array): Pick<Postings, Exclude<PostingArrays, 'postingDocument'>> {
  const postingCode = Uint8Array.from(places, codeOf);
  const [exceptionAt, exceptionRow] = [uint32List(), uint32List()];
  for (let at = 0; at < places.length; at += 1) {
    if (postingCode[at] !== exceptional) continue;
    exceptionAt.push(at);
    exceptionRow.push(places[at] ?? 0);
  }
  return { postingCode, exceptionAt: exceptionAt.view().slice(), exceptionRow: exceptionRow.view().slice() };
}

/** The terms of one document with their frequencies by field; arrays are reused from document to document. */
class DocumentTerms {
  readonly #fields: number;
  /** Slot of each term plus one; 0 where the document does not have it. */
  #slotOf = new Uint32Array(1 << 16);
  readonly #terms: number[] = [];
  #frequencies = new Uint32Array(1 << 12);

  constructor(fields: number) {
    this.#fields = fields;
  }

  count(term: number, field: number): void {
    if (term >= this.#slotOf.length) this.#slotOf = enlarged(this.#slotOf, term * 2);
    let slot = this.#slotOf[term] ?? 0;
    if (slot === 0) {
      slot = this.#terms.push(term);
      this.#slotOf[term] = slot;
      if (slot * this.#fields > this.#frequencies.length)
        this.#frequencies = enlarged(this.#frequencies, slot * this.#fields * 2);
    }
    const at = (slot - 1) * this.#fields + field;
    this.#frequencies[at] = (this.#frequencies[at] ?? 0) + 1;
  }

  /** Hands over each term with its row of frequencies, and forgets them. */
  flush(visit: (term: number, frequencies: Uint32Array, at: number) => void): void {
    this.#terms.forEach((term, slot) => {
      visit(term, this.#frequencies, slot * this.#fields);
      this.#slotOf[term] = 0;
    });
    this.#frequencies.fill(0, 0, this.#terms.length * this.#fields);
    this.#terms.length = 0;
  }
}

function enlarged(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(values);
  return larger;
}

/** Pairs in the order of both their forms. */
function orderPairs(
  pairs: PairNumbers,
  foldedCount: number,
): Pick<Postings, 'pairStart' | 'pairSecond'> & { readonly placeOf: Uint32Array } {
  const [firsts, seconds] = [pairs.firsts.view(), pairs.seconds.view()];
  // Numbers of folded forms stay below 2^26: both fit into the 53 bits of a number, which sorts without a comparison.
  const keys = Float64Array.from(firsts, (first, pair) => first * 2 ** 26 + (seconds[pair] ?? 0)).sort();
  const placeOf = new Uint32Array(pairs.length);
  for (let pair = 0; pair < pairs.length; pair += 1)
    placeOf[pair] = lowerBound(keys, (firsts[pair] ?? 0) * 2 ** 26 + (seconds[pair] ?? 0));
  return {
    pairStart: startsOf(countEach(firsts, foldedCount)),
    pairSecond: Uint32Array.from(keys, (key) => key % 2 ** 26),
    placeOf,
  };
}

function lowerBound(ascending: Float64Array, wanted: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

function countEach(numbers: Uint32Array, length: number): Uint32Array {
  const counts = new Uint32Array(length);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

/** Where each group begins if groups of these sizes follow one another, and the end of the last. */
function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let at = 0; at < counts.length; at += 1) starts[at + 1] = (starts[at] ?? 0) + (counts[at] ?? 0);
  return starts;
}
