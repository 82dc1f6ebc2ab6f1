import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { lowerBound } from '#core/search/segment/postings';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Which terms a word of a segment's texts is. */
export class TermLookUp {
  /** By number of the form in the stream; 0 where it is none of the terms. */
  readonly slotOf: Int32Array;
  /** By slot. */
  readonly termsOf: number[][] = [[]];
  readonly #data: SegmentData;
  /** By slot. */
  readonly #folded: number[] = [-1];
  readonly #pairs = new Map<number, number[]>();

  constructor(data: SegmentData, terms: readonly PlannedTerm[], segment: number) {
    this.#data = data;
    this.slotOf = new Int32Array(data.exact.length + 1);
    terms.forEach(({ ranges }, term) => {
      for (const { from, to } of ranges[segment] ?? [])
        for (let one = from; one < to; one += 1) this.#add(one, term);
    });
  }

  /** Two words side by side, by their slots. */
  pairTerms(first: number, second: number): readonly number[] {
    return this.#pairs.get(pairKey(this.#folded[first] ?? 0, this.#folded[second] ?? 0)) ?? [];
  }

  #add(one: number, term: number): void {
    const { folded, exact, exactStart } = this.#data;
    const form = one - folded.length;
    if (form >= exact.length) this.#addPair(form - exact.length, term);
    else if (form >= 0) this.#addForm(form, lastUpTo(exactStart, form), term);
    else
      for (let own = exactStart[one] ?? 0; own < (exactStart[one + 1] ?? 0); own += 1)
        this.#addForm(own, one, term);
  }

  #addForm(form: number, folded: number, term: number): void {
    // The stream counts forms from 1.
    const slot = this.slotOf[form + 1] ?? 0;
    if (slot === 0) {
      this.slotOf[form + 1] = this.termsOf.push([term]) - 1;
      this.#folded.push(folded);
    } else this.termsOf[slot]?.push(term);
  }

  #addPair(pair: number, term: number): void {
    const { pairStart, pairSecond } = this.#data;
    const key = pairKey(lastUpTo(pairStart, pair), pairSecond[pair] ?? 0);
    const terms = this.#pairs.get(key);
    if (terms) terms.push(term);
    else this.#pairs.set(key, [term]);
  }
}

/** The group that holds a number, where groups begin at these. */
function lastUpTo(starts: Uint32Array, number: number): number {
  return lowerBound(starts, number + 1) - 1;
}

/** Numbers of folded forms stay below 2^26. */
function pairKey(first: number, second: number): number {
  return first * 2 ** 26 + second;
}
