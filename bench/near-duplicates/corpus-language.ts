import { asSentence, type Language } from '#bench/near-duplicates/language';
import { readCorpus } from '#bench/search/corpus';
import type { Draw } from '#bench/search/random';
import { wordStringsOf } from '#core/search/analysis';

/** Words of one matter, at most and at least: write-ups made of fewer would be copies of each other. */
const [mostWords, leastWords] = [200_000, 80_000];
const mostArticles = 50_000;

/** The words of the texts on one matter, one after the other, and where each stands. */
interface Source {
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/**
 * Sentences put together from pieces of real texts on one matter, one to five words that follow each other there, each of which begins
 * with the word that the one before ended with: set phrases, names and turns of speech recur as they do in the texts.
 */
export class CorpusLanguage implements Language {
  readonly #draw: Draw;
  readonly #sources: readonly Source[];

  /** `file`: lines of JSON with `title`, `body` and `topic`. */
  constructor(file: string, draw: Draw) {
    this.#draw = draw;
    const topics = new Map<string, string[]>();
    for (const { topic, title, body } of readCorpus(file, mostArticles)) {
      const words = topics.get(topic) ?? [];
      topics.set(topic, words);
      if (words.length < mostWords)
        for (const word of wordStringsOf(`${title} ${body}`)) words.push(word.toLowerCase());
    }
    const enough = [...topics.values()].filter((words) => words.length >= leastWords);
    this.#sources = enough.map((words) => ({ words, places: placesOf(words) }));
  }

  get topics(): number {
    return this.#sources.length;
  }

  word(): string {
    return this.#draw.pick(this.#draw.pick(this.#sources).words);
  }

  sentence(topic: number): string {
    return asSentence(this.#walk(topic, 12 + this.#draw.below(18)));
  }

  title(topic: number): string {
    return this.#walk(topic, 10);
  }

  stock(length: number): string {
    return asSentence(this.#walk(this.#draw.below(this.topics), length));
  }

  #walk(topic: number, length: number): string {
    const { words, places } = this.#sources[topic] ?? { words: [], places: new Map<string, number[]>() };
    let at = this.#draw.below(words.length);
    const walked: string[] = [];
    while (walked.length < length) {
      const piece = words.slice(at, at + 1 + this.#draw.below(5));
      walked.push(...piece);
      const next = this.#draw.pick(places.get(piece.at(-1) ?? '') ?? [0]);
      at = next + 1 < words.length ? next + 1 : 0;
    }
    return walked.join(' ');
  }
}

function placesOf(words: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const known = places.get(word);
    if (known) known.push(at);
    else places.set(word, [at]);
  }
  return places;
}
