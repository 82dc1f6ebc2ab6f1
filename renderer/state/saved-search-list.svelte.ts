import type { Application } from '#renderer/state/application.svelte';
import type { ListedSearch } from '#shared/contract/saved-searches';
import type { FacetSelection } from '#shared/model/search';
import { type SavedQuestion, type SavedSearch, savedSearchSchema } from '#shared/model/saved-search';

/** The saved searches of the person here, and what is done with them. */
export class SavedSearchList {
  /** Null until they were fetched. */
  list = $state.raw<readonly ListedSearch[] | null>(null);
  /** The one that was removed last, to be put back. */
  removed = $state.raw<SavedSearch | null>(null);
  readonly #app: Application;
  /** The saved one that asks what is asked just now. */
  readonly current = $derived.by(() => this.list?.find((search) => isSame(search, this.#app.search)));

  constructor(app: Application) {
    this.#app = app;
  }

  /** Fetches the list and follows its changes; returns the function that ends it. */
  follow(): () => void {
    const stop = this.#app.backend.subscribe('searches.changed', (searches) => {
      this.list = searches;
    });
    void this.#app.ask('searches.list', {}).then((list) => {
      this.#take(list);
    });
    return stop;
  }

  /** Keeps what is asked now under a name. */
  async save(name: string): Promise<'saved' | 'full' | 'failed'> {
    const { text, facets, sort, literal } = this.#app.search;
    const question = { text: text.slice(0, 2_000), facets, sort, ...(literal ? { literal } : {}) };
    const outcome = await this.#app.ask('searches.save', { ...question, name });
    if (outcome?.type === 'saved') this.#take(outcome.searches);
    return outcome?.type ?? 'failed';
  }

  async rename(id: string, name: string): Promise<void> {
    this.#take(await this.#app.ask('searches.rename', { id, name }));
  }

  async remove(listed: ListedSearch): Promise<void> {
    // Without the number of what is new.
    const search = savedSearchSchema.parse(listed);
    const list = await this.#app.ask('searches.remove', { id: search.id });
    if (list) this.removed = search;
    this.#take(list);
  }

  async putBack(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    const list = await this.#app.ask('searches.putBack', removed);
    if (list) this.removed = null;
    this.#take(list);
  }

  /** Asks a saved question again, shows what is new among its hits, and marks it as seen. */
  async open(search: ListedSearch): Promise<void> {
    this.#app.search.recall(search);
    this.#app.router.go('search');
    const opened = await this.#app.ask('searches.open', { id: search.id });
    if (!opened) return;
    this.#take(opened.searches);
    // Unless another question was asked meanwhile.
    if (isSame(search, this.#app.search)) this.#app.search.fresh = opened.fresh;
  }

  #take(list: readonly ListedSearch[] | undefined): void {
    if (list) this.list = list;
  }
}

function isSame(one: SavedQuestion, other: SavedQuestion): boolean {
  return (
    one.text.trim() === other.text.trim() &&
    one.sort === other.sort &&
    (one.literal ?? false) === (other.literal ?? false) &&
    keyOf(one.facets) === keyOf(other.facets)
  );
}

/** Facets and values in one order: which was chosen first does not matter. */
function keyOf(facets: FacetSelection): string {
  const chosen = Object.entries(facets).filter(([, values]) => values.length > 0);
  return JSON.stringify(chosen.map(([name, values]) => [name, [...values].sort()]).sort());
}
