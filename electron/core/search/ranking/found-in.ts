import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { gap, type SegmentData } from '#core/search/segment/segment-data';

/** Exact forms that answer a word; those of neighbouring folded forms are neighbours too. */
export interface WantedForms {
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  /** In place of many ranges. */
  readonly scattered: ReadonlySet<number> | undefined;
  /** The fields in which the word counts, as bits. */
  readonly fields: number;
}

/** Of more ranges than these a set is faster. */
const fewRanges = 4;

/** Which fields of documents of a segment hold words of a query, accents or not. */
export class FieldFinder {
  readonly #data: SegmentData;
  readonly #words: readonly WantedForms[];

  /** `words` are the terms of each word; `at` is the place of the segment among all. */
  constructor(data: SegmentData, words: readonly PlannedTerm[], at: number) {
    this.#data = data;
    this.#words = wantedForms(data, words, at);
  }

  /** Numbers of fields. */
  fieldsOf(document: number): number[] {
    const { fields, streamStart, stream } = this.#data;
    return Array.from({ length: fields }, (_, field) => field).filter((field) => {
      const at = document * fields + field;
      const words = this.#words.filter((word) => ((word.fields >> field) & 1) === 1);
      return stream
        .subarray(streamStart[at], streamStart[at + 1])
        .some((number) => number !== gap && isWanted(words, number - 1));
    });
  }
}

/** What answers each word in a segment, which is at the place `at` among all. */
export function wantedForms(data: SegmentData, words: readonly PlannedTerm[], at: number): WantedForms[] {
  return words.map(({ ranges, fields }) => {
    const forms = (ranges[at] ?? []).map(({ from, to }) => ({
      from: data.exactStart[from] ?? 0,
      to: data.exactStart[to] ?? 0,
    }));
    return forms.length > fewRanges
      ? { ranges: [], scattered: new Set(forms.flatMap(numbersOf)), fields }
      : { ranges: forms, scattered: undefined, fields };
  });
}

export function isWanted(words: readonly WantedForms[], form: number): boolean {
  return words.some(
    ({ ranges, scattered }) =>
      ranges.some(({ from, to }) => form >= from && form < to) || scattered?.has(form) === true,
  );
}

function numbersOf({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
