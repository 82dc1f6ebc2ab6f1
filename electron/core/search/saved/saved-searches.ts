import { dirname, join } from 'node:path';
import { v4 as uuidv4 } from 'uuid';
import { Serial } from '#core/files/serial';
import type { Platform } from '#core/platform';
import { FirstSeen } from '#core/search/saved/first-seen';
import { SavedList } from '#core/search/saved/saved-list';
import type { SearchSource } from '#core/search/search-source';
import { indexFolder } from '#core/search/worker-index';
import type { UserSettings } from '#core/settings/settings';
import type { HandlersOf } from '#shared/contract/contract';
import type { ListedSearch, savedSearchOperations } from '#shared/contract/saved-searches';
import { mostSaved, type SavedQuestion, type SavedSearch } from '#shared/model/saved-search';

interface SavedSearchOptions {
  readonly platform: Platform;
  readonly settings: Pick<UserSettings, 'latest' | 'change'>;
  readonly source: Pick<SearchSource, 'libraryId' | 'list' | 'get' | 'subscribe'>;
  /** Those of the practices that a question finds with all it asks for. */
  readonly matching: (question: SavedQuestion, ids: readonly string[]) => Promise<readonly string[]>;
  readonly changed: (searches: ListedSearch[]) => void;
}

/**
 * The saved searches of a person in the open library, and what is new in each. Nothing is noted while none is saved; from the
 * first one on, practices of others are noted as they come, and only these are held against the searches, once they
 * are indexed.
 */
export class SavedSearches {
  readonly handlers: HandlersOf<typeof savedSearchOperations>;
  readonly #options: SavedSearchOptions;
  readonly #list: SavedList;
  readonly #seen: FirstSeen;
  readonly #serial = new Serial();
  readonly #unsubscribe: () => void;
  /** New hits by search. */
  readonly #fresh = new Map<string, readonly string[]>();
  #noting: 'no' | 'as-old' | 'yes' = 'no';
  /** What the library holds was indexed once: from then on, what comes is new. */
  #ready = false;
  #told = '';

  constructor(options: SavedSearchOptions) {
    const { platform, settings, source } = options;
    this.#options = options;
    this.#list = new SavedList(settings, source.libraryId);
    this.#seen = new FirstSeen({
      fileSystem: platform.fileSystem,
      file: join(dirname(indexFolder(platform.profileFolder, source.libraryId)), 'first-seen.json'),
      libraryId: source.libraryId,
      now: () => platform.now(),
    });
    this.#unsubscribe = source.subscribe((ids) => {
      this.#note(ids);
    });
    this.handlers = this.#createHandlers();
  }

  /** Everything that changed so far can be found: what is new is counted. */
  async indexed(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#begin();
      this.#ready = true;
      if (this.#noting === 'no') return;
      this.#noting = 'yes';
      await this.#count();
      this.#tell();
      await this.#seen.save();
    });
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#inTurn(() => this.#seen.save());
  }

  #createHandlers(): HandlersOf<typeof savedSearchOperations> {
    const answer = (work: () => Promise<void> | void): Promise<ListedSearch[]> =>
      this.#inTurn(async () => {
        await this.#begin();
        await work();
        this.#tell();
        return this.#listed();
      });
    return {
      'searches.list': () =>
        answer(async () => {
          // Another host may have saved or opened some; nobody waits for an index that is being made.
          if (this.#ready) await this.#count();
        }),
      'searches.save': async (question) => {
        if (this.#list.get().length >= mostSaved) return { type: 'full' };
        return { type: 'saved', searches: await answer(() => this.#save(question)) };
      },
      'searches.rename': ({ id, name }) =>
        answer(() => {
          this.#list.change(id, { name });
        }),
      'searches.remove': ({ id }) =>
        answer(() => {
          this.#list.remove(id);
        }),
      'searches.putBack': (search) =>
        answer(async () => {
          this.#list.add(search);
          await this.#count();
        }),
      'searches.open': async ({ id }) => {
        let fresh: readonly string[] = [];
        const searches = await answer(async () => {
          await this.#count();
          fresh = this.#fresh.get(id) ?? [];
          this.#list.change(id, { seen: this.#seen.tick() });
          this.#fresh.delete(id);
          await this.#seen.save();
        });
        return { searches, fresh: [...fresh] };
      },
    };
  }

  async #save(question: Omit<SavedSearch, 'id' | 'seen'>): Promise<void> {
    this.#list.add({ ...question, id: uuidv4(), seen: 0 });
    await this.#begin();
    const saved = this.#list.get().at(-1);
    if (saved) this.#list.change(saved.id, { seen: this.#seen.tick() });
    await this.#seen.save();
  }

  /** Takes up the notes once there is a search to count for. Without notes, what is there now is nothing new. */
  async #begin(): Promise<void> {
    const searches = this.#list.get();
    for (const { seen } of searches) this.#seen.follow(seen);
    if (this.#noting !== 'no' || searches.length === 0) return;
    const known = await this.#seen.load();
    this.#noting = known || this.#ready ? 'yes' : 'as-old';
    this.#seen.note(this.#options.source.list(), !known);
  }

  #note(ids: readonly string[]): void {
    if (this.#noting === 'no') return;
    const { source } = this.#options;
    this.#seen.note(
      ids.flatMap((id) => source.get(id) ?? []),
      this.#noting === 'as-old',
    );
  }

  async #count(): Promise<void> {
    const { source, matching } = this.#options;
    const searches = this.#list.get();
    const oldest = Math.min(...searches.map(({ seen }) => seen));
    const arrived = this.#seen.after(oldest).filter(([id]) => source.get(id)?.ours === false);
    this.#fresh.clear();
    for (const { id, seen, ...question } of searches) {
      const candidates = arrived.flatMap(([practice, at]) => (at > seen ? [practice] : []));
      if (candidates.length === 0) continue;
      const found = await matching(question, candidates).catch(() => []);
      if (found.length > 0) this.#fresh.set(id, found);
    }
  }

  #listed(): ListedSearch[] {
    return this.#list.get().map((search) => ({ ...search, fresh: this.#fresh.get(search.id)?.length ?? 0 }));
  }

  #tell(): void {
    const searches = this.#listed();
    const told = JSON.stringify(searches);
    if (told === this.#told) return;
    this.#told = told;
    this.#options.changed(searches);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run('saved', work);
  }
}
