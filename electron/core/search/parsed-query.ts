import { documentNumbersOf, exactForm, foldedForm, type Token, wordsOf } from '#core/search/analysis';
import { type QueryItem, queryItems } from '#core/search/query/query-items';
import { specialWord } from '#core/search/query/word-forms';
import type { SearchField } from '#shared/model/search';

/** A word of a query. */
export interface QueryWord {
  readonly typed: string;
  /** Where it stands in the text of the query, composed (NFC). */
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly folded: string;
  /** Typed with accents, so that practices with just these accents come first. */
  readonly marked: boolean;
  /** Still being typed, or ended by a star: the beginning of a word is enough. */
  readonly prefix: boolean;
  /** With a star elsewhere than at the end: the folded word, `*` for any letters or none. */
  readonly pattern?: string;
  /** So many letters may be wrong. */
  readonly slips?: number;
  /** How many times as much as other words it counts. */
  readonly boost?: number;
  /** The only fields in which it counts. */
  readonly fields?: readonly SearchField[];
}

/** What a typed text asks for. Nothing a person types is an error: what has no meaning here is text. */
export interface ParsedQuery {
  /** Wanted, all of them if possible; as typed, with repetitions. */
  readonly words: readonly QueryWord[];
  /** In quotes: wanted one right after the other. */
  readonly phrases: readonly (readonly QueryWord[])[];
  /** After a minus sign: practices with these do not come. */
  readonly excluded: readonly (readonly QueryWord[])[];
  /** A plus sign or a field says just what is wanted: practices with most of the words are no answer. */
  readonly strict: boolean;
  /** Words were left out because there are too many. */
  readonly cut: boolean;
}

/** Beyond that many different words a text was pasted rather than typed; its beginning is searched for. */
export const mostWords = 30;
/** Words whose forms are looked up with an automaton: each takes some milliseconds. */
const mostAutomata = 5;
const longestText = 2_000;

/**
 * Reads words, "phrases", -excluded and +required ones, field:word, wildcards (ng*m) and slips (ngầm~). A minus sign counts
 * only right before a word that follows a space ("Đà Nẵng - Huế" is text), a quotation mark only with its partner, a name
 * before a colon only where it is one of a field. A last word of two letters or more without anything after it is taken
 * as the beginning of a word. Filters (tỉnh:Huế) are read before, by `readFilters`; here they are text.
 */
export function parseQuery(text: string): ParsedQuery {
  const typed = text.slice(0, longestText).normalize('NFC');
  const parsed = { words: [] as QueryWord[], phrases: [] as QueryWord[][], excluded: [] as QueryWord[][] };
  const room = new Room();
  let strict = false;
  for (const item of queryItems(typed)) {
    // What is to be left out stands for nothing yet after its first letter, or while its quotation mark is open.
    if (item.sign === '-' && item.growing && (item.open || item.value.length === 1)) continue;
    const words = room.take(wordsOfItem(item, typed));
    if (words.length === 0) continue;
    if (item.sign === '+' || words[0]?.fields) strict = true;
    if (item.sign === '-') parsed.excluded.push(words);
    else if (item.quoted) parsed.phrases.push(words);
    else parsed.words.push(...words);
  }
  return { ...parsed, strict, cut: room.cut };
}

/** All words that a practice should have, without repetitions; at most 30. */
export function wantedWords(query: ParsedQuery): QueryWord[] {
  return distinctWords([...query.words, ...query.phrases.flat()]);
}

/** Whether it asks for nothing, so that every practice answers it. */
export function isEmpty(query: ParsedQuery): boolean {
  return query.words.length + query.phrases.length + query.excluded.length === 0;
}

/** Whether it is nothing but letters: no pattern, no slips, in any field. */
export function isPlainWord({ pattern, slips, fields }: QueryWord): boolean {
  return pattern === undefined && slips === undefined && fields === undefined;
}

/** Counts different words, so that no query costs more than 30 of them. */
class Room {
  readonly #words = new Set<string>();
  #automata = 0;
  cut = false;

  /** The words up to the first for which there is no room any more. */
  take(words: readonly QueryWord[]): QueryWord[] {
    const full = words.findIndex((word) => !this.#fits(word));
    if (full !== -1) this.cut = true;
    return words.slice(0, full === -1 ? words.length : full);
  }

  #fits(word: QueryWord): boolean {
    if (this.#words.has(keyOf(word))) return true;
    if (this.#words.size === mostWords) return false;
    if (word.pattern !== undefined || word.slips !== undefined) {
      if (this.#automata === mostAutomata) return false;
      this.#automata += 1;
    }
    this.#words.add(keyOf(word));
    return true;
  }
}

function wordsOfItem(item: QueryItem, text: string): QueryWord[] {
  const isField = item.name?.kind === 'field';
  // The name of a filter is a word here, as is its value.
  const start = isField || !item.name ? item.valueStart : item.start + item.sign.length;
  const value = isField || !item.name ? item.value : text.slice(start, item.end);
  const growing = item.growing && item.sign !== '-';
  const fields = item.name?.kind === 'field' ? { fields: [item.name.field] } : {};
  const special = item.quoted ? undefined : specialWord(value);
  if (special) {
    const { at, ...word } = special;
    const from = start + at;
    return [{ ...word, ...fields, start: from, end: from + word.typed.length }];
  }
  const tokens = item.quoted ? wordsOf(value) : plainTokens(value);
  return tokens.map((token) => {
    const last = growing && start + token.end === text.length;
    const word = toWord(token, start, last);
    // Where a practice must have it, its first letter is enough, so that nothing vanishes while it is typed.
    return isField || item.sign === '+' ? { ...word, ...fields, prefix: last } : word;
  });
}

/** Document numbers whole, everything else word by word. */
function plainTokens(chunk: string): Token[] {
  const numbers = documentNumbersOf(chunk);
  const within = (word: Token): boolean =>
    numbers.some(({ start, end }) => start <= word.start && word.end <= end);
  return [...numbers, ...wordsOf(chunk).filter((word) => !within(word))].sort((a, b) => a.start - b.start);
}

function toWord({ raw, start, end }: Token, offset: number, growing: boolean): QueryWord {
  const exact = exactForm(raw);
  const folded = foldedForm(exact);
  return {
    typed: raw,
    start: offset + start,
    end: offset + end,
    exact,
    folded,
    marked: exact !== folded,
    prefix: growing && folded.length >= 2,
  };
}

/** Equal for words that ask for the same. */
export function keyOf(word: QueryWord): string {
  const { exact, prefix, slips, boost, fields } = word;
  const plain = `${exact}${prefix ? '*' : ''}`;
  return isPlainWord(word) && boost === undefined
    ? plain
    : [plain, slips ?? '', boost ?? '', ...(fields ?? [])].join(' ');
}

export function distinctWords(words: readonly QueryWord[]): QueryWord[] {
  return [...new Map(words.map((word) => [keyOf(word), word])).values()];
}
