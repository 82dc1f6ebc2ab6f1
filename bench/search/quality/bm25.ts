import type { TextEngine } from '#bench/search/quality/text-engine';

/** The parameters of the original publication's experiments, as most engines have them. */
const k1 = 1.2;
const b = 0.75;

interface Posting {
  readonly documents: number[];
  readonly frequencies: number[];
}

/**
 * Plain BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over one bag of tokens a document: what
 * our own ranking is held against. `tokens` is used for texts and questions alike.
 */
export class Bm25 implements TextEngine {
  readonly name: string;
  readonly #tokens: (text: string) => readonly string[];
  readonly #postings = new Map<string, Posting>();
  readonly #lengths: number[] = [];
  readonly #mean: number;

  constructor(name: string, texts: readonly string[], tokens: (text: string) => readonly string[]) {
    this.name = name;
    this.#tokens = tokens;
    texts.forEach((text, document) => {
      this.#add(document, tokens(text));
    });
    this.#mean = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  }

  search(text: string, limit: number): readonly number[] {
    const scores = new Map<number, number>();
    for (const term of this.#tokens(text)) this.#score(term, scores);
    const best = [...scores].sort(([one, a], [other, c]) => c - a || one - other);
    return best.slice(0, limit).map(([document]) => document);
  }

  #add(document: number, tokens: readonly string[]): void {
    this.#lengths.push(tokens.length);
    for (const token of tokens) {
      const posting = this.#postings.get(token) ?? { documents: [], frequencies: [] };
      this.#postings.set(token, posting);
      const last = posting.documents.length - 1;
      if (posting.documents[last] === document)
        posting.frequencies[last] = (posting.frequencies[last] ?? 0) + 1;
      else {
        posting.documents.push(document);
        posting.frequencies.push(1);
      }
    }
  }

  #score(term: string, scores: Map<number, number>): void {
    const { documents, frequencies } = this.#postings.get(term) ?? { documents: [], frequencies: [] };
    const rarity = Math.log(1 + (this.#lengths.length - documents.length + 0.5) / (documents.length + 0.5));
    documents.forEach((document, at) => {
      const frequency = frequencies[at] ?? 0;
      const length = (this.#lengths[document] ?? 0) / this.#mean;
      const weight = (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length));
      scores.set(document, (scores.get(document) ?? 0) + rarity * weight);
    });
  }
}
