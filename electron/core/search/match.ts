import type { LunrIndex } from '#core/search/lunr-index';
import { type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import type { StoredDocument } from '#core/search/stored-document';
import type { Vocabulary } from '#core/search/vocabulary';
import { createMasks, heldBits, holdsPhrase } from '#core/search/word-masks';
import type { SearchField } from '#shared/model/search';

/** What queries see of a library. */
export interface IndexView {
  /** Together they hold all documents, and perhaps outdated ones. */
  readonly indexes: readonly LunrIndex[];
  /** Nothing for outdated documents. */
  documentOf(number: number): StoredDocument | undefined;
  documents(): IterableIterator<StoredDocument>;
  readonly vocabulary: Vocabulary;
}

export interface Match {
  readonly document: StoredDocument;
  readonly tier: 'exact' | 'folded' | 'some';
  readonly score: number;
  /** How many of the wanted words it holds; counted for `some` only. */
  readonly words: number;
  readonly foundIn: () => SearchField[];
}

export interface Matches {
  readonly matches: Match[];
  /** Words that no document holds. */
  readonly unknown: QueryWord[];
}

/** With fewer practices that hold all words than this, those with most of the words follow. */
const few = 5;
/** So many of them at most: they are a way out, not an answer. */
const mostLoose = 20;

/** The answer to a query without words. */
export function listAll(documents: readonly StoredDocument[]): Match[] {
  return documents.map((document) => ({
    document,
    tier: 'exact',
    score: 0,
    words: 0,
    foundIn: () => [],
  }));
}

/** All documents that answer a query with words, in no particular order. */
export function matchQuery(query: ParsedQuery, view: IndexView): Matches {
  const matcher = new Matcher(query, view);
  const strict = matcher.strict();
  if (strict.length >= few) return { matches: strict, unknown: [] };
  const known = strict.length > 0 ? matcher.all : matcher.knownBits();
  return { matches: [...strict, ...matcher.loose(strict, known)], unknown: matcher.wordsWithout(known) };
}

interface Found {
  readonly document: StoredDocument;
  readonly score: number;
  readonly foundIn: () => SearchField[];
}

/** One query over one view. */
class Matcher {
  readonly all: number;
  readonly #query: ParsedQuery;
  readonly #view: IndexView;
  readonly #words: readonly QueryWord[];
  readonly #masks;
  /** One of the words is still being typed, and Lunr did not require it. */
  readonly #growing: boolean;
  readonly #phrases: number[][];
  readonly #excluded;

  constructor(query: ParsedQuery, view: IndexView) {
    this.#query = query;
    this.#view = view;
    this.#words = wantedWords(query);
    this.#masks = createMasks(this.#words, view.vocabulary);
    this.#growing = this.#words.some(({ prefix }) => prefix);
    this.#phrases = query.phrases
      .map((phrase) => this.#positions(phrase, this.#words))
      .filter(({ length }) => length > 1);
    this.#excluded = query.excluded
      .filter(({ length }) => length > 1)
      .map((phrase) => ({
        mask: createMasks(phrase, view.vocabulary).folded,
        positions: phrase.map((_, at) => at),
      }));
    this.all = this.#masks.all;
  }

  #positions(phrase: readonly QueryWord[], words: readonly QueryWord[]): number[] {
    return phrase.map(({ exact }) => words.findIndex((word) => word.exact === exact && !word.prefix));
  }

  /** Documents with all words. */
  strict(): Match[] {
    const plain = !this.#words.some(({ marked }) => marked);
    const found = this.#search(false).filter(
      ({ document }) => !this.#growing || heldBits(document, this.#masks.folded, this.all) === this.all,
    );
    return found.map((one) => ({
      ...one,
      tier: plain || this.#isExact(one.document) ? 'exact' : 'folded',
      words: 0,
    }));
  }

  /** Documents with more than half of the words that the library knows, best first and beyond those given. */
  loose(strict: readonly Match[], known: number): Match[] {
    const needed = Math.floor(ones(known) / 2) + 1;
    if (this.#query.words.length === 0 || (strict.length > 0 && needed >= this.#words.length)) return [];
    const taken = new Set(strict.map(({ document }) => document));
    return this.#search(true)
      .filter(({ document }) => !taken.has(document))
      .map((found): Match => {
        const words = ones(heldBits(found.document, this.#masks.folded, this.all));
        return { ...found, tier: 'some', words };
      })
      .filter(({ words }) => words >= needed)
      .sort((a, b) => b.words - a.words || b.score - a.score || a.document.number - b.document.number)
      .slice(0, mostLoose);
  }

  /** The words that at least one document holds, as bits. */
  knownBits(): number {
    let bits = 0;
    for (const document of this.#view.documents()) {
      bits |= heldBits(document, this.#masks.folded, this.all);
      if (bits === this.all) break;
    }
    return bits;
  }

  wordsWithout(bits: number): QueryWord[] {
    return this.#words.filter((_, position) => ((bits >> position) & 1) === 0);
  }

  #search(loose: boolean): Found[] {
    return this.#view.indexes.flatMap((index) =>
      index.search(this.#query, loose).flatMap(({ number, score, foundIn }) => {
        const document = this.#view.documentOf(number);
        return document && this.#obeys(document) ? [{ document, score, foundIn }] : [];
      }),
    );
  }

  /** Phrases are there, excluded phrases are not. */
  #obeys(document: StoredDocument): boolean {
    return (
      this.#phrases.every((phrase) => holdsPhrase(document, this.#masks.folded, phrase)) &&
      !this.#excluded.some(({ mask, positions }) => holdsPhrase(document, mask, positions))
    );
  }

  #isExact(document: StoredDocument): boolean {
    return (
      heldBits(document, this.#masks.exact, this.all) === this.all &&
      this.#phrases.every((phrase) => holdsPhrase(document, this.#masks.exact, phrase))
    );
  }
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
