/** Words in which the test writes: each is typed once, by one person. */
export const wordPattern = /tu-[a-z]+-\d+/g;

interface Word {
  readonly word: string;
  readonly person: string;
  readonly typedAt: number;
}

/** How much typing a kill may cost, in milliseconds. */
const mayBeLost = 2_000;

/** What everybody typed, what hosts acknowledged, and who sent which text: the truth that the library is held against. */
export class Ledger {
  readonly #words: Word[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #kills: { person: string; at: number }[] = [];
  readonly #senders = new Map<string, Set<string>>();
  readonly named = { right: 0, unknown: 0 };
  readonly wrongNames: string[] = [];
  acknowledgedSaves = 0;
  conflicts = 0;

  type(person: string): string {
    const word = `tu-${person.toLowerCase()}-${String(this.#words.length)}`;
    this.#words.push({ word, person, typedAt: Date.now() });
    return word;
  }

  sent(person: string, texts: readonly string[]): void {
    for (const text of texts) {
      const senders = this.#senders.get(text.trim()) ?? new Set();
      this.#senders.set(text.trim(), senders.add(person));
    }
  }

  acknowledge(texts: readonly string[]): void {
    this.acknowledgedSaves += 1;
    for (const text of texts) for (const [word] of text.matchAll(wordPattern)) this.#acknowledged.add(word);
  }

  killed(person: string): void {
    this.#kills.push({ person, at: Date.now() });
  }

  /** A conflict told `name` as the author of this text; null where it told none. */
  conflict(text: string, name: string | null): void {
    this.conflicts += 1;
    if (name === null) this.named.unknown += 1;
    else if (this.#senders.get(text.trim())?.has(name)) this.named.right += 1;
    else this.wrongNames.push(`${name}: ${text.slice(-80)}`);
  }

  /** Words that nothing excuses and that are in none of the texts. */
  lost(texts: readonly string[]): Word[] {
    const found = new Set(texts.flatMap((text) => [...text.matchAll(wordPattern)].map(([word]) => word)));
    return this.#words.filter((word) => !found.has(word.word) && !this.#isExcused(word));
  }

  get words(): number {
    return this.#words.length;
  }

  #isExcused({ word, person, typedAt }: Word): boolean {
    if (this.#acknowledged.has(word)) return false;
    return this.#kills.some(
      (kill) => kill.person === person && kill.at >= typedAt && kill.at - typedAt <= mayBeLost,
    );
  }
}
