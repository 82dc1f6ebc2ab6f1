import { documentNumbersOf, exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import { uint32List } from '#core/search/segment/growable';
import { invert } from '#core/search/segment/invert';
import { createStream, gap, mostDocuments, type SegmentData } from '#core/search/segment/segment-data';

/** Words after which a segment is built, so that building needs some 50 MB for a while whatever the library holds. */
const mostWords = 2_000_000;

/** Takes the texts of documents and turns them round into a segment. */
export class SegmentBuilder {
  readonly #fields: number;
  readonly #stream = uint32List();
  readonly #streamStart = uint32List();
  readonly #lengths = uint32List();
  readonly #exact: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Spellings seen (upper case, decomposed ...): most words come again and need no analysis then. */
  readonly #spellings = new Map<string, number>();

  constructor(fields: number) {
    this.#fields = fields;
  }

  get documents(): number {
    return this.#streamStart.length / this.#fields;
  }

  get full(): boolean {
    return this.#stream.length > mostWords || this.documents >= mostDocuments;
  }

  /** The texts of one document by field. */
  add(texts: readonly string[]): void {
    for (let field = 0; field < this.#fields; field += 1) {
      this.#streamStart.push(this.#stream.length);
      const text = texts[field] ?? '';
      const words = wordStringsOf(text);
      for (const word of words) this.#stream.push(this.#numberOf(word));
      this.#lengths.push(words.length);
      for (const { raw } of documentNumbersOf(text)) {
        this.#stream.push(gap);
        this.#stream.push(this.#numberOf(raw));
      }
    }
  }

  build(): SegmentData {
    const { folded, exact, exactStart, placeOf } = orderForms(this.#exact);
    this.#streamStart.push(this.#stream.length);
    const stream = createStream(this.#stream.length, exact.length);
    this.#stream.view().forEach((number, at) => {
      stream[at] = number === gap ? gap : (placeOf[number - 1] ?? 0) + 1;
    });
    const texts = {
      documents: this.#lengths.length / this.#fields,
      fields: this.#fields,
      folded,
      exact,
      exactStart,
      stream,
      streamStart: this.#streamStart.view().slice(),
      lengths: this.#lengths.view().slice(),
    };
    return { ...texts, ...invert(texts) };
  }

  /** Number of the word's exact form, counted from 1. */
  #numberOf(raw: string): number {
    let number = this.#spellings.get(raw);
    if (number === undefined) {
      const exact = exactForm(raw);
      number = this.#numbers.get(exact) ?? this.#exact.push(exact);
      this.#numbers.set(exact, number);
      this.#spellings.set(raw, number);
    }
    return number;
  }
}

interface OrderedForms extends Pick<SegmentData, 'folded' | 'exact' | 'exactStart'> {
  /** Where each of the given forms has come to stand. */
  readonly placeOf: Uint32Array;
}

/** Exact forms grouped by their folded forms, both ascending. */
export function orderForms(forms: readonly string[]): OrderedForms {
  const order = forms.map((exact, number) => ({ exact, folded: foldedForm(exact), number }));
  order.sort((a, b) => ascending(a.folded, b.folded) || ascending(a.exact, b.exact));
  const folded: string[] = [];
  const starts: number[] = [];
  const placeOf = new Uint32Array(forms.length);
  order.forEach((one, place) => {
    placeOf[one.number] = place;
    if (folded.at(-1) === one.folded && folded.length > 0) return;
    folded.push(one.folded);
    starts.push(place);
  });
  return {
    folded,
    exact: order.map(({ exact }) => exact),
    exactStart: Uint32Array.from([...starts, order.length]),
    placeOf,
  };
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
