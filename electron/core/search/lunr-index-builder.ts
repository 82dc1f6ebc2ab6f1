import { Index, type LunrPosting, Pipeline, TokenSet, Vector } from '#core/search/lunr';
import { LunrIndex, type Statistics } from '#core/search/lunr-index';
import type { StoredDocument } from '#core/search/stored-document';
import type { Vocabulary } from '#core/search/vocabulary';
import { type SearchField, searchFields } from '#shared/model/search';

const boosts: Record<SearchField, number> = {
  title: 8,
  summary: 4,
  keywords: 3.5,
  results: 2.5,
  legal: 2,
  place: 2,
  sections: 1,
  attachments: 0.5,
};
/** BM25 with Lunr's own parameters. */
const k1 = 1.2;
const b = 0.75;

/** Shared by all postings: Lunr wants an object for metadata in each, and millions of them are most of its memory. */
const none: Record<string, object> = Object.freeze(Object.create(null) as Record<string, object>);

/**
 * Builds the index from numbered words, yielding after each so that the caller can do something else. The index is
 * stock Lunr; `lunr.Builder` is not used because it takes five times as long and leaves twice the memory, and because it
 * knows no `before`: with the statistics of an index that exists already, scores of both can be compared.
 */
export function* buildLunrIndex(
  documents: readonly StoredDocument[],
  vocabulary: Vocabulary,
  before?: Statistics,
): Generator<undefined, LunrIndex> {
  const builder = new LunrIndexBuilder(vocabulary, before);
  for (const document of documents) {
    builder.add(document);
    yield;
  }
  return builder.build();
}

class LunrIndexBuilder {
  readonly #vocabulary: Vocabulary;
  readonly #numbers = new Set<number>();
  readonly #postings = new Map<number, LunrPosting>();
  readonly #frequencies: { document: StoredDocument; field: number; pairs: Float32Array; length: number }[] =
    [];
  readonly #documentsWith: Map<number, number>;
  readonly #lengths: { words: number; documents: number }[];
  #documents: number;

  constructor(vocabulary: Vocabulary, before?: Statistics) {
    this.#vocabulary = vocabulary;
    this.#documents = before?.documents ?? 0;
    this.#documentsWith = new Map(before?.documentsWith);
    this.#lengths = searchFields.map((_, field) => ({ words: 0, documents: 0, ...before?.lengths[field] }));
  }

  add(document: StoredDocument): void {
    const terms = new Set<number>();
    this.#numbers.add(document.number);
    this.#documents += 1;
    document.ends.forEach((end, field) => {
      const start = field === 0 ? 0 : (document.ends[field - 1] ?? 0) + 1;
      const folded = document.words.subarray(start, end).map((word) => this.#vocabulary.foldedOf[word] ?? 0);
      const pairs = countEach(folded.filter((word) => word !== 0));
      this.#measure(field, folded.length);
      if (pairs.length > 0 || field === 0)
        this.#frequencies.push({ document, field, pairs, length: folded.length });
      for (let at = 0; at < pairs.length; at += 2) {
        const term = pairs[at] ?? 0;
        terms.add(term);
        this.#post(term, searchFields[field] ?? 'title', document.number);
      }
    });
    for (const term of terms) this.#documentsWith.set(term, (this.#documentsWith.get(term) ?? 0) + 1);
  }

  #measure(field: number, words: number): void {
    const length = this.#lengths[field];
    if (!length || words === 0) return;
    length.words += words;
    length.documents += 1;
  }

  #post(term: number, field: SearchField, document: number): void {
    let posting = this.#postings.get(term);
    if (!posting) {
      posting = Object.create(null) as LunrPosting;
      posting['_index'] = term;
      for (const name of searchFields) posting[name] = none;
      this.#postings.set(term, posting);
    }
    if (posting[field] === none) posting[field] = Object.create(null) as Record<string, object>;
    (posting[field] as Record<number, object>)[document] = none;
  }

  build(): LunrIndex {
    const fieldVectors = Object.create(null) as Record<string, InstanceType<typeof Vector>>;
    for (const { document, field, pairs, length } of this.#frequencies) {
      this.#weigh(pairs, field, length);
      fieldVectors[`${searchFields[field] ?? ''}/${String(document.number)}`] = new Vector(pairs);
    }
    const invertedIndex = Object.create(null) as Record<string, LunrPosting>;
    for (const [term, posting] of this.#postings)
      invertedIndex[this.#vocabulary.folded[term] ?? ''] = posting;
    const tokenSet = TokenSet.fromArray(Object.keys(invertedIndex).sort());
    const pipeline = new Pipeline();
    return new LunrIndex({
      numbers: this.#numbers,
      statistics: { documents: this.#documents, documentsWith: this.#documentsWith, lengths: this.#lengths },
      tokenSet,
      index: new Index({ fields: searchFields, invertedIndex, fieldVectors, tokenSet, pipeline }),
    });
  }

  /** Turns frequencies into weights, in place. */
  #weigh(pairs: Float32Array, field: number, length: number): void {
    // Of documents that have the field: few have a legal basis, and those that have one are not long for it.
    const all = this.#lengths[field] ?? { words: 0, documents: 0 };
    const norm = k1 * (1 - b + b * ((length * all.documents) / all.words));
    const boost = boosts[searchFields[field] ?? 'title'];
    for (let at = 0; at < pairs.length; at += 2) {
      const holders = this.#documentsWith.get(pairs[at] ?? 0) ?? 0;
      const rarity = Math.log(1 + (this.#documents - holders + 0.5) / (holders + 0.5));
      const frequency = pairs[at + 1] ?? 0;
      pairs[at + 1] = (boost * rarity * (k1 + 1) * frequency) / (norm + frequency);
    }
  }
}

/** Pairs of number and how often it comes, ascending by number. Term numbers stay far below 2^24: exact as floats. */
function countEach(numbers: Uint32Array): Float32Array {
  numbers.sort();
  const pairs: number[] = [];
  for (const number of numbers) {
    const last = pairs.length - 2;
    if (pairs[last] === number) pairs[last + 1] = (pairs[last + 1] ?? 0) + 1;
    else pairs.push(number, 1);
  }
  return Float32Array.from(pairs);
}
