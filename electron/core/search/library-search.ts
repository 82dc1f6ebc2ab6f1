import { Highlighter } from '#core/search/highlight';
import { parseQuery } from '#core/search/parsed-query';
import { searchDocument, type SearchReference } from '#core/search/search-document';
import type { IndexAnswer, SearchDocument, SearchIndex } from '#core/search/search-index';
import type { SearchSource } from '#core/search/search-source';
import { Failure } from '#shared/failure';
import type { PracticeSummary } from '#shared/model/practice';
import type { Hit, IndexState, SearchAnswer, SearchQuery } from '#shared/model/search';

/** Practices that are read and handed to the index at a time. */
const batch = 50;
/** So many changes at once are shown as progress; a few are done before anyone looks. */
const worthShowing = 20;
/** Milliseconds of quiet after which changes are saved, so that writing does not write the index every minute. */
const saveAfter = 60_000;

export interface LibrarySearchOptions {
  readonly source: SearchSource;
  readonly reference: SearchReference;
  /** Makes an index that is not open yet; `lost` hears when it ended by itself. */
  readonly createIndex: (lost: (failure: Failure) => void) => SearchIndex;
  readonly changed: (state: IndexState) => void;
}

/** Keeps the index of one library in step with its practices and answers from it. An index that is lost is made once more. */
export class LibrarySearch {
  readonly #options: LibrarySearchOptions;
  readonly #unsubscribe: () => void;
  /** Practices to be looked at. */
  readonly #due = new Set<string>();
  /** What the index holds: fingerprints by id; empty for what is there by its summary only. */
  #known = new Map<string, string>();
  #index: SearchIndex;
  /** The index is open and holds at least the summaries. Fails when it was lost for good. */
  #usable: Promise<void>;
  #syncing: Promise<void> | undefined;
  #state: IndexState = { ready: false, done: 0, total: 0 };
  #unsaved = false;
  #saving: NodeJS.Timeout | undefined;
  #losses = 0;
  #closed = false;

