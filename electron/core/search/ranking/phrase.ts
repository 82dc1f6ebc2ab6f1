import type { QueryWord } from '#core/search/parsed-query';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { foldedTerm, pairTerms } from '#core/search/segment/dictionary';
import { type FormRange, formsOfFolded, hasRun } from '#core/search/segment/form-run';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Documents in which the words of a phrase stand one right after the other. */
export interface PhraseMatches {
  /** Accents do not matter. Ascending. */
  readonly folded: Uint16Array;
  /** Those where words typed with accents stand with just these. Ascending. */
  readonly exact: Uint16Array;
}

const nowhere: PhraseMatches = { folded: new Uint16Array(), exact: new Uint16Array() };

/** Finds a phrase, dead documents included. `fields` are bits of the fields to look in. */
export function matchPhrase(
  { data }: LiveSegment,
  words: readonly QueryWord[],
  fields: number,
): PhraseMatches {
  const forms = words.map((word) => formsOf(data, word));
  if (forms.some(({ folded }) => folded.from === folded.to)) return nowhere;
  const candidates = withAllPairs(
    data,
    forms.map(({ folded }) => folded.from),
  );
  const [all, typed] = [forms.map((form) => form.all), forms.map((form) => form.typed)];
  const found = candidates.filter((document) => stands(data, document, all, fields));
  // Without accents typed all of them are as typed.
  const isPlain = words.every(({ marked }) => !marked);
  const exact = isPlain ? found : found.filter((document) => stands(data, document, typed, fields));
  return { folded: found, exact };
}

/** Whether forms stand one after the other in one of the fields. */
function stands(data: SegmentData, document: number, run: readonly FormRange[], within: number): boolean {
  const { streamStart, stream, fields } = data;
  for (let field = 0; field < fields; field += 1) {
    if (((within >> field) & 1) === 0) continue;
    const from = streamStart[document * fields + field] ?? 0;
    if (hasRun(stream, { from, to: streamStart[document * fields + field + 1] ?? 0 }, run)) return true;
  }
  return false;
}

interface WordForms {
  readonly folded: { readonly from: number; readonly to: number };
  /** All exact forms of the folded one. */
  readonly all: FormRange;
  /** Those that answer the word as typed: all of them, or the one with these accents. */
  readonly typed: FormRange;
}

function formsOf(data: SegmentData, word: QueryWord): WordForms {
  const folded = foldedTerm(data, word.folded);
  const all = formsOfFolded(data, folded);
  if (!word.marked) return { folded, all, typed: all };
  let form = all.from;
  while (form < all.to && data.exact[form] !== word.exact) form += 1;
  return { folded, all, typed: form < all.to ? { from: form, to: form + 1 } : { from: 0, to: 0 } };
}

/** Documents that have every pair of neighbours of the phrase: nearly always those that have the phrase. */
function withAllPairs(data: SegmentData, folded: readonly number[]): Uint16Array {
  const lists = folded.slice(1).map((second, at) => {
    const { from, to } = pairTerms(data, folded[at] ?? 0, { from: second, to: second + 1 });
    return from < to
      ? data.postingDocument.subarray(data.postingStart[from], data.postingStart[to])
      : new Uint16Array();
  });
  lists.sort((a, b) => a.length - b.length);
  const [alone = 0] = folded;
  if (lists.length === 0)
    return data.postingDocument.subarray(data.postingStart[alone], data.postingStart[alone + 1]);
  const [shortest = new Uint16Array(), ...others] = lists;
  return others.reduce(intersect, shortest);
}

function intersect(some: Uint16Array, others: Uint16Array): Uint16Array {
  let at = 0;
  return some.filter((document) => {
    while (at < others.length && (others[at] ?? 0) < document) at += 1;
    return others[at] === document;
  });
}
