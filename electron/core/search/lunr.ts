import lunr from 'lunr';

/**
 * What is used of stock Lunr, as its source has it: @types/lunr describes another version's attributes and lacks
 * presence and the token set's constructors.
 */
interface LunrRuntime {
  readonly Index: new (attributes: {
    readonly fields: readonly string[];
    /** By term: its number and, by field, the documents that hold it (values carry no metadata here). */
    readonly invertedIndex: Readonly<Record<string, LunrPosting>>;
    /** By `field/document`: pairs of term number and weight, ascending. */
    readonly fieldVectors: Readonly<Record<string, LunrVector>>;
    readonly tokenSet: LunrTokenSet;
    readonly pipeline: lunr.Pipeline;
  }) => LunrStockIndex;
  readonly Vector: new (elements: Float32Array) => LunrVector;
  readonly Pipeline: new () => lunr.Pipeline;
  readonly TokenSet: {
    /** Takes words in ascending order of their UTF-16 units. */
    fromArray(words: readonly string[]): LunrTokenSet;
    fromString(pattern: string): LunrTokenSet;
    fromFuzzyString(word: string, distance: number): LunrTokenSet;
  };
}

export interface LunrTokenSet {
  intersect(other: LunrTokenSet): LunrTokenSet;
  toArray(): string[];
}

interface LunrVector {
  readonly elements: Float32Array;
}

export type LunrPosting = Record<string, number | Record<string, object>>;

export const presence = { optional: 1, required: 2, prohibited: 3 } as const;

export interface LunrQuery {
  clause(clause: { term: string; presence: number; boost: number; usePipeline: false }): unknown;
}

export interface LunrStockIndex {
  query(build: (query: LunrQuery) => void): {
    readonly ref: string;
    readonly score: number;
    readonly matchData: { readonly metadata: Readonly<Record<string, Readonly<Record<string, object>>>> };
  }[];
}

export const { Index, Vector, Pipeline, TokenSet } = lunr as unknown as LunrRuntime;
