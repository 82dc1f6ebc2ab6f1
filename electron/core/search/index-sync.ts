import { searchDocument, type SearchReference } from '#core/search/search-document';
import type { SearchDocument, SearchIndex } from '#core/search/search-index';
import type { PracticeParts, SearchSource } from '#core/search/search-source';
import type { AttachmentTexts } from '#core/extraction/attachment-texts';
import type { Quiet } from '#core/jobs/quiet';
import type { PracticeSummary } from '#shared/model/practice';
import type { IndexState } from '#shared/model/search';

/** Practices that are handed to the index at a time: so many at most, read by tens, until they have so many characters of files. */
const batch = 50;
const readTogether = 10;
const mostOfFiles = 4_000_000;
/** So many changes at once are shown as progress; a few are done before anyone looks. */
const worthShowing = 20;
/** Practices that are read before those read so far can be found. */
const foundTogether = 2_000;

/** Marks a fingerprint of a practice whose attachments are in the index with it, or not all of them yet. */
const filesMarks = { none: '', settled: ' +files', waiting: ' ?files' } as const;

/** Keeps one index in step with the practices of a library. When the index is lost, so is this: make both anew. */
export class IndexSync {
  readonly #source: SearchSource;
  readonly #reference: SearchReference;
  readonly #index: SearchIndex;
  readonly #report: (state: IndexState) => void;
  readonly #files: AttachmentTexts | undefined;
  readonly #quiet: Quiet | undefined;
  readonly #stop = new AbortController();
  /** Practices to be looked at. */
  readonly #due = new Set<string>();
  /** What the index holds: fingerprints by id; empty for what is there by its summary only. */
  #known = new Map<string, string>();
  #open = false;
  #running = false;

  constructor(options: {
    source: SearchSource;
    reference: SearchReference;
    index: SearchIndex;
    report: (state: IndexState) => void;
    /** Without them nothing inside attachments is found. */
    files?: AttachmentTexts | undefined;
    /** Times in which nothing is read. */
    quiet?: Quiet | undefined;
  }) {
    this.#source = options.source;
    this.#reference = options.reference;
    this.#index = options.index;
    this.#report = options.report;
    this.#files = options.files;
    this.#quiet = options.quiet;
  }

