import { exactForm, foldedForm } from '#core/search/analysis';

/** Stands between two fields of a document, so that no phrase reaches from one into the other. */
export const gap = 0;

const mostSpellings = 100_000;

/**
 * All words of the library by number: exact forms, and the folded form that each belongs to. Numbers are never given
 * up; a new run counts anew.
 */
export class Vocabulary {
  readonly exact: string[] = [''];
  readonly folded: string[] = [''];
  /** The number of the folded form by the number of the exact form. */
  readonly foldedOf: number[] = [gap];
  readonly #exactNumbers = new Map<string, number>();
  readonly #foldedNumbers = new Map<string, number>();
  /** Spellings seen (upper case, decomposed ...): most words come again and need no analysis then. */
  readonly #spellings = new Map<string, number>();

  /** The number of a word as it stands in a text; a new word gets one. */
  numberOf(raw: string): number {
    let number = this.#spellings.get(raw);
    if (number === undefined) {
      number = this.add(exactForm(raw));
      if (this.#spellings.size >= mostSpellings) this.#spellings.clear();
      this.#spellings.set(raw, number);
    }
    return number;
  }

  /** The number of an exact form; a new one gets the next. */
  add(exact: string): number {
    const known = this.#exactNumbers.get(exact);
    if (known !== undefined) return known;
    const number = this.exact.push(exact) - 1;
    this.#exactNumbers.set(exact, number);
    this.foldedOf.push(this.#addFolded(foldedForm(exact)));
    return number;
  }

  #addFolded(folded: string): number {
    const known = this.#foldedNumbers.get(folded);
    if (known !== undefined) return known;
    const number = this.folded.push(folded) - 1;
    this.#foldedNumbers.set(folded, number);
    return number;
  }
}
