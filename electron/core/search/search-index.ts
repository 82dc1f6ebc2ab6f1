import type { FacetName, SearchAnswer, SearchField, SearchQuery, Segment } from '#shared/model/search';

/** A practice as an index takes it: plain text by field, facet values, keys to sort by. */
export interface SearchDocument {
  readonly id: string;
  /** Changes whenever the text does; given back by `open`, so that only what changed is read again. */
  readonly fingerprint: string;
  readonly fields: Readonly<Record<SearchField, string>>;
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
  readonly sortKeys: {
    /** Grows with the end of the reporting period; 0 without one. */
    readonly period: number;
    /** Milliseconds since 1970. */
    readonly changedAt: number;
    /** 0 without evidence, then growing with its strength. */
    readonly evidence: number;
  };
}

export interface IndexHit {
  readonly id: string;
  readonly tier: 'exact' | 'folded' | 'some';
  readonly foundIn: SearchField[];
  /** The piece of summary, results and sections that says most about the words asked for. */
  readonly passage: Segment[];
}

/** `total` counts all hits, `hits` holds the first `limit` of them in their order. */
export interface IndexAnswer extends Pick<SearchAnswer, 'total' | 'facets' | 'unknownWords' | 'suggestion'> {
  readonly hits: IndexHit[];
}

/**
 * The index of one library, wherever it runs and whatever it is made of. Faults are `Failure`s; once `lost` was
 * called the index answers nothing any more and another one has to be made.
 */
export interface SearchIndex {
  /** Starts with what an earlier run left and says what that is: fingerprints by practice id. */
  open(): Promise<ReadonlyMap<string, string>>;
  /** Adds documents or replaces those of the same id; they can be found when `settle` has resolved. */
  put(documents: readonly SearchDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Resolves when everything put so far can be found, also by the next run. Queries are answered meanwhile. */
  settle(): Promise<void>;
  /**
   * The newest query is answered first; old ones that many newer ones overtook fail with `cancelled`. Within a facet
   * the selected values are alternatives, facets restrict each other, and a facet's counts leave its own selection out.
   */
  query(query: SearchQuery): Promise<IndexAnswer>;
  /** What was put and not settled is kept for the next run. */
  close(): Promise<void>;
}
