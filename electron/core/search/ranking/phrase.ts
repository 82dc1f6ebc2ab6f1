import type { QueryWord } from '#core/search/parsed-query';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { foldedTerm, pairTerms } from '#core/search/segment/dictionary';
import { gap, type SegmentData } from '#core/search/segment/segment-data';

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
  const where = { within: fields, length: words.length };
  const [folded, exact]: [number[], number[]] = [[], []];
  for (const document of candidates) {
    if (!stands(data, document, { ...where, fits: (form, at) => isBetween(form, forms[at]?.numbers) }))
      continue;
    folded.push(document);
    if (stands(data, document, { ...where, fits: (form, at) => forms[at]?.exact.has(form) === true }))
      exact.push(document);
  }
  return { folded: Uint16Array.from(folded), exact: Uint16Array.from(exact) };
}

/** Whether forms that fit stand one after the other in one of the fields. */
function stands(
  { streamStart, stream, fields }: SegmentData,
  document: number,
  { within, length, fits }: { within: number; length: number; fits: (form: number, at: number) => boolean },
): boolean {
  for (let field = 0; field < fields; field += 1) {
    if (((within >> field) & 1) === 0) continue;
    const end = streamStart[document * fields + field + 1] ?? 0;
    for (let at = streamStart[document * fields + field] ?? 0; at + length <= end; at += 1) {
      let matched = 0;
      while (matched < length && fits((stream[at + matched] ?? gap) - 1, matched)) matched += 1;
      if (matched === length) return true;
    }
  }
  return false;
}

interface WordForms {
  readonly folded: { readonly from: number; readonly to: number };
  /** Numbers of all exact forms of the folded one. */
  readonly numbers: { readonly from: number; readonly to: number };
  /** Those that answer the word as typed. */
  readonly exact: ReadonlySet<number>;
}

function formsOf(data: SegmentData, word: QueryWord): WordForms {
  const folded = foldedTerm(data, word.folded);
  const numbers = { from: data.exactStart[folded.from] ?? 0, to: data.exactStart[folded.to] ?? 0 };
  const exact = new Set<number>();
  for (let form = numbers.from; form < numbers.to && folded.from < folded.to; form += 1)
    if (!word.marked || data.exact[form] === word.exact) exact.add(form);
  return { folded, numbers, exact };
}

function isBetween(form: number, range: { from: number; to: number } | undefined): boolean {
  return range !== undefined && form >= range.from && form < range.to;
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
