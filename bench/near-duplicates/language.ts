import { vocabulary } from '#bench/generate-library';
import type { Draw } from '#bench/search/random';

const onsets = 'b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const rimes =
  'a ác ai ải am an án ang anh ánh ao ạt âm ân âng ấp ây en êm ên ết êu i ích iên iếp inh ình oan óc ôn ông ốc ội ơi u úc ung uôc ương ước ưu'.split(
    ' ',
  );
const compounds = 12_000;
const commonPhrases = 500;
const matters = 60;
const wordsOfTopic = 150;
const phrasesOfTopic = 90;

/** What write-ups are written in. */
export interface Language {
  readonly topics: number;
  /** A syllable or word of the language, common ones more often. */
  word(): string;
  /** A sentence about a matter, of about 12 to 30 syllables. */
  sentence(topic: number): string;
  title(topic: number): string;
  /** A sentence of at least so many syllables that is to be used again and again. */
  stock(length: number): string;
}

/** What is written about one matter: its own words and set phrases, most used first. */
interface Topic {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
}

/**
 * Office Vietnamese made of the syllables of the sample library, and of rarer ones: words of two syllables and set phrases that recur by Zipf's law, in
 * general and by topic, so that write-ups on one matter share many phrases without being copies.
 */
export class MadeLanguage implements Language {
  readonly #draw: Draw;
  readonly #syllables: readonly string[];
  readonly #words: readonly string[];
  readonly #phrases: readonly string[];
  readonly topics = matters;
  readonly #topics: readonly Topic[];

  constructor(draw: Draw) {
    this.#draw = draw;
    const known = vocabulary();
    const rare = onsets.flatMap((onset) => rimes.map((rime) => onset + rime));
    this.#syllables = [...known, ...rare.filter((syllable) => !known.includes(syllable))];
    this.#words = Array.from({ length: compounds }, () => `${this.word()} ${this.word()}`);
    this.#phrases = this.#phrasesOf(commonPhrases, this.#words);
    this.#topics = Array.from({ length: matters }, () => {
      const words = Array.from({ length: wordsOfTopic }, () => this.#zipf(this.#words));
      return { words, phrases: this.#phrasesOf(phrasesOfTopic, words) };
    });
  }

  word(): string {
    return this.#zipf(this.#syllables);
  }

  sentence(topic: number): string {
    const length = 12 + this.#draw.below(16);
    const pieces: string[] = [];
    while (pieces.join(' ').split(' ').length < length) pieces.push(this.#piece(topic));
    return asSentence(pieces.join(' '));
  }

  stock(length: number): string {
    const pieces: string[] = [];
    while (pieces.join(' ').split(' ').length < length)
      pieces.push(this.#draw.below(3) === 0 ? this.#zipf(this.#phrases) : this.#zipf(this.#words));
    return asSentence(pieces.join(' '));
  }

  title(topic: number): string {
    return `${this.#piece(topic)} ${this.#piece(topic)} ${this.#piece(topic)}`;
  }

  #piece(topic: number): string {
    const { words = [], phrases = [] } = this.#topics[topic] ?? {};
    const kind = this.#draw.below(20);
    if (kind < 5) return this.#zipf(phrases);
    if (kind < 8) return this.#zipf(this.#phrases);
    if (kind < 13) return this.#zipf(words);
    if (kind < 19) return this.#zipf(this.#words);
    return String(2 + this.#draw.below(998));
  }

  #phrasesOf(count: number, words: readonly string[]): string[] {
    return Array.from({ length: count }, () =>
      Array.from({ length: 2 + this.#draw.below(2) }, () => this.#zipf(words)).join(' '),
    );
  }

  /** The item of rank r comes up in proportion to 1/(r + flat), as words of languages do (Mandelbrot). */
  #zipf(items: readonly string[], flat = 10): string {
    const share = this.#draw.below(2 ** 30) / 2 ** 30;
    return items[Math.floor(flat * ((items.length + flat) / flat) ** share - flat)] ?? '';
  }
}

export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
