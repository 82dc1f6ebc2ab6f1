import { exactForm, foldedForm, type Token, wordsOf } from '#core/search/analysis';
import type { QueryWord } from '#core/search/parsed-query';

/** Other words that a run of the query's words may stand as in a text. Plain data: it travels to the worker. */
export interface Alternative {
  /** `spelling`: the same word (kỹ, kĩ); `place`: another name of a province; `synonym`: from the list. */
  readonly kind: 'spelling' | 'place' | 'synonym';
  /** The run, by its place in the text of the query. */
  readonly start: number;
  readonly end: number;
  /** To stand one right after the other, accents or not. */
  readonly words: readonly QueryWord[];
  /** Only with just these accents: "AI" is neither "ái" nor "ải". */
  readonly exactOnly: boolean;
  /** As the list writes it. */
  readonly shown: string;
}

/** The words of a term as a query would have them. */
export function termWords(term: string): QueryWord[] {
  return wordsOf(term).map(({ raw }: Token) => {
    const exact = exactForm(raw);
    const folded = foldedForm(exact);
    return { typed: raw, start: 0, end: 0, exact, folded, marked: exact !== folded, prefix: false };
  });
}
