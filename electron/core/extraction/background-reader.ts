import type { Extracted } from '#core/extraction/extraction';
import { readAttachment, readingLimits, type ReadingLimits } from '#core/extraction/read-attachment';
import { ReadingQueue } from '#core/extraction/reading-queue';
import type { ListedFile, TextRegister } from '#core/extraction/text-register';
import { remarkOn, type TextStore } from '#core/extraction/text-store';
import type { Quiet } from '#core/jobs/quiet';
import type { Platform } from '#core/platform';
import type { UnreadReason } from '#shared/model/attachment-text';

/** The library's attachments as files. */
export interface AttachmentSource {
  /** Absolute path of a practice's attachment. */
  path(id: string, file: string): string;
  /** False while the library's folder is away. */
  isThere(): Promise<boolean>;
}

/** Milliseconds in which files that were read become one change of the index. */
const together = 2_000;
/** Milliseconds until a folder that is away is looked for again, or a process that did not start is tried again. */
const pause = 5_000;
/** So often in a row no process may start before files wait for the next run. */
const mostStarts = 3;

interface ReaderOptions {
  readonly platform: Pick<Platform, 'host' | 'after'>;
  readonly source: AttachmentSource;
  /** Nothing is read meanwhile: a file under way is let go and read from its beginning later. */
  readonly quiet?: Quiet | undefined;
  readonly limits?: ReadingLimits;
  readonly store: TextStore;
  readonly register: TextRegister;
  /** Files that are not what was attached, by `id/file`: it adds those that it comes upon. */
  readonly absent: Map<string, UnreadReason>;
  /** Hears of practices whose files were read. */
  readonly told: (ids: readonly string[]) => void;
  /** Called whenever nothing is left to be read. */
  readonly finished: () => Promise<void>;
}

/** Reads files that wait, one at a time, and keeps what was found in them. */
export class BackgroundReader {
  /** Reading may begin. */
  started = false;
  readonly #options: ReaderOptions;
  readonly #queue = new ReadingQueue();
  readonly #stop = new AbortController();
  readonly #done = new Set<string>();
  #working: Promise<void> | undefined;
  #toldAt = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Files to be read and read already, of those that wait now; undefined where none does. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.#queue.progress;
  }

  add(id: string, listed: ListedFile): void {
    this.#queue.add(id, listed);
  }

  forget(id: string): void {
    this.#queue.forget(id);
  }

  /** Goes on, or begins where it may. */
  work(): void {
    if (!this.started || this.#stop.signal.aborted) return;
    this.#working ??= this.#readAll();
  }

  async #readAll(): Promise<void> {
    const { signal } = this.#stop;
    try {
      // What comes while the end is noted finds this still at work.
      for (let isLeft = true; isLeft; isLeft = this.#queue.progress !== undefined) {
        const isReadable = await this.#readWaiting();
        if (signal.aborted) return;
        await this.#options.finished();
        this.#tell(0);
        if (!isReadable) return;
      }
    } finally {
      this.#working = undefined;
    }
  }

  /** False where no process can be started: what is left waits until somebody asks for work again. */
  async #readWaiting(): Promise<boolean> {
    const { signal } = this.#stop;
    let failedStarts = 0;
    for (let next = await this.#next(); next && !signal.aborted; next = await this.#next()) {
      try {
        if (await this.#options.source.isThere()) {
          const ids = await this.#readOne(next);
          for (const id of ids) this.#done.add(id);
          failedStarts = 0;
        } else await this.#rest();
      } catch {
        failedStarts += 1;
        if (failedStarts >= mostStarts) return false;
        await this.#rest();
      }
      this.#tell(together);
    }
    return true;
  }

  /** The file to be read now, once nobody wants quiet. */
  async #next(): Promise<ReturnType<ReadingQueue['next']>> {
    await this.#options.quiet?.over(this.#stop.signal);
    return this.#queue.next();
  }

  /** Reads a file where the first of those is that have it as it was attached. Returns who has to be indexed again. */
  async #readOne({ sha256, holders }: NonNullable<ReturnType<ReadingQueue['next']>>): Promise<string[]> {
    const { platform, source, limits = readingLimits, store, register, absent: absents } = this.#options;
    const signal = this.#letGo();
    // Another program with the same profile may have read it meanwhile.
    let extracted: Extracted | 'later' | undefined = await store.read(sha256);
    for (const { id, file } of extracted ? [] : holders) {
      const target = { path: source.path(id, file), name: file, sha256 };
      extracted = await readAttachment(platform.host, target, limits, signal);
      if (signal.aborted) return [];
      const absent = extracted !== 'later' && extracted.type === 'unread' && extracted.reason;
      if (absent !== 'missing' && absent !== 'changed') break;
      // A drive that dropped just now takes nothing away.
      if (!(await source.isThere())) return [];
      absents.set(`${id}/${file}`, absent);
      extracted = undefined;
    }
    this.#queue.remove(sha256);
    if (extracted === 'later') return [];
    if (extracted && register.isUsed(sha256)) {
      await store.write(sha256, extracted);
      register.setOutcome(sha256, remarkOn(extracted));
    }
    return holders.map(({ id }) => id);
  }

  /** Says when the file under way is not to be read on. */
  #letGo(): AbortSignal {
    const { quiet } = this.#options;
    return quiet ? AbortSignal.any([this.#stop.signal, quiet.interrupted]) : this.#stop.signal;
  }

  #tell(after: number): void {
    const now = performance.now();
    if (this.#done.size === 0 || now - this.#toldAt < after) return;
    this.#toldAt = now;
    const ids = [...this.#done];
    this.#done.clear();
    this.#options.told(ids);
  }

  /** Ends a process that is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#working;
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#stop.signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#options.platform.after(pause, end);
      this.#stop.signal.addEventListener('abort', end);
    });
  }
}
