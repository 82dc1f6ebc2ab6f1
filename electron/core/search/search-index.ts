import type { Alternative } from '#core/search/expansion/alternative';
import type {
  FacetName,
  FacetSelection,
  SearchAnswer,
  SearchField,
  SearchQuery,
  Segment,
} from '#shared/model/search';
import type { OurPlace } from '#shared/model/likeness';

/** Facets whose values are those of the practice alone; `like` depends on our own place as well. */
export type OwnFacet = Exclude<FacetName, 'like'>;

/** A practice as an index takes it: plain text by field, facet values, keys to sort by. */
export interface SearchDocument {
  readonly id: string;
  /** Changes whenever the text does; given back by `open`, so that only what changed is read again. */
  readonly fingerprint: string;
  readonly fields: Readonly<Record<SearchField, string>>;
  readonly facets: Readonly<Record<OwnFacet, readonly string[]>>;
  /** What its place can be compared by, see `circumstancesOf`. */
  readonly circumstances?: readonly string[];
  /** Texts of attachments, which are found as the field of that name; `name` is shown with passages. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
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
  /** The attachment that the passage is from, where that says more than the practice's own text. */
  readonly passageFile?: string;
}

/** A practice that is like another one, and words that both have, as the other one writes them. */
export interface SimilarDocument {
  readonly id: string;
  readonly shared: string[];
}

/** A query whose typed filters were read and stand among its facets. */
export interface IndexQuery extends SearchQuery {
  /** The text with blanks for its filters, so that all else keeps its place; absent where it had none. */
  readonly words?: string;
  /** Practices with any of these values do not come and are not counted. */
  readonly without?: FacetSelection;
  /** What else its words may stand as. */
  readonly alternatives?: readonly Alternative[];
  /** Our place, which the facet `like` compares with; without it that facet has no values. */
  readonly ours?: OurPlace;
}

/** `total` counts all hits, `hits` holds the first `limit` of them in their order. */
export interface IndexAnswer extends Pick<SearchAnswer, 'total' | 'facets' | 'unknownWords' | 'suggestion'> {
  readonly hits: IndexHit[];
  /** Words with stars or slips, as typed, that stand for more words than are looked for. */
  readonly cut?: string[];
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
  query(query: IndexQuery): Promise<IndexAnswer>;
  /** Practices like this one, best first; none where it is not there. */
  similar(id: string, most: number): Promise<SimilarDocument[]>;
  /** Those of the practices that a query finds with everything it asks for, filters too. */
  matching(query: IndexQuery, ids: readonly string[]): Promise<string[]>;
  /** What was put and not settled is kept for the next run. */
  close(): Promise<void>;
}
