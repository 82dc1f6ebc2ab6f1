import lunr from 'lunr';

/** What is used of stock Lunr, as its source has it: @types/lunr lacks the token set's constructors. */
interface LunrRuntime {
  readonly TokenSet: {
    /** Accepts words of this pattern, in which `*` stands for any letters or none. */
    fromString(pattern: string): LunrTokenSet;
    /** Accepts words that are at most so many slips away. */
    fromFuzzyString(word: string, distance: number): LunrTokenSet;
  };
}

/** A node of an automaton: edges by letter, `*` for any letter. */
export interface LunrTokenSet {
  readonly final: boolean;
  readonly edges: Readonly<Record<string, LunrTokenSet | undefined>>;
}

/** One word or pattern of a query, as `lunr.Query` completes it. */
export interface LunrClause {
  readonly term: string;
  readonly fields: readonly string[];
  readonly boost: number;
  readonly presence: number;
  readonly editDistance?: number;
}

/** The values of `lunr.Query.presence`. */
export const presence = { optional: 1, required: 2, prohibited: 3 } as const;

export const { TokenSet } = lunr as unknown as LunrRuntime;
