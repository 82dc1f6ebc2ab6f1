import type { Backend } from '#renderer/backend/backend';
import type { PracticeSummary } from '#shared/model/practice';

/** Milliseconds without a key before the host is asked. */
const rest = 600;
const shown = 5;
/** More than are shown, since some of what is found is passed over. */
const asked = 40;
/** Words beyond these make a search slower and no better. */
const mostWords = 40;

/** Practices found by the program's search for what somebody types, the best few of the wanted kind. */
export class PracticeFinder {
  found = $state.raw<readonly PracticeSummary[]>([]);
  /** True once an answer belongs to what was asked last. */
  asked = $state(false);
  readonly #backend: Backend;
  readonly #wanted: (practice: PracticeSummary) => boolean;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, wanted: (practice: PracticeSummary) => boolean) {
    this.#backend = backend;
    this.#wanted = wanted;
  }

  /** Asks once the typing rests; the same words are not asked for again. */
  ask(typed: string): void {
    const text = plainWords(typed);
    if (text === this.#text) return;
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(text), rest);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #search(text: string): Promise<void> {
    if (text === '') {
      this.found = [];
      this.asked = false;
      return;
    }
    const query = { text, facets: {}, sort: 'relevance' as const, limit: asked };
    // A hint, not the person's question: where it fails nothing is said.
    const answer = await this.#backend.invoke('search.query', query).catch(() => null);
    if (answer === null || text !== this.#text) return;
    this.found = answer.hits
      .map(({ practice }) => practice)
      .filter(this.#wanted)
      .slice(0, shown);
    this.asked = true;
  }
}

/** Words alone: quotes and signs of the search language would ask for something else. */
function plainWords(text: string): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.slice(0, mostWords).join(' ');
}
