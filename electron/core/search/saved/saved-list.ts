import type { UserSettings } from '#core/settings/settings';
import { Failure } from '#shared/failure';
import type { SavedSearch } from '#shared/model/saved-search';

/** The saved searches of one library in the settings of this user; read anew each time, since two hosts may run. */
export class SavedList {
  readonly #settings: Pick<UserSettings, 'latest' | 'change'>;
  readonly #libraryId: string;

  constructor(settings: Pick<UserSettings, 'latest' | 'change'>, libraryId: string) {
    this.#settings = settings;
    this.#libraryId = libraryId;
  }

  get(): readonly SavedSearch[] {
    const { savedSearches } = this.#settings.latest();
    return (Object.hasOwn(savedSearches, this.#libraryId) ? savedSearches[this.#libraryId] : undefined) ?? [];
  }

  add(search: SavedSearch): void {
    this.#write([...this.get().filter(({ id }) => id !== search.id), search]);
  }

  remove(id: string): void {
    this.#write(this.get().filter((search) => search.id !== id));
  }

  /** Fails with `not-found`. */
  change(id: string, change: Partial<Pick<SavedSearch, 'name' | 'seen'>>): void {
    const searches = this.get();
    if (!searches.some((search) => search.id === id)) throw new Failure('not-found', { where: id });
    this.#write(searches.map((search) => (search.id === id ? { ...search, ...change } : search)));
  }

  #write(searches: readonly SavedSearch[]): void {
    const { savedSearches } = this.#settings.latest();
    this.#settings.change({ savedSearches: { ...savedSearches, [this.#libraryId]: [...searches] } });
  }
}
