import type { Backend } from '#renderer/backend/backend';
import { FewAtOnce } from '#renderer/state/few-at-once';
import { joined } from '#renderer/state/hit-pieces';
import type { RememberedSearch } from '#renderer/state/remembered-search';
import { chosenValues, withoutPiece } from '#renderer/state/typed-filters';
import { type Failure, toFailure } from '#shared/failure';
import type { SavedQuestion } from '#shared/model/saved-search';
import {
  type FacetName,
  type FacetSelection,
  type Hit,
  mostHitsAtOnce,
  type SearchAnswer,
  type SearchQuery,
  type Understood,
} from '#shared/model/search';

/** Milliseconds of quiet before a query is sent: what a Vietnamese keyboard sends at one press of a key comes within them. */
const quiet = 40;
/** Hits asked for at first; scrolling and keys ask for more, in larger pieces. */
const firstHits = 60;

/** So near to the end of what is there the arrows ask for more. */
const nearEnd = 12;

export type Sort = SearchQuery['sort'];

/** Query, filters, answer and place in the list; made once, so that all of it is there when one comes back. */
export class SearchState {
  /** As typed; never rewritten, because Vietnamese keyboards replace letters they sent before. */
  text = $state('');
  facets = $state.raw<FacetSelection>({});
  sort = $state<Sort>('relevance');
  /** Just what was typed is looked for; until another text is. */
  literal = $state(false);
  answer = $state.raw<SearchAnswer | null>(null);
  failure = $state.raw<Failure | null>(null);
  selectedId = $state<string | null>(null);
  /** Where the list was scrolled to, in pixels. */
  offset = 0;
  /** How many different questions were answered: each begins at the top of the list. */
  questions = $state(0);
  /** The provinces are shown on the map instead of in a list. */
  mapShown = $state(false);
  /** Hits that were new when the saved search was opened that asks for them. */
  fresh = $state.raw<readonly string[]>([]);
  #askedText = $state<string | null>(null);
  readonly hits = $derived<readonly Hit[]>(this.answer?.hits ?? []);
  /** Filters that stand in the text and were understood. */
  readonly understood = $derived<readonly Understood[]>(this.answer?.understood ?? []);
  /** Values that are on, chosen or typed: these are one thing. */
  readonly chosen = $derived(chosenValues(this.facets, this.understood));
  readonly filtered = $derived(Object.keys(this.facets).length + this.understood.length > 0);
  /** The answer that was asked for as a whole because pieces of it did not fit. */
  #mended: SearchAnswer | null = null;
  /** True when the answer belongs to what stands in the box now. */
  readonly settled = $derived(this.answer !== null && this.#askedText === this.text);
  readonly selectedIndex = $derived(this.hits.findIndex((hit) => hit.practice.id === this.selectedId));

  readonly #backend: Backend;
  /** So many hits were asked for, counted as the host counts them. */
  #wanted = firstHits;
  #growing = false;
  readonly #questions = new FewAtOnce();
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
    if (text !== this.text) this.literal = false;
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

  /** Asks a question that was kept. */
  recall({ text, facets, sort, literal = false }: SavedQuestion): void {
    this.text = text;
    this.#refine(() => {
      this.literal = literal;
      this.facets = facets;
      this.sort = sort;
    });
  }

  /** Turns a value on or off; a typed one leaves the text, and other values that came with it (a year's) stay. */
  toggle(facet: FacetName, value: string): void {
    const typed = this.understood.filter(
      (one) => one.facet === facet && !one.excluded && one.values.includes(value),
    );
    const chosen = chosenValues(this.facets, typed)[facet] ?? [];
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    const others = Object.entries(this.facets).filter(([name]) => name !== facet);
    const facets = Object.fromEntries(next.length === 0 ? others : [...others, [facet, next]]);
    this.#refine(() => {
      this.facets = facets;
      for (const one of typed) this.text = withoutPiece(this.text, one.typed);
    });
  }

  /** Takes a typed filter out of the text. */
  untype({ typed }: Understood): void {
    this.#refine(() => (this.text = withoutPiece(this.text, typed)));
  }

  clearFacets(): void {
    this.#refine(() => {
      this.facets = {};
      for (const { typed } of this.understood) this.text = withoutPiece(this.text, typed);
    });
  }

  setLiteral(literal: boolean): void {
    this.#refine(() => (this.literal = literal));
  }

  setSort(sort: Sort): void {
    this.#refine(() => (this.sort = sort));
  }

  /** Asks for more hits of the same query, when the end of the list comes near. */
  more(): void {
    if (!this.answer || this.#growing || !this.settled) return;
    const { hits, total } = this.answer;
    if (this.#wanted < total) void this.#grow(this.answer);
    // The order changed between two pieces: some came twice and others not at all. Asked for as a whole, once.
    else if (hits.length < total && this.#mended !== this.answer) {
      this.#mended = this.answer;
      void this.run().then(() => (this.#mended = this.answer));
    }
  }

  /** Asks now, or as soon as fewer are under way. An answer that comes after a newer question was asked is dropped. */
  run(): Promise<void> {
    clearTimeout(this.#timer);
    // Asked once the composition ends, whatever else asks for it meanwhile.
    if (this.#composing) return Promise.resolve();
    const ticket = (this.#ticket += 1);
    return this.#questions.run(
      () => this.#answer(ticket),
      () => ticket === this.#ticket,
    );
  }

  async #answer(ticket: number): Promise<void> {
    const { text, facets, sort } = this;
    try {
      const wanted = this.#wanted;
      let answer = await this.#ask({ text, facets, sort }, 0, Math.min(wanted, mostHitsAtOnce));
      // Asked again, the list stays as long as it was.
      for (let from = mostHitsAtOnce; ticket === this.#ticket && from < wanted; from += mostHitsAtOnce)
        answer = joined(answer, await this.#ask({ text, facets, sort }, from, mostHitsAtOnce));
      if (ticket !== this.#ticket) return;
      this.#askedText = text;
      this.#accept(answer, text === this.text);
    } catch (error) {
      const failure = toFailure(error);
      if (ticket !== this.#ticket) return;
      // Overtaken in the host by another window: what is shown stays until the next try.
      if (failure.code === 'cancelled') this.#schedule();
      else this.failure = failure;
    }
  }

  /** Moves the selection by so many hits and returns its index. */
  move(by: number): number {
    const { hits } = this;
    const index = Math.max(0, Math.min(hits.length - 1, this.selectedIndex + by));
    this.selectedId = hits[index]?.practice.id ?? null;
    if (index + nearEnd >= hits.length) this.more();
    return index;
  }

  /** Takes up the question that was asked before the page was loaded; whoever shows the answer asks. */
  restore(remembered: RememberedSearch | null): void {
    if (!remembered) return;
    this.text = remembered.text;
    this.facets = remembered.facets;
    this.sort = remembered.sort;
    this.literal = remembered.literal ?? false;
  }

  /** Forgets what belongs to a library: another one was opened. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#ticket += 1;
    this.text = '';
    this.literal = false;
    this.facets = {};
    this.answer = null;
    this.failure = null;
    this.selectedId = null;
    this.#startOver();
  }

  /** `isCurrent`: nothing was typed since it was asked for; what was typed is another question, and is asked next. */
  #accept(answer: SearchAnswer, isCurrent: boolean): void {
    const isAnother = this.#another && isCurrent;
    const before = isAnother ? 0 : Math.max(0, this.selectedIndex);
    this.answer = answer;
    this.failure = null;
    const still = answer.hits.some((hit) => hit.practice.id === this.selectedId);
    // Where the chosen one is gone, the next one has come into its place.
    const index = Math.min(before, answer.hits.length - 1);
    if (!still || isAnother) this.selectedId = answer.hits[index]?.practice.id ?? null;
    if (!isAnother) return;
    this.questions += 1;
    this.#another = false;
  }

  async #grow(answer: SearchAnswer): Promise<void> {
    const [ticket, from] = [this.#ticket, this.#wanted];
    const { text, facets, sort } = this;
    this.#growing = true;
    try {
      const next = await this.#ask({ text, facets, sort }, from, mostHitsAtOnce);
      if (ticket !== this.#ticket) return;
      this.#wanted = from + mostHitsAtOnce;
      this.answer = { ...joined(answer, next), took: answer.took };
    } catch {
      // What is shown stays right; who scrolls on asks again.
    } finally {
      this.#growing = false;
    }
  }

  #ask(question: Pick<SearchQuery, 'text' | 'facets' | 'sort'>, from: number, limit: number) {
    const text = question.text.slice(0, 2_000);
    const piece = from === 0 ? { limit } : { from, limit };
    const literal = this.literal ? { literal: true } : {};
    return this.#backend.invoke('search.query', { ...question, text, ...literal, ...piece });
  }

  #startOver(): void {
    this.#wanted = firstHits;
    this.offset = 0;
    this.#another = true;
    this.fresh = [];
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
