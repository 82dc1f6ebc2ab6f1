import { Highlighter } from '#core/search/highlight';
import type { Expanded, QueryExpansion } from '#core/search/expansion/query-expansion';
import { IndexSync } from '#core/search/index-sync';
import { isEmpty } from '#core/search/parsed-query';
import { FilterValues } from '#core/search/query/filter-values';
import { readingOf, type ReadQuery, readQuery } from '#core/search/query/read-query';
import { ListedPractices } from '#core/search/listed-practices';
import { listPractices } from '#core/search/listing';
import type { SearchReference } from '#core/search/search-document';
import type { IndexAnswer, IndexQuery, SearchIndex } from '#core/search/search-index';
import type { AttachmentTexts } from '#core/extraction/attachment-texts';
import type { Quiet } from '#core/jobs/quiet';
import type { SearchSource } from '#core/search/search-source';
import type { Output } from '#shared/contract/contract';
import type { SimilarPractice } from '#shared/contract/similar';
import type { Failure } from '#shared/failure';
import { comparable, type OurPlace, ourPlace } from '#shared/model/likeness';
import type { SavedQuestion } from '#shared/model/saved-search';
import type { Hit, IndexState, SearchAnswer, SearchQuery } from '#shared/model/search';

/** Practices that are named as similar to one. */
const mostSimilar = 5;
/** Attachments that are listed as not found. */
const mostUnread = 1_000;

export interface LibrarySearchOptions {
  readonly source: SearchSource;
  readonly reference: SearchReference;
  /** Without it just what was typed is looked for. */
  readonly expansion?: QueryExpansion | undefined;
  /** Makes an index that is not open yet; `lost` hears when it ended by itself. */
  readonly createIndex: (lost: (failure: Failure) => void) => SearchIndex;
  readonly changed: (state: IndexState) => void;
  /** Without them nothing inside attachments is found. */
  readonly files?: AttachmentTexts | undefined;
  /** Times in which nothing is read for the index. */
  readonly quiet?: Quiet | undefined;
}

interface Running {
  readonly index: SearchIndex;
  readonly sync: IndexSync;
  /** Resolves when queries with words are answered; those without never wait. */
  readonly usable: Promise<void>;
}

/** Milliseconds after which an index that was lost twice is made again for whoever asks. */
const secondChance = 60_000;

/**
 * Answers from the index of one library. An index that is lost is made once more; when that is lost too, queries fail,
 * until somebody asks a minute later: what loses an index again and again must not keep the machine busy.
 */
export class LibrarySearch {
  readonly #options: LibrarySearchOptions;
  readonly #unsubscribe: () => void;
  readonly #values: FilterValues;
  readonly #listed: ListedPractices;
  #running: Running;
  #state: IndexState = { ready: false, done: 0, total: 0 };
  #losses = 0;
  #lostAt = 0;
  #closed = false;

  constructor(options: LibrarySearchOptions) {
    this.#options = options;
    this.#listed = new ListedPractices(options.reference);
    this.#values = new FilterValues(
      options.reference,
      () => options.source.list(),
      () => {
        const ours = this.#ours();
        return ours ? comparable(ours) : [];
      },
    );
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
    const read = readQuery(query, this.#values);
    const { alternatives, told } = await this.#expand(read, query);
    const index = { ...read.index, alternatives, ...this.#withOurs() };
    const { cut, ...answer } = await this.#ask({ ...read, index });
    const { source } = this.#options;
    const highlighter = new Highlighter(read.parsed, ['title'], alternatives);
    const hits = answer.hits.flatMap((hit): Hit[] => {
      const practice = source.get(hit.id);
      if (!practice) return [];
      const { tier, foundIn, passage, passageFile } = hit;
      const from = passageFile === undefined ? {} : { passageFile };
      return [{ practice, title: highlighter.highlight(practice.title), passage, foundIn, tier, ...from }];
    });
    // What was deleted a moment ago may still be in the index.
    const total = answer.total - (answer.hits.length - hits.length);
    const reading = readingOf(read, cut ? { cut } : {});
    return { ...answer, ...reading, ...told, hits, total, took: performance.now() - began };
  }

  /** Attachments whose words are not found; of one practice or of all. */
  unread(id?: string): Promise<Output<'search.unread'>> {
    const files = this.#options.files?.unread(id) ?? [];
    const named = files.slice(0, mostUnread).map((file) => ({
      ...file,
      practice: this.#options.source.get(file.id)?.title ?? '',
    }));
    return Promise.resolve({ total: files.length, files: named });
  }

  /** Practices like this one as far as they are in the library still. */
  async similar(id: string): Promise<SimilarPractice[]> {
    const found = await this.#fromIndex((index) => index.similar(id, mostSimilar));
    return found.flatMap(({ id: other, shared }): SimilarPractice[] => {
      const practice = this.#options.source.get(other);
      return practice ? [{ practice, shared }] : [];
    });
  }

  /** Those of the practices that a question finds with everything it asks for, filters too. */
  async matching(question: SavedQuestion, ids: readonly string[]): Promise<readonly string[]> {
    const { source } = this.#options;
    const query = { ...question, limit: Math.max(1, ids.length) };
    const { index: plain, parsed } = readQuery(query, this.#values);
    const read = { ...plain, ...this.#withOurs() };
    const { alternatives } = await this.#expand({ parsed }, query);
    if (!isEmpty(parsed)) return this.#fromIndex((index) => index.matching({ ...read, alternatives }, ids));
    const summaries = ids.flatMap((id) => source.get(id) ?? []);
    return listPractices(summaries, read, this.#listed).hits.map(({ id }) => id);
  }

  /** Lets the index go; what was committed is there for the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    await this.#running.usable.catch(() => undefined);
    this.#running.sync.stop();
    await this.#options.files?.close();
    await this.#running.index.close();
  }

  #ours(): OurPlace | undefined {
    const { source, reference } = this.#options;
    const office = source.office?.();
    return office ? ourPlace(office, reference.provinces) : undefined;
  }

  #withOurs(): Pick<IndexQuery, 'ours'> {
    const ours = this.#ours();
    return ours ? { ours } : {};
  }

  async #expand({ parsed }: Pick<ReadQuery, 'parsed'>, query: SearchQuery): Promise<Expanded> {
    const { expansion } = this.#options;
    return (await expansion?.expand(parsed, query)) ?? { alternatives: [], told: {} };
  }

  async #ask({ index: query, parsed }: ReadQuery): Promise<IndexAnswer> {
    const { source } = this.#options;
    if (isEmpty(parsed)) return listPractices(source.list(), query, this.#listed);
    return this.#fromIndex((index) => index.query(query));
  }

  /** Asks once more where the index was lost on the way. */
  async #fromIndex<T>(ask: (index: SearchIndex) => Promise<T>): Promise<T> {
    if (this.#losses > 1 && performance.now() - this.#lostAt > secondChance) this.#startAgain();
    const asked = this.#running;
    try {
      await asked.usable;
      return await ask(asked.index);
    } catch (error) {
      if (this.#running === asked) throw error;
      await this.#running.usable;
      return ask(this.#running.index);
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
    const { files, quiet } = this.#options;
    const sync = new IndexSync({ source, reference, index, report, files, quiet });
    const usable = sync.open();
    // Those who wait for it hear of a failure; nobody else has to.
    usable.catch(() => undefined);
    return { index, sync, usable };
  }

  #startAgain(): void {
    this.#losses = 0;
    this.#running = this.#start();
  }

  #lost(failure: Failure): void {
    this.#losses += 1;
    this.#lostAt = performance.now();
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
