import { applyFacets } from '#core/search/facets';
import { Highlighter } from '#core/search/highlight';
import { decodeCache, encodeCache } from '#core/search/index-cache';
import type { LunrIndex } from '#core/search/lunr-index';
import { buildLunrIndex } from '#core/search/lunr-index-builder';
import { type IndexView, listAll, type Match, matchQuery } from '#core/search/match';
import { isEmpty, parseQuery } from '#core/search/parsed-query';
import type { IndexAnswer, IndexHit, SearchDocument } from '#core/search/search-index';
import { passageText, type StoredDocument, storeDocument } from '#core/search/stored-document';
import { suggest } from '#core/search/suggestion';
import { Vocabulary } from '#core/search/vocabulary';
import type { SearchQuery } from '#shared/model/search';

/**
 * The index of one library, without threads or files. Two Lunr indexes answer together: a large one that never changes,
 * and a small one with what came since, weighed with the large one's statistics so that scores compare. Outdated
 * documents are left out of the answers by their number. With too many documents beside it the large one is built again
 * while the old one answers.
 */
export class SearchEngine {
  #vocabulary = new Vocabulary();
  /** What queries see. */
  readonly #visible = new Map<string, StoredDocument>();
  readonly #byNumber = new Map<number, StoredDocument>();
  /** Put, but not yet found. */
  readonly #pending = new Map<string, StoredDocument>();
  #large: LunrIndex | undefined;
  #small: LunrIndex | undefined;
  #numbers = 0;
  readonly #mostBeside: number;

  /** `mostBeside`: documents in the small index, which is built again with every change (30 ms for 200). */
  constructor(mostBeside = 200) {
    this.#mostBeside = mostBeside;
  }

  put(documents: readonly SearchDocument[]): void {
    for (const document of documents) {
      this.#numbers += 1;
      this.#pending.set(document.id, storeDocument(document, this.#numbers, this.#vocabulary));
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const document = this.#visible.get(id);
      if (document) this.#byNumber.delete(document.number);
      this.#visible.delete(id);
      this.#pending.delete(id);
    }
  }

  /** Whether `settle` has something to do. */
  get unsettled(): boolean {
    return this.#pending.size > 0 || this.#waste() > this.#mostBeside;
  }

