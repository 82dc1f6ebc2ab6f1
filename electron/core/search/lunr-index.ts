import {
  type LunrQuery,
  type LunrStockIndex,
  type LunrTokenSet,
  presence,
  TokenSet,
} from '#core/search/lunr';
import { distinctWords, type ParsedQuery, type QueryWord } from '#core/search/parsed-query';
import { type SearchField, searchFields } from '#shared/model/search';

/** What weights are made of: how rare words are and how long fields are. */
export interface Statistics {
  readonly documents: number;
  /** How many documents hold a word, by the number of its folded form. */
  readonly documentsWith: ReadonlyMap<number, number>;
  /** Words of all documents together, and how many documents have any, by field. */
  readonly lengths: readonly { readonly words: number; readonly documents: number }[];
}

export interface LunrHit {
  /** Number of the stored document. */
  readonly number: number;
  readonly score: number;
  readonly foundIn: () => SearchField[];
}

/** A whole word that is just what was typed so far is worth more than one that only begins so. */
const wholeWord = 2;

/** A stock `lunr.Index` over the folded words of some documents. It never changes. */
export class LunrIndex {
  readonly numbers: ReadonlySet<number>;
  readonly statistics: Statistics;
  readonly tokenSet: LunrTokenSet;
  readonly #index: LunrStockIndex;

  constructor(parts: {
    numbers: ReadonlySet<number>;
    statistics: Statistics;
    tokenSet: LunrTokenSet;
    index: LunrStockIndex;
  }) {
    this.numbers = parts.numbers;
    this.statistics = parts.statistics;
    this.tokenSet = parts.tokenSet;
    this.#index = parts.index;
  }

  /**
   * Documents with all words and all words of phrases, or with any of the words where `loose`. Words after a minus
   * sign forbid. The caller checks the order of words in phrases, excluded phrases, and that a word that is still being
   * typed is there: Lunr would copy a set of documents for each of its continuations and field.
   */
  search(query: ParsedQuery, loose: boolean): LunrHit[] {
    const clauses = clausesOf(query, loose);
    const scale = this.#queryLength(clauses);
    const results = this.#index.query((lunrQuery: LunrQuery) => {
      for (const clause of clauses) lunrQuery.clause({ ...clause, usePipeline: false });
    });
    return results.map(({ ref, score, matchData }) => ({
      number: Number(ref),
      score: score * scale,
      foundIn: () => fieldsOf(Object.values(matchData.metadata)),
    }));
  }

  /** Lunr divides scores by the length of the query's vector, which differs between indexes: this takes it back. */
  #queryLength(clauses: readonly Clause[]): number {
    const weights = new Map<string, number>();
    for (const { term, boost } of clauses.filter((clause) => clause.presence !== presence.prohibited)) {
      const terms = this.tokenSet.intersect(TokenSet.fromString(term)).toArray();
      for (const found of terms) weights.set(found, (weights.get(found) ?? 0) + boost);
    }
    return Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
  }
}

interface Clause {
  readonly term: string;
  readonly presence: number;
  readonly boost: number;
}

function clausesOf(query: ParsedQuery, loose: boolean): Clause[] {
  const clause = (word: QueryWord, as: number): Clause[] => {
    const { folded, prefix } = word;
    if (!prefix) return [{ term: folded, presence: as, boost: 1 }];
    return [
      { term: `${folded}*`, presence: presence.optional, boost: 1 },
      { term: folded, presence: presence.optional, boost: wholeWord },
    ];
  };
  const excluded = query.excluded.filter(({ length }) => length === 1).flat();
  return [
    ...distinctWords(query.words).flatMap((word) =>
      clause(word, loose ? presence.optional : presence.required),
    ),
    ...distinctWords(query.phrases.flat()).flatMap((word) => clause(word, presence.required)),
    ...distinctWords(excluded).flatMap((word) => clause(word, presence.prohibited)),
  ];
}

function fieldsOf(matches: readonly Readonly<Record<string, object>>[]): SearchField[] {
  return searchFields.filter((field) => matches.some((match) => field in match));
}
