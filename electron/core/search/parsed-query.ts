import { documentNumbersOf, exactForm, foldedForm, type Token, wordsOf } from '#core/search/analysis';

/** A word of a query. */
export interface QueryWord {
  readonly typed: string;
  /** Where it stands in the text of the query. */
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly folded: string;
  /** Typed with accents, so that practices with just these accents come first. */
  readonly marked: boolean;
  /** Still being typed: the beginning of a word is enough. */
  readonly prefix: boolean;
}

/** What a typed text asks for. Nothing a person types is an error: what has no meaning here is text. */
export interface ParsedQuery {
  /** Wanted, all of them if possible; as typed, with repetitions. */
  readonly words: readonly QueryWord[];
  /** In quotes: wanted one right after the other. */
  readonly phrases: readonly (readonly QueryWord[])[];
  /** After a minus sign: practices with these do not come. */
  readonly excluded: readonly (readonly QueryWord[])[];
}

/** Beyond that many different words a text was pasted rather than typed; its beginning is searched for. */
const mostWords = 30;
const longestText = 2_000;

const quote = '"“”„«»';
const item = new RegExp(
  `(?<minus>(?<=^|\\s)-)?(?:[${quote}](?<phrase>[^${quote}]*)[${quote}]|(?<plain>[^\\s${quote}]+))`,
  'dgu',
);

/**
 * Reads words, "phrases" and -excluded words. A minus sign counts only right before a word that follows a space
 * ("Đà Nẵng - Huế" is text), a quotation mark only with its partner. A last word of two letters or more without
 * anything after it is taken as the beginning of a word.
 */
export function parseQuery(text: string): ParsedQuery {
  const typed = text.slice(0, longestText);
  const parsed = { words: [] as QueryWord[], phrases: [] as QueryWord[][], excluded: [] as QueryWord[][] };
  const room = new Room();
  for (const match of typed.matchAll(item)) {
    const { minus, phrase, plain = '' } = match.groups ?? {};
    const [start] = match.indices?.groups?.[phrase === undefined ? 'plain' : 'phrase'] ?? [0];
    const tokens = phrase === undefined ? plainTokens(plain) : wordsOf(phrase);
    const growing = phrase === undefined && minus === undefined;
    const words = room.take(
      tokens.map((token) => toWord(token, start, growing && start + token.end === typed.length)),
    );
    if (words.length === 0) continue;
    if (minus !== undefined) parsed.excluded.push(words);
    else if (phrase !== undefined) parsed.phrases.push(words);
    else parsed.words.push(...words);
  }
  return parsed;
}

/** All words that a practice should have, without repetitions; at most 30. */
export function wantedWords(query: ParsedQuery): QueryWord[] {
  return distinctWords([...query.words, ...query.phrases.flat()]);
}

/** Whether it asks for nothing, so that every practice answers it. */
export function isEmpty(query: ParsedQuery): boolean {
  return query.words.length + query.phrases.length + query.excluded.length === 0;
}

/** Counts different words, so that no query costs more than 30 of them. */
class Room {
  readonly #words = new Set<string>();

  /** The words up to the first for which there is no room any more. */
  take(words: readonly QueryWord[]): QueryWord[] {
    const full = words.findIndex((word) => {
      const fits = this.#words.has(keyOf(word)) || this.#words.size < mostWords;
      if (fits) this.#words.add(keyOf(word));
      return !fits;
    });
    return words.slice(0, full === -1 ? words.length : full);
  }
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

function keyOf({ exact, prefix }: QueryWord): string {
  return `${exact}${prefix ? '*' : ''}`;
}

export function distinctWords(words: readonly QueryWord[]): QueryWord[] {
  return [...new Map(words.map((word) => [keyOf(word), word])).values()];
}
