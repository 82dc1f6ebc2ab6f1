import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import type { QueryWord } from '#core/search/parsed-query';
import { isWanted, type WantedForms, wantedForms } from '#core/search/ranking/found-in';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { foldedTerm } from '#core/search/segment/dictionary';
import { gap, type SegmentData } from '#core/search/segment/segment-data';
import { type SearchField, searchFields } from '#shared/model/search';

/** About the words of a passage. */
const passageWords = 40;
const field = searchFields.indexOf('attachments' satisfies SearchField);

/** Where in the attachments of a document a passage would begin, and how many different words of the query it would have. */
export interface FilePlace {
  readonly place: number;
  readonly words: number;
}

/** Finds the best place in the attachments of a segment's documents by their numbers of words, without their text. */
export class FilePlaces {
  readonly #data: SegmentData;
  readonly #words: readonly WantedForms[];

  /** `terms` are those of each word; `at` is the place of the segment among all. */
  constructor(
    data: SegmentData,
    { terms, words }: { readonly terms: readonly PlannedTerm[]; readonly words: readonly QueryWord[] },
    at: number,
  ) {
    this.#data = data;
    const inField = wantedForms(data, terms, at).filter(({ fields }) => ((fields >> field) & 1) === 1);
    this.#words = [...inField, ...words.flatMap((word) => numberParts(data, word))];
  }

  best(document: number): FilePlace | undefined {
    const found = this.#find(document);
    let best: FilePlace | undefined;
    const counts = new Map<number, number>();
    let end = 0;
    for (const [first, { place, word }] of found.entries()) {
      for (; end < found.length && (found[end]?.place ?? 0) < place + passageWords; end += 1) {
        const { word: next } = found[end] ?? { word };
        counts.set(next, (counts.get(next) ?? 0) + 1);
      }
      // Begun as late as possible with as many words, it does not begin with a stray one of the file before.
      const late = best !== undefined && counts.size === best.words && place < best.place + passageWords;
      if (counts.size > (best?.words ?? 0) || late) best = { place, words: counts.size };
      const left = (counts.get(word) ?? 1) - 1;
      if (left > 0) counts.set(word, left);
      else counts.delete(word);
      end = Math.max(end, first + 1);
    }
    return best;
  }

  /** Words of the query in the order of the text. */
  #find(document: number): { readonly place: number; readonly word: number }[] {
    const { streamStart, stream, fields, lengths } = this.#data;
    const at = document * fields + field;
    const start = streamStart[at] ?? 0;
    // Numbers of documents follow the text: they have no place in it.
    const text = stream.subarray(start, start + (lengths[at] ?? 0));
    const found: { place: number; word: number }[] = [];
    for (let place = 0; place < text.length; place += 1) {
      const number = text[place] ?? gap;
      const word = this.#words.findIndex((wanted) => isWanted([wanted], number - 1));
      if (word !== -1) found.push({ place, word });
    }
    return found;
  }
}

/** A document's number (52-NQ/TW) is one word of the query and several of the text. */
function numberParts(data: SegmentData, { exact }: QueryWord): WantedForms[] {
  if (!/\p{N}.*[-/]/u.test(exact)) return [];
  return wordStringsOf(exact).map((part) => {
    const { from, to } = foldedTerm(data, foldedForm(exactForm(part)));
    const range = { from: data.exactStart[from] ?? 0, to: data.exactStart[to] ?? 0 };
    return { ranges: from < to ? [range] : [], scattered: undefined, fields: 1 << field };
  });
}
