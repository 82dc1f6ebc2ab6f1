import { Highlighter } from '#core/search/highlight';
import { IndexSync } from '#core/search/index-sync';
import { isEmpty, parseQuery } from '#core/search/parsed-query';
import { listPractices } from '#core/search/listing';
import type { SearchReference } from '#core/search/search-document';
import type { IndexAnswer, SearchIndex } from '#core/search/search-index';
import type { SearchSource } from '#core/search/search-source';
import type { Failure } from '#shared/failure';
import type { Hit, IndexState, SearchAnswer, SearchQuery } from '#shared/model/search';

export interface LibrarySearchOptions {
  readonly source: SearchSource;
  readonly reference: SearchReference;
  /** Makes an index that is not open yet; `lost` hears when it ended by itself. */
  readonly createIndex: (lost: (failure: Failure) => void) => SearchIndex;
  readonly changed: (state: IndexState) => void;
}

interface Running {
  readonly index: SearchIndex;
  readonly sync: IndexSync;
  /** Resolves when queries with words are answered; those without never wait. */
  readonly usable: Promise<void>;
}

/** Answers from the index of one library. An index that is lost is made once more; when that is lost too, queries fail. */
export class LibrarySearch {
  readonly #options: LibrarySearchOptions;
  readonly #unsubscribe: () => void;
  #running: Running;
  #state: IndexState = { ready: false, done: 0, total: 0 };
  #losses = 0;
  #closed = false;

  constructor(options: LibrarySearchOptions) {
    this.#options = options;
    this.#running = this.#start();
    this.#unsubscribe = options.source.subscribe((ids) => {
      this.#running.sync.look(ids);
    });
  }

  get state(): IndexState {
    return this.#state;
  }

  async query(query: SearchQuery): Promise<SearchAnswer> {
    const began = performance.now();
    const answer = await this.#ask(query);
    const { source } = this.#options;
    const highlighter = new Highlighter(parseQuery(query.text));
    const hits = answer.hits.flatMap((hit): Hit[] => {
      const practice = source.get(hit.id);
      if (!practice) return [];
      const { tier, foundIn, passage } = hit;
      return [{ practice, title: highlighter.highlight(practice.title), passage, foundIn, tier }];
    });
    // What was deleted a moment ago may still be in the index.
    const total = answer.total - (answer.hits.length - hits.length);
    return { ...answer, hits, total, took: performance.now() - began };
  }

  /** Lets the index go; what was committed is there for the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    await this.#running.usable.catch(() => undefined);
    this.#running.sync.stop();
    await this.#running.index.close();
  }

  /** Asks once more where the index was lost on the way. */
  async #ask(query: SearchQuery): Promise<IndexAnswer> {
    const { source, reference } = this.#options;
    if (isEmpty(parseQuery(query.text))) return listPractices(source.list(), query, reference);
    const asked = this.#running;
    try {
      return await answerOf(asked, query);
    } catch (error) {
      if (this.#running === asked) throw error;
      return answerOf(this.#running, query);
    }
  }

  #start(): Running {
    const { source, reference, createIndex } = this.#options;
    const index = createIndex((failure) => {
      this.#lost(failure);
    });
    const report = (state: IndexState): void => {
      this.#state = state;
      if (!this.#closed) this.#options.changed(state);
    };
    const sync = new IndexSync({ source, reference, index, report });
    const usable = sync.open();
    // Those who wait for it hear of a failure; nobody else has to.
    usable.catch(() => undefined);
    return { index, sync, usable };
  }

  #lost(failure: Failure): void {
    this.#losses += 1;
    if (this.#closed) return;
    if (this.#losses === 1) {
      this.#running = this.#start();
      return;
    }
    const usable: Promise<void> = Promise.reject(failure);
    usable.catch(() => undefined);
    this.#running = { ...this.#running, usable };
    // Nothing is under way any more; queries say what is wrong.
    this.#state = { ...this.#state, ready: true };
    this.#options.changed(this.#state);
  }
}

async function answerOf({ index, usable }: Running, query: SearchQuery): Promise<IndexAnswer> {
  await usable;
  return index.query(query);
}
