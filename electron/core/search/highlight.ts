import { documentNumbersOf, exactForm, foldedForm, type Token, wordsOf } from '#core/search/analysis';
import type { Alternative } from '#core/search/expansion/alternative';
import { AlternativePlaces } from '#core/search/expansion/alternative-places';
import { type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import { fits } from '#core/search/query/word-forms';
import type { SearchField, Segment } from '#shared/model/search';

/** Length of a passage in UTF-16 units, without the marks of omission. */
const passageLength = 240;
/** So much of it at most comes before the first word found. */
const leadIn = 60;

/** A piece of text that answers words of the query. */
interface Found {
  readonly start: number;
  readonly end: number;
  /** The first of the query's words that it answers, by position. */
  readonly word: number;
}

/** Shows where words of one query stand in texts; made once a query, because texts share most of their words. */
export class Highlighter {
  readonly #words: readonly QueryWord[];
  readonly #known = new Map<string, number>();
  readonly #others: AlternativePlaces;

  /** `within`: the fields that the texts are of; words that are asked for in others only do not count here. */
  constructor(
    query: ParsedQuery,
    within?: readonly SearchField[],
    alternatives: readonly Alternative[] = [],
  ) {
    const counts = ({ fields }: QueryWord): boolean =>
      !fields || !within || fields.some((field) => within.includes(field));
    this.#words = wantedWords(query).filter(counts);
    this.#others = new AlternativePlaces(alternatives, query.words, this.#words);
  }

  /** The whole text in pieces. Accents do not matter; found words with nothing but spaces between are one piece. */
  highlight(text: string): Segment[] {
    return segments(text, 0, text.length, this.#find(text));
  }

  /**
   * The piece of about 240 characters that holds the most different words of the query, cut between words, with an
   * ellipsis where it was cut. The beginning of the text where no word stands in it.
   */
  passage(text: string): Segment[] {
    const found = this.#find(text);
    const from = bestStart(found);
    const start = from === undefined ? 0 : backToWord(text, from.start);
    const end = forwardToWord(text, start + passageLength);
    const pieces = segments(text, start, end, found);
    if (start > 0) pieces.unshift({ text: '… ', hit: false });
    if (end < text.length) pieces.push({ text: ' …', hit: false });
    return pieces;
  }

  /** How many different words of the query are highlighted in these pieces. */
  coverage(pieces: readonly Segment[]): number {
    const found = pieces.flatMap(({ text, hit }) => (hit ? this.#find(text) : []));
    return new Set(found.map(({ word }) => word)).size;
  }

  #find(text: string): Found[] {
    if (this.#words.length === 0) return [];
    const words = wordsOf(text);
    const found: Found[] = [];
    for (const token of words) this.#add(token, found);
    if (this.#words.some(({ exact }) => /[-/]/.test(exact)))
      for (const token of documentNumbersOf(text)) this.#add(token, found);
    found.push(...this.#others.find(words));
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  #add({ start, end, raw }: Token, found: Found[]): void {
    const word = this.#wordOf(raw);
    if (word !== -1) found.push({ start, end, word });
  }

  #wordOf(raw: string): number {
    let position = this.#known.get(raw);
    if (position === undefined) {
      const form = foldedForm(exactForm(raw));
      position = this.#words.findIndex((word) => fits(word, form));
      this.#known.set(raw, position);
    }
    return position;
  }
}

/** The pieces of text from `start` to `end`; of overlapping finds the longer one counts. */
function segments(text: string, start: number, end: number, found: readonly Found[]): Segment[] {
  const pieces: Segment[] = [];
  const append = (to: number, hit: boolean): void => {
    if (to > at) pieces.push({ text: text.slice(at, to), hit });
    at = Math.max(at, to);
  };
  let at = start;
  for (const one of found) {
    if (one.start < at || one.end > end) continue;
    const last = pieces.at(-1);
    const between = text.slice(at, one.start);
    if (last?.hit === true && !/\S/.test(between)) {
      last.text += between + text.slice(one.start, one.end);
      at = one.end;
    } else {
      append(one.start, false);
      append(one.end, true);
    }
  }
  append(end, false);
  return pieces;
}

/** The find with which the best passage begins: most different words, then most of them in the order typed. */
function bestStart(found: readonly Found[]): Found | undefined {
  let best: { value: number; found: Found } | undefined;
  let last = 0;
  const counts = new Map<number, number>();
  let inOrder = 0;
  for (const [first, from] of found.entries()) {
    while (last < found.length && (found[last]?.end ?? 0) <= from.start + passageLength - leadIn) {
      const { word } = found[last] as Found;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (last > first && follows(found[last - 1], found[last])) inOrder += 1;
      last += 1;
    }
    const value = counts.size * 1_000 + inOrder;
    if (!best || value > best.value) best = { value, found: from };
    const left = (counts.get(from.word) ?? 1) - 1;
    if (left > 0) counts.set(from.word, left);
    else counts.delete(from.word);
    if (last > first + 1 && follows(from, found[first + 1])) inOrder -= 1;
    last = Math.max(last, first + 1);
  }
  return best?.found;
}

/** Words that stand side by side in the query stand side by side here. */
function follows(one: Found | undefined, next: Found | undefined): boolean {
  return one !== undefined && next?.word === one.word + 1 && next.start - one.end <= 2;
}

/** Where a passage begins whose first find is at `found`: after the end of a sentence if one is near. */
function backToWord(text: string, found: number): number {
  if (found <= leadIn) return 0;
  const before = text.slice(found - leadIn, found);
  const sentence = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'));
  if (sentence !== -1) return found - leadIn + sentence + (before[sentence] === '\n' ? 1 : 2);
  const space = before.indexOf(' ');
  return space === -1 ? found : found - leadIn + space + 1;
}

/** The end of the last whole word before `end`; inside the word where it fills the passage alone. */
function forwardToWord(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const space = text.slice(end - passageLength, end + 1).search(/\s\S*$/);
  if (space > 0) return end - passageLength + space;
  // Never between the halves of a letter beyond U+FFFF.
  return /[\udc00-\udfff]/.test(text[end] ?? '') ? end - 1 : end;
}
