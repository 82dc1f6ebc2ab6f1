import { type Alternative, termWords } from '#core/search/expansion/alternative';
import { otherSpelling, spelledWithI } from '#core/search/expansion/spelling';
import { wordsInOrder } from '#core/search/expansion/words-in-order';
import type { ParsedQuery, QueryWord } from '#core/search/parsed-query';
import { isAbbreviation, type SynonymLine } from '#shared/model/synonym';

/** What is looked for beside what was typed, at most: each costs as much as a word. */
const mostAlternatives = 60;

/** A way of writing something, with the others. */
interface Entry {
  readonly kind: Alternative['kind'];
  readonly words: readonly QueryWord[];
  /** Counts only where typed in capitals. */
  readonly capitals: boolean;
  readonly others: readonly Pick<Alternative, 'words' | 'exactOnly' | 'shown'>[];
}

/**
 * Knows what else the words of a query may stand as: lines of the list, names of provinces, spellings with y and i. A term
 * of several words is recognised where they stand side by side; lines do not add up (of A = B and B = C, A finds B only).
 */
export class Expander {
  /** By the folded form of their first word, with i. */
  readonly #entries = new Map<string, Entry[]>();

  /** `places`: for each province all ways of writing its name. */
  constructor(
    lines: readonly Pick<SynonymLine, 'terms' | 'capitals' | 'off'>[],
    places: readonly (readonly string[])[],
  ) {
    for (const line of lines) if (!line.off) this.#add('synonym', line.terms, line.capitals);
    for (const names of places) this.#add('place', names, false);
  }

  /** Phrases in quotes, excluded words and words in a field or with a pattern mean just what was typed. */
  expand(query: ParsedQuery): Alternative[] {
    const found: Alternative[] = [];
    const inOrder = wordsInOrder(query);
    for (const [at, word] of inOrder.entries()) {
      if (!word) continue;
      found.push(...spelledOtherwise(word));
      for (const entry of this.#entries.get(spelledWithI(word.folded)) ?? [])
        found.push(...alternativesOf(entry, inOrder.slice(at, at + entry.words.length)));
    }
    return distinct(found).slice(0, mostAlternatives);
  }

  #add(kind: Alternative['kind'], terms: readonly string[], capitals: boolean): void {
    const all = terms
      .map((shown) => ({ shown, words: termWords(shown), exactOnly: capitals && isAbbreviation(shown) }))
      .filter(({ words }) => words.length > 0);
    for (const one of all) {
      const others = all.filter((other) => other !== one && !holds(other.words, one.words));
      const [first] = one.words;
      if (!first || others.length === 0) continue;
      const key = spelledWithI(first.folded);
      const entry = { kind, words: one.words, capitals: one.exactOnly, others };
      this.#entries.set(key, [...(this.#entries.get(key) ?? []), entry]);
    }
  }
}

function spelledOtherwise(word: QueryWord): Alternative[] {
  const exact = otherSpelling(word.exact);
  const folded = otherSpelling(word.folded);
  if (exact === undefined || folded === undefined) return [];
  const other = { ...word, exact, folded, prefix: false };
  const { start, end } = word;
  return [{ kind: 'spelling', start, end, words: [other], exactOnly: false, shown: exact }];
}

function alternativesOf(entry: Entry, run: readonly (QueryWord | undefined)[]): Alternative[] {
  const typed = run.filter((word) => word !== undefined);
  const [first, last] = [typed[0], typed.at(-1)];
  if (!first || !last || typed.length < entry.words.length) return [];
  if (!typed.every((word, at) => means(word, entry.words[at], entry.capitals))) return [];
  const { kind, others } = entry;
  return others.map((other) => ({ kind, start: first.start, end: last.end, ...other }));
}

/** Whether a typed word is this word of the list: accents matter where they were typed. */
function means(typed: QueryWord, listed: QueryWord | undefined, capitals: boolean): boolean {
  if (!listed || spelledWithI(typed.folded) !== spelledWithI(listed.folded)) return false;
  if (typed.marked && spelledWithI(typed.exact) !== spelledWithI(listed.exact)) return false;
  return !capitals || typed.typed === typed.typed.toUpperCase();
}

/** Whether a term holds another one: whoever has the longer has the shorter anyway. */
function holds(longer: readonly QueryWord[], shorter: readonly QueryWord[]): boolean {
  return longer.some((_, from) => shorter.every(({ folded }, at) => longer[from + at]?.folded === folded));
}

function distinct(alternatives: readonly Alternative[]): Alternative[] {
  const keyed = alternatives.map((one): [string, Alternative] => {
    const words = one.words.map(({ exact }) => exact).join(' ');
    return [`${String(one.start)} ${String(one.end)} ${words}`, one];
  });
  // The first of equal ones stays.
  return [...new Map(keyed.toReversed()).values()].toReversed();
}
