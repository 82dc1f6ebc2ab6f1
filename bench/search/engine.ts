/** A text of the corpus with what every engine is fed. */
export interface BenchDocument {
  /** Place in the corpus, from 0: by it engines name their hits. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** What is counted beside the hits. */
  readonly topic: string;
}

/** Any of the words, ranked; all words required; the same with the last one as the beginning of a word. */
export const modes = ['any', 'all', 'prefix'] as const;
export type Mode = (typeof modes)[number];

export interface SearchRequest {
  readonly mode: Mode;
  /** Folded, at least one. */
  readonly words: readonly string[];
  /**
   * Tokens of neighbouring words, further optional terms. They change no set of hits: a text with the pair has its words.
   * An engine may leave them out where words are required.
   */
  readonly pairs: readonly string[];
  /** The most hits wanted. */
  readonly limit: number;
  /** Whether all hits are to be counted by topic. */
  readonly facets: boolean;
}

export interface Answer {
  /** Numbers of documents, best first. */
  readonly hits: readonly number[];
  /** All hits, not only the returned ones, by topic. */
  readonly facets?: ReadonlyMap<string, number>;
}

/** An index that can be asked. */
export interface Engine {
  search(request: SearchRequest): Answer | Promise<Answer>;
  /** What a screen shows of a request where all words are required: hits with passages, tiers and counts of every facet. */
  whole?(request: SearchRequest): Promise<unknown>;
  /** Takes one text more; it need not be found at once. Missing where only a new index can hold it. */
  add?(document: BenchDocument, tokens: readonly string[]): void | Promise<void>;
  /** Lets go of open files. */
  close?(): void | Promise<void>;
}

/** A document with the tokens that all engines share; making them is part of building. */
export interface TokenisedDocument extends BenchDocument {
  readonly tokens: () => readonly string[];
}

/** What an adapter exports as `kind`. */
export interface EngineKind {
  /** Builds the index and leaves it in the folder, which exists and is empty. */
  build(documents: Iterable<TokenisedDocument>, folder: string): void | Promise<void>;
  /** Opens what `build` left there, in another process. */
  open(folder: string): Engine | Promise<Engine>;
  /** `false` where hits cannot be counted by topic. */
  readonly facets: boolean;
}
