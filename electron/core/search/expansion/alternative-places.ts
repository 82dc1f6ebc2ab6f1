import { exactForm, foldedForm, type Token } from '#core/search/analysis';
import type { Alternative } from '#core/search/expansion/alternative';
import { keyOf, type QueryWord } from '#core/search/parsed-query';

/** A piece of text that answers words of the query, each by its position. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly word: number;
}

interface Wanted {
  readonly alternative: Alternative;
  /** Positions of the words of the query for which it stands. */
  readonly run: readonly number[];
}

/** Finds where alternatives of a query stand in texts. */
export class AlternativePlaces {
  /** By the folded form of their first word. */
  readonly #wanted = new Map<string, Wanted[]>();
  readonly #forms = new Map<string, { readonly exact: string; readonly folded: string }>();

  /** `typed` are the words of the query as it has them, `words` those that count, in the order of their positions. */
  constructor(
    alternatives: readonly Alternative[],
    typed: readonly QueryWord[],
    words: readonly QueryWord[],
  ) {
    for (const alternative of alternatives) {
      const keys = typed
        .filter(({ start, end }) => start >= alternative.start && end <= alternative.end)
        .map(keyOf);
      const run = keys.map((key) => words.findIndex((word) => keyOf(word) === key)).filter((at) => at !== -1);
      const first = alternative.words[0]?.folded;
      if (first === undefined || run.length === 0) continue;
      this.#wanted.set(first, [...(this.#wanted.get(first) ?? []), { alternative, run }]);
    }
  }

  get none(): boolean {
    return this.#wanted.size === 0;
  }

  /** In a text of these words: a place for each word, found or asked for, whichever are more. */
  find(words: readonly Token[]): Place[] {
    if (this.none) return [];
    return words.flatMap(({ raw }, at) =>
      (this.#wanted.get(this.#formsOf(raw).folded) ?? [])
        .filter(({ alternative }) => this.#stands(alternative, words, at))
        .flatMap((wanted) => placesOf(wanted, words.slice(at, at + wanted.alternative.words.length))),
    );
  }

  #stands({ words, exactOnly }: Alternative, tokens: readonly Token[], at: number): boolean {
    return words.every(({ exact, folded }, place) => {
      const token = tokens[at + place];
      if (!token) return false;
      const forms = this.#formsOf(token.raw);
      return exactOnly ? forms.exact === exact : forms.folded === folded;
    });
  }

  #formsOf(raw: string): { readonly exact: string; readonly folded: string } {
    let forms = this.#forms.get(raw);
    if (!forms) {
      const exact = exactForm(raw);
      forms = { exact, folded: foldedForm(exact) };
      this.#forms.set(raw, forms);
    }
    return forms;
  }
}

function placesOf({ run }: Wanted, tokens: readonly Token[]): Place[] {
  return Array.from({ length: Math.max(run.length, tokens.length) }, (_, at) => {
    const { start, end } = tokens[Math.min(at, tokens.length - 1)] ?? { start: 0, end: 0 };
    return { start, end, word: run[Math.min(at, run.length - 1)] ?? 0 };
  });
}