  /** Makes everything that was put visible; yields so that queries can be answered and more be put meanwhile. */
  *settle(): Generator<undefined, void> {
    while (this.unsettled) {
      if (this.#fitsBeside()) this.#buildSmall(this.#pending);
      else yield* this.#buildLarge();
    }
  }

  query(query: SearchQuery): IndexAnswer {
    if (this.#pending.size > 0 && this.#fitsBeside()) this.#buildSmall(this.#pending);
    const parsed = parseQuery(query.text);
    // What has words waits for the indexes; everything there is can be listed before they are built.
    const { matches, unknown } = isEmpty(parsed)
      ? { matches: listAll(this.#documents()), unknown: [] }
      : matchQuery(parsed, this.#view());
    const { chosen, counts } = applyFacets(matches, query.facets);
    const highlighter = new Highlighter(parsed);
    const suggestion = matches.some(({ tier }) => tier !== 'some')
      ? null
      : suggest(query.text, parsed, unknown, this.#view());
    return {
      total: chosen.length,
      hits: chosen
        .sort(inOrder(isEmpty(parsed) && query.sort === 'relevance' ? 'newest' : query.sort))
        .slice(0, query.limit)
        .map((match) => toHit(match, highlighter)),
      facets: counts,
      unknownWords: [...new Set(unknown.map(({ typed }) => typed))],
      suggestion,
    };
  }

  /** Everything as the bytes of a file. */
  save(libraryId: string): Uint8Array {
    return encodeCache({ libraryId, vocabulary: this.#vocabulary, documents: this.#documents() });
  }

  /**
   * Starts with a saved index; nothing happens where the bytes are not whole or belong to another library. Returns the
   * fingerprints by id of what is there then.
   */
  load(bytes: Uint8Array | null, libraryId: string): [string, string][] {
    const cache = bytes && decodeCache(bytes, libraryId);
    if (!cache) return [];
    this.#vocabulary = cache.vocabulary;
    for (const document of cache.documents) this.#pending.set(document.id, document);
    this.#numbers = cache.documents.length;
    return cache.documents.map(({ id, fingerprint }) => [id, fingerprint]);
  }

  /** Everything that was put, whether it can be found yet or not. */
  #documents(): StoredDocument[] {
    return [...new Map([...this.#visible, ...this.#pending]).values()];
  }

  #view(): IndexView {
    return {
      indexes: [this.#large, this.#small].filter((index) => index !== undefined),
      documentOf: (number) => this.#byNumber.get(number),
      documents: () => this.#visible.values(),
      vocabulary: this.#vocabulary,
    };
  }

  /** Visible documents that the large index does not hold. */
  #beside(): StoredDocument[] {
    return [...this.#visible.values()].filter(({ number }) => this.#large?.numbers.has(number) !== true);
  }

  #fitsBeside(): boolean {
    return (
      this.#waste() <= this.#mostBeside && this.#beside().length + this.#pending.size <= this.#mostBeside
    );
  }

  /** Outdated documents that the large index still holds. */
  #waste(): number {
    if (!this.#large) return 0;
    return this.#large.numbers.size - (this.#visible.size - this.#beside().length);
  }

  /** Builds the small index from what is beside the large one and what was put, and shows the latter. */
  #buildSmall(put: ReadonlyMap<string, StoredDocument>): void {
    const documents = new Map(this.#beside().map((document) => [document.id, document]));
    for (const [id, document] of put) documents.set(id, document);
    const building = buildLunrIndex([...documents.values()], this.#vocabulary, this.#large?.statistics);
    let step = building.next();
    while (!step.done) step = building.next();
    this.#small = step.value;
    for (const document of put.values()) this.#show(document);
    for (const id of [...put.keys()]) this.#pending.delete(id);
  }

  *#buildLarge(): Generator<undefined, void> {
    const taken = new Map(this.#pending);
    this.#large = yield* buildLunrIndex(this.#documents(), this.#vocabulary);
    for (const [id, document] of taken) {
      // Removed meanwhile, or replaced and shown: then this one is outdated already.
      if (!this.#pending.has(id)) continue;
      this.#show(document);
      if (this.#pending.get(id) === document) this.#pending.delete(id);
    }
    this.#buildSmall(new Map());
  }

  #show(document: StoredDocument): void {
    const old = this.#visible.get(document.id);
    if (old) this.#byNumber.delete(old.number);
    this.#visible.set(document.id, document);
    this.#byNumber.set(document.number, document);
  }
}

const tiers = { exact: 0, folded: 1, some: 2 } as const;

/** Tiers never mix, whatever they are sorted by. The id comes last, so that equal ones keep their order. */
function inOrder(sort: SearchQuery['sort']): (a: Match, b: Match) => number {
  const newest = (a: Match, b: Match): number =>
    b.document.sortKeys.period - a.document.sortKeys.period ||
    b.document.sortKeys.changedAt - a.document.sortKeys.changedAt;
  const relevance = (a: Match, b: Match): number => b.words - a.words || b.score - a.score;
  const evidence = (a: Match, b: Match): number =>
    b.document.sortKeys.evidence - a.document.sortKeys.evidence;
  const keys = { newest, relevance, evidence };
  return (a, b) =>
    tiers[a.tier] - tiers[b.tier] ||
    keys[sort](a, b) ||
    relevance(a, b) ||
    newest(a, b) ||
    (a.document.id < b.document.id ? -1 : 1);
}

function toHit({ document, tier, foundIn }: Match, highlighter: Highlighter): IndexHit {
  return { id: document.id, tier, foundIn: foundIn(), passage: highlighter.passage(passageText(document)) };
}
