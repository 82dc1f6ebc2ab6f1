import type { Backend } from '#renderer/backend/backend';
import type { RememberedSearch } from '#renderer/state/remembered-search';
import { type Failure, toFailure } from '#shared/failure';
import type { FacetName, FacetSelection, Hit, SearchAnswer, SearchQuery } from '#shared/model/search';

/** Milliseconds of quiet before a query is sent. */
const quiet = 80;
/** Hits asked for at first, and at most: beyond that, filters find more than scrolling. */
const firstHits = 60;
const mostHits = 200;

export type Sort = SearchQuery['sort'];

/** Query, filters, answer and place in the list; made once, so that all of it is there when one comes back. */
export class SearchState {
  /** As typed; never rewritten, because Vietnamese keyboards replace letters they sent before. */
  text = $state('');
  facets = $state.raw<FacetSelection>({});
  sort = $state<Sort>('relevance');
  answer = $state.raw<SearchAnswer | null>(null);
  failure = $state.raw<Failure | null>(null);
  selectedId = $state<string | null>(null);
  /** Where the list was scrolled to, in pixels. */
  offset = 0;
  #askedText = $state<string | null>(null);
  readonly hits = $derived<readonly Hit[]>(this.answer?.hits ?? []);
  /** True when the answer belongs to what stands in the box now. */
  readonly settled = $derived(this.answer !== null && this.#askedText === this.text);
  /** True when more hits of the same query cannot be had. */
  readonly exhausted = $derived(this.hits.length >= mostHits);
  readonly selectedIndex = $derived(this.hits.findIndex((hit) => hit.practice.id === this.selectedId));

  readonly #backend: Backend;
  #limit = firstHits;
  #ticket = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #composing = false;
  /** The next answer is to another question, so its first hit is the one to read. */
  #another = true;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Takes what stands in the search box after each keystroke. */
  type(text: string): void {
    this.text = text;
    this.#startOver();
    if (!this.#composing) this.#schedule();
  }

  /** A composition (input method editor) shows half-made letters: they are no query. */
  compose(composing: boolean): void {
    this.#composing = composing;
    if (!composing) this.#schedule();
  }

  setText(text: string): void {
    this.type(text);
    void this.run();
  }

  toggle(facet: FacetName, value: string): void {
    const chosen = this.facets[facet] ?? [];
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    const others = Object.entries(this.facets).filter(([name]) => name !== facet);
    const facets = Object.fromEntries(next.length === 0 ? others : [...others, [facet, next]]);
    this.#refine(() => (this.facets = facets));
  }

  clearFacets(): void {
    this.#refine(() => (this.facets = {}));
  }

  setSort(sort: Sort): void {
    this.#refine(() => (this.sort = sort));
  }

  /** Asks for more hits of the same query, when the end of the list comes near. */
  more(): void {
    const { answer } = this;
    if (!answer || this.#limit >= mostHits || answer.hits.length >= answer.total) return;
    this.#limit = mostHits;
    void this.run();
  }

  /** Asks now. An answer that comes after a newer question was asked is dropped. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    const ticket = (this.#ticket += 1);
    const { text, facets, sort } = this;
    try {
      const query = { text: text.slice(0, 2_000), facets, sort, limit: this.#limit };
      const answer = await this.#backend.invoke('search.query', query);
      if (ticket !== this.#ticket) return;
      this.#askedText = text;
      this.#accept(answer);
    } catch (error) {
      const failure = toFailure(error);
      // Overtaken on the way, by another window perhaps: what is shown stays right.
      if (ticket === this.#ticket && failure.code !== 'cancelled') this.failure = failure;
    }
  }

  /** Moves the selection by so many hits and returns its index. */
  move(by: number): number {
    const { hits } = this;
    const index = Math.max(0, Math.min(hits.length - 1, this.selectedIndex + by));
    this.selectedId = hits[index]?.practice.id ?? null;
    return index;
  }

  /** Takes up the question that was asked before the page was loaded; whoever shows the answer asks. */
  restore(remembered: RememberedSearch | null): void {
    if (!remembered) return;
    this.text = remembered.text;
    this.facets = remembered.facets;
    this.sort = remembered.sort;
  }

  /** Forgets what belongs to a library: another one was opened. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#ticket += 1;
    this.text = '';
    this.facets = {};
    this.answer = null;
    this.failure = null;
    this.selectedId = null;
    this.#startOver();
  }

  #accept(answer: SearchAnswer): void {
    this.answer = answer;
    this.failure = null;
    const still = answer.hits.some((hit) => hit.practice.id === this.selectedId);
    if (!still || this.#another) this.selectedId = answer.hits[0]?.practice.id ?? null;
    this.#another = false;
  }

  #startOver(): void {
    this.#limit = firstHits;
    this.offset = 0;
    this.#another = true;
  }

  #refine(change: () => void): void {
    change();
    this.#startOver();
    void this.run();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), quiet);
  }
}
