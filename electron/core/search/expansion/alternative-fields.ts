import type { Alternative } from '#core/search/expansion/alternative';
import type { QueryWord } from '#core/search/parsed-query';
import { foldedTerm } from '#core/search/segment/dictionary';
import { type FormRange, formsOfFolded, hasRun } from '#core/search/segment/form-run';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Which fields of documents of a segment hold alternatives of a query. */
export class AlternativeFields {
  readonly #data: SegmentData;
  readonly #runs: readonly (readonly FormRange[])[];

  constructor(data: SegmentData, alternatives: readonly Alternative[]) {
    this.#data = data;
    this.#runs = alternatives
      .map(({ words, exactOnly }) => words.map((word) => formsOf(data, word, exactOnly)))
      .filter((run) => run.every(({ from, to }) => from < to));
  }

  /** Numbers of fields. */
  fieldsOf(document: number): number[] {
    if (this.#runs.length === 0) return [];
    const { fields, streamStart, stream } = this.#data;
    return Array.from({ length: fields }, (_, field) => field).filter((field) => {
      const at = document * fields + field;
      const place = { from: streamStart[at] ?? 0, to: streamStart[at + 1] ?? 0 };
      return this.#runs.some((run) => hasRun(stream, place, run));
    });
  }
}

function formsOf(data: SegmentData, { exact, folded }: QueryWord, exactOnly: boolean): FormRange {
  const all = formsOfFolded(data, foldedTerm(data, folded));
  if (!exactOnly) return all;
  for (let form = all.from; form < all.to; form += 1)
    if (data.exact[form] === exact) return { from: form, to: form + 1 };
  return { from: 0, to: 0 };
}
