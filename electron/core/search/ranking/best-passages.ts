import type { Snapshot } from '#core/search/ranking/snapshot';
import { TermLookUp } from '#core/search/ranking/term-look-up';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Syllables: some thirty words, a long sentence. */
const windowLength = 50;
/** Of longer fields, which only files have, the beginning is looked at: some forty pages take a tenth of a millisecond. */
const longestField = 20_000;

/**
 * What the best passage of a document says: of all windows of so many syllables within one field the one whose terms
 * weigh most together, each counted once. Long texts hold the words of a question here and there; what answers it has them
 * side by side (Callan, Passage-Level Evidence in Document Retrieval, 1994).
 */
export class BestPassages {
  readonly #snapshot: Snapshot;
  readonly #terms: readonly PlannedTerm[];
  /** By segment, made when the first document of it is asked for. */
  readonly #lookUps: (TermLookUp | undefined)[] = [];

  constructor(snapshot: Snapshot, terms: readonly PlannedTerm[]) {
    this.#snapshot = snapshot;
    this.#terms = terms.filter(({ weight }) => weight > 0);
  }

  /** The sum of the weights of the best window's terms; 0 where it has none. */
  of(segment: number, document: number): number {
    const data = this.#snapshot.segments[segment]?.data;
    if (!data) return 0;
    const lookUp = (this.#lookUps[segment] ??= new TermLookUp(data, this.#terms, segment));
    let best = 0;
    for (let field = 0; field < data.fields; field += 1)
      best = Math.max(best, this.#inField(data, lookUp, document * data.fields + field, 1 << field));
    return best;
  }

  #inField({ streamStart, stream }: SegmentData, lookUp: TermLookUp, at: number, field: number): number {
    const window = new Window(this.#terms);
    const from = streamStart[at] ?? 0;
    const to = Math.min(streamStart[at + 1] ?? 0, from + longestField);
    let before = 0;
    for (let place = from; place < to; place += 1) {
      const slot = lookUp.slotOf[stream[place] ?? 0] ?? 0;
      if (slot !== 0) {
        if (before !== 0)
          for (const term of lookUp.pairTerms(before, slot)) window.add(term, place - 1, field);
        window.leaveBefore(place - windowLength + 1);
        for (const term of lookUp.termsOf[slot] ?? []) window.add(term, place, field);
        window.look();
      }
      before = slot;
    }
    return window.best;
  }
}

/** The terms that stand between two places, by the places where they begin. */
class Window {
  best = 0;
  readonly #terms: readonly PlannedTerm[];
  readonly #counts: Uint32Array;
  readonly #entered: number[] = [];
  readonly #starts: number[] = [];
  #first = 0;
  #sum = 0;

  constructor(terms: readonly PlannedTerm[]) {
    this.#terms = terms;
    this.#counts = new Uint32Array(terms.length);
  }

  /** Terms come in the order in which they begin. */
  add(term: number, start: number, field: number): void {
    const { fields = 0, weight = 0 } = this.#terms[term] ?? {};
    if ((fields & field) === 0) return;
    this.#entered.push(term);
    this.#starts.push(start);
    const count = this.#counts[term] ?? 0;
    this.#counts[term] = count + 1;
    if (count === 0) this.#sum += weight;
  }

  leaveBefore(place: number): void {
    for (; (this.#starts[this.#first] ?? place) < place; this.#first += 1) {
      const term = this.#entered[this.#first] ?? 0;
      const count = (this.#counts[term] ?? 0) - 1;
      this.#counts[term] = count;
      if (count === 0) this.#sum -= this.#terms[term]?.weight ?? 0;
    }
  }

  look(): void {
    if (this.#sum > this.best) this.best = this.#sum;
  }
}
