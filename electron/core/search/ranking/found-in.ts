import type { QueryWord } from '#core/search/parsed-query';
import { foldedRange } from '#core/search/ranking/plan-words';
import { gap, type SegmentData } from '#core/search/segment/segment-data';

/** Which fields of documents of a segment hold words of a query, accents or not. */
export class FieldFinder {
  readonly #data: SegmentData;
  /** Exact forms that answer a word: those of neighbouring folded forms are neighbours too. */
  readonly #forms: readonly { readonly from: number; readonly to: number }[];

  constructor(data: SegmentData, words: readonly QueryWord[]) {
    this.#data = data;
    this.#forms = words.map((word) => {
      const { from, to } = foldedRange(data, word);
      return { from: data.exactStart[from] ?? 0, to: data.exactStart[to] ?? 0 };
    });
  }

  /** Numbers of fields. */
  fieldsOf(document: number): number[] {
    const { fields, streamStart, stream } = this.#data;
    return Array.from({ length: fields }, (_, field) => field).filter((field) => {
      const at = document * fields + field;
      return stream
        .subarray(streamStart[at], streamStart[at + 1])
        .some((number) => number !== gap && this.#isWanted(number - 1));
    });
  }

  #isWanted(form: number): boolean {
    return this.#forms.some(({ from, to }) => form >= from && form < to);
  }
}