  /** Resolves when practices are found by the words of their summaries at least; their texts follow in the background. */
  async open(): Promise<void> {
    const ids = this.#source.list().map(({ id }) => id);
    this.#report({ ready: false, done: 0, total: ids.length });
    this.#known = new Map(await this.#index.open());
    await this.#files?.open((changed) => {
      this.look(changed);
    });
    if (await this.#putSummaries(ids)) await this.#index.settle();
    this.#open = true;
    this.look([...this.#known.keys(), ...this.#source.list().map(({ id }) => id)]);
  }

  /** Brings the index up to date with these practices. */
  look(ids: readonly string[]): void {
    for (const id of ids) this.#due.add(id);
    if (!this.#open || this.#stopped || this.#running) return;
    // A failure is that of the index: whoever owns it heard of it.
    this.#run().catch(() => undefined);
  }

  /** Hands over nothing any more. Does not wait for files that are being read: a vanished drive may take minutes. */
  stop(): void {
    this.#stop.abort();
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      do {
        const due = [...this.#due];
        this.#due.clear();
        await this.#round(due);
      } while (this.#due.size > 0 && !this.#stopped);
    } finally {
      this.#running = false;
    }
  }

  async #round(due: readonly string[]): Promise<void> {
    const there = new Set(this.#source.list().map(({ id }) => id));
    const gone = due.filter((id) => !there.has(id) && this.#known.has(id));
    const stale = due.filter((id) => there.has(id) && !this.#isCurrent(id));
    await this.#remove(gone);
    const long = stale.length > worthShowing;
    if (long && (await this.#putSummaries(stale))) await this.#index.settle();
    await this.#putTexts(stale, (done) => {
      if (long) this.#report({ ready: false, done: there.size - stale.length + done, total: there.size });
    });
    if (this.#stopped) return;
    await this.#index.settle();
    const files = this.#files?.progress;
    this.#report({ ready: true, done: there.size, total: there.size, ...(files ? { files } : {}) });
    await this.#files?.start((id) => there.has(id));
  }

  /** What was read is indexed while the next is read. */
  async #putTexts(ids: readonly string[], progress: (done: number) => void): Promise<void> {
    let put = Promise.resolve();
    let settled = 0;
    for (let at = 0; at < ids.length && !this.#stopped;) {
      await this.#quiet?.over(this.#stop.signal);
      if (this.#stop.signal.aborted) break;
      progress(at);
      const { documents, read } = await this.#readBatch(ids.slice(at, at + batch));
      await put;
      put = this.#put(documents);
      at += read;
      if (at - settled < foundTogether) continue;
      settled = at;
      await put.then(() => this.#index.settle());
    }
    await put;
  }

  /** The first of these: as many as fit together. */
  async #readBatch(ids: readonly string[]): Promise<{ documents: SearchDocument[]; read: number }> {
    const documents: SearchDocument[] = [];
    let [read, characters] = [0, 0];
    while (read < ids.length && characters < mostOfFiles) {
      const some = await this.#read(ids.slice(read, read + readTogether));
      for (const { files = [] } of some) for (const { text } of files) characters += text.length;
      documents.push(...some);
      read += readTogether;
    }
    return { documents, read: Math.min(read, ids.length) };
  }

  /** What is new is found by its summary first: every practice is listed and counted from the start. True if any was. */
  async #putSummaries(ids: readonly string[]): Promise<boolean> {
    const fresh = new Set(ids.filter((id) => !this.#known.has(id)));
    const summaries = this.#source.list().filter(({ id }) => fresh.has(id));
    for (let at = 0; at < summaries.length; at += batch * 5) {
      await this.#put(
        summaries.slice(at, at + batch * 5).map((summary) => this.#document(summary, undefined, '')),
      );
    }
    return summaries.length > 0;
  }

  #isCurrent(id: string): boolean {
    const fingerprint = this.#fingerprint(id);
    if (fingerprint === '') return false;
    const known = this.#known.get(id);
    if (known === fingerprint) return true;
    return known === fingerprint + filesMarks.settled && this.#files?.isSettled(id, fingerprint) === true;
  }

  /** Of the text, and of the status, which stands elsewhere; empty where the text cannot be read. */
  #fingerprint(id: string): string {
    const text = this.#source.fingerprint(id) ?? '';
    const status = this.#source.get(id)?.status ?? '';
    return text === '' || status === '' ? text : `${text} ${status}`;
  }

  /** Documents of practices that are still there. A practice that cannot be read is there by its summary. */
  async #read(ids: readonly string[]): Promise<SearchDocument[]> {
    const wanted = new Set(ids);
    const summaries = this.#source.list().filter(({ id }) => wanted.has(id));
    return Promise.all(
      summaries.map(async (summary) => {
        // Taken before reading: what changes in between is announced, and read again.
        const fingerprint = this.#fingerprint(summary.id);
        const parts = await this.#source.read(summary.id).catch(() => undefined);
        if (!parts) return this.#document(summary, parts, '');
        const { attachments = [] } = parts.frontMatter;
        const files = await this.#files?.textsOf(summary.id, fingerprint, attachments);
        const mark = filesMarks[files?.state ?? 'none'];
        const document = this.#document(summary, parts, fingerprint && fingerprint + mark);
        return files && files.texts.length > 0 ? { ...document, files: files.texts } : document;
      }),
    );
  }

  #document(summary: PracticeSummary, parts: PracticeParts | undefined, fingerprint: string): SearchDocument {
    return searchDocument(summary, parts, fingerprint, this.#reference);
  }

  async #put(documents: readonly SearchDocument[]): Promise<void> {
    await this.#index.put(documents);
    for (const { id, fingerprint } of documents) this.#known.set(id, fingerprint);
  }

  async #remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#index.remove(ids);
    for (const id of ids) this.#known.delete(id);
    await this.#files?.forget(ids);
  }
}
