import type { SearchDocument, SearchIndex } from '#core/search/search-index';
import { Searcher } from '#core/search/searcher';
import { searcherWith } from '#tests/core/search/samples';

/** An index in this thread, in segments of four documents. */
export class ThreadlessIndex implements SearchIndex {
  readonly #documents = new Map<string, SearchDocument>();
  #searcher = new Searcher([]);

  open = () => Promise.resolve(new Map<string, string>());
  put(documents: readonly SearchDocument[]): Promise<void> {
    for (const document of documents) this.#documents.set(document.id, document);
    return Promise.resolve();
  }
  remove = () => Promise.resolve();
  settle(): Promise<void> {
    this.#searcher = searcherWith([...this.#documents.values()], 4);
    return Promise.resolve();
  }
  query: SearchIndex['query'] = (asked) => this.#searcher.query(asked);
  similar: SearchIndex['similar'] = () => Promise.resolve([]);
  matching: SearchIndex['matching'] = (asked, ids) => Promise.resolve(this.#searcher.matching(asked, ids));
  close = () => Promise.resolve();
}