  constructor(options: LibrarySearchOptions) {
    this.#options = options;
    this.#index = this.#createIndex();
    this.#usable = this.#start(this.#index);
    // Those who wait for it hear of a failure; nobody else has to.
    this.#usable.catch(() => undefined);
    this.#unsubscribe = options.source.subscribe((ids) => {
      for (const id of ids) this.#due.add(id);
      this.#sync();
    });
  }

  get state(): IndexState {
    return this.#state;
  }

  async query(query: SearchQuery): Promise<SearchAnswer> {
    const began = performance.now();
    const answer = await this.#ask(query);
    const summaries = new Map(this.#options.source.list().map((summary) => [summary.id, summary]));
    const highlighter = new Highlighter(parseQuery(query.text));
    const hits = answer.hits.flatMap((hit): Hit[] => {
      const practice = summaries.get(hit.id);
      if (!practice) return [];
      const { tier, foundIn, passage } = hit;
      return [{ practice, title: highlighter.highlight(practice.title), passage, foundIn, tier }];
    });
    // What was deleted a moment ago may still be in the index.
    const total = answer.total - (answer.hits.length - hits.length);
    return { ...answer, hits, total, took: performance.now() - began };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    clearTimeout(this.#saving);
    await this.#usable.catch(() => undefined);
    await this.#syncing;
    await this.#save().catch(() => undefined);
    await this.#index.close();
  }

  /** Asks once more where the index was lost on the way. */
  async #ask(query: SearchQuery): Promise<IndexAnswer> {
    const usable = this.#usable;
    try {
      await usable;
      return await this.#index.query(query);
    } catch (error) {
      if (this.#usable === usable || this.#closed) throw error;
      await this.#usable;
      return await this.#index.query(query);
    }
  }

  #createIndex(): SearchIndex {
    return this.#options.createIndex((failure) => {
      this.#lost(failure);
    });
  }

  #lost(failure: Failure): void {
    this.#losses += 1;
    if (this.#closed) return;
    if (this.#losses > 1) {
      this.#usable = Promise.reject(failure);
      this.#usable.catch(() => undefined);
      // Nothing is under way any more; queries say what is wrong.
      this.#report({ ...this.#state, ready: true });
      return;
    }
    this.#index = this.#createIndex();
    this.#usable = this.#start(this.#index);
    this.#usable.catch(() => undefined);
  }

  async #start(index: SearchIndex): Promise<void> {
    this.#report({ ready: false, done: 0, total: this.#options.source.list().length });
    this.#known = new Map(await index.open());
    const ids = this.#options.source.list().map((summary) => summary.id);
    await this.#putSummaries(index, ids);
    await index.settle();
    for (const id of [...this.#known.keys(), ...ids]) this.#due.add(id);
    this.#sync();
  }

  /** What is new is found by its summary first: every practice is listed and counted from the start. */
  async #putSummaries(index: SearchIndex, ids: readonly string[]): Promise<void> {
    const fresh = new Set(ids.filter((id) => !this.#known.has(id)));
    const summaries = this.#options.source.list().filter(({ id }) => fresh.has(id));
    for (let at = 0; at < summaries.length; at += batch * 5) {
      const documents = summaries
        .slice(at, at + batch * 5)
        .map((summary) => this.#document(summary, undefined, ''));
      await this.#put(index, documents);
    }
  }

  /** Starts bringing the index up to date, unless that is under way. */
  #sync(): void {
    if (this.#syncing) return;
    const index = this.#index;
    this.#syncing = this.#syncAll(index)
      // After a failure only another index is worth another try; it starts from the beginning.
      .then(
        () => true,
        () => this.#index !== index,
      )
      .then((again) => {
        this.#syncing = undefined;
        if (again && this.#due.size > 0 && !this.#closed) this.#sync();
      });
  }

  async #syncAll(index: SearchIndex): Promise<void> {
    await this.#usable;
    while (this.#due.size > 0 && !this.#closed) {
      const due = [...this.#due];
      this.#due.clear();
      await this.#syncRound(index, due);
    }
  }

  async #syncRound(index: SearchIndex, due: readonly string[]): Promise<void> {
    const there = new Set(this.#options.source.list().map(({ id }) => id));
    const gone = due.filter((id) => !there.has(id) && this.#known.has(id));
    const stale = due.filter((id) => there.has(id) && !this.#isCurrent(id));
    await index.remove(gone);
    for (const id of gone) this.#known.delete(id);
    const long = stale.length > worthShowing;
    if (long) await this.#putSummaries(index, stale);
    for (let at = 0; at < stale.length && !this.#closed; at += batch) {
      if (long) this.#report({ ready: false, done: there.size - stale.length + at, total: there.size });
      await this.#put(index, await this.#read(stale.slice(at, at + batch)));
    }
    if (gone.length + stale.length > 0) this.#saveLater(long);
    if (!this.#closed) await index.settle();
    this.#report({ ready: true, done: there.size, total: there.size });
  }

  #isCurrent(id: string): boolean {
    const fingerprint = this.#options.source.fingerprint(id) ?? '';
    return fingerprint !== '' && this.#known.get(id) === fingerprint;
  }

  /** Documents of practices that are still there. A practice that cannot be read is there by its summary. */
  async #read(ids: readonly string[]): Promise<SearchDocument[]> {
    const { source } = this.#options;
    const wanted = new Set(ids);
    const summaries = source.list().filter(({ id }) => wanted.has(id));
    return Promise.all(
      summaries.map(async (summary) => {
        // Taken before reading: what changes in between is announced, and read again.
        const fingerprint = source.fingerprint(summary.id) ?? '';
        const parts = await source.read(summary.id).catch(() => undefined);
        return this.#document(summary, parts, parts ? fingerprint : '');
      }),
    );
  }

  #document(
    summary: PracticeSummary,
    parts: Parameters<typeof searchDocument>[1],
    fingerprint: string,
  ): SearchDocument {
    return searchDocument(summary, parts, fingerprint, this.#options.reference);
  }

  async #put(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void> {
    await index.put(documents);
    for (const { id, fingerprint } of documents) this.#known.set(id, fingerprint);
  }

  #saveLater(soon: boolean): void {
    this.#unsaved = true;
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#save().catch(() => undefined), soon ? 0 : saveAfter);
    this.#saving.unref();
  }

  async #save(): Promise<void> {
    if (!this.#unsaved) return;
    this.#unsaved = false;
    await this.#index.save();
  }

  #report(state: IndexState): void {
    this.#state = state;
    if (!this.#closed) this.#options.changed(state);
  }
}
