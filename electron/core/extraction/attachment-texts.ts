import { join } from 'node:path';
import { extractorVersion, type Extracted } from '#core/extraction/extraction';
import { readAttachment, readingLimits, type ReadingLimits } from '#core/extraction/read-attachment';
import { ReadingQueue } from '#core/extraction/reading-queue';
import { type ListedFile, TextRegister } from '#core/extraction/text-register';
import { remarkOn, TextStore } from '#core/extraction/text-store';
import type { Platform } from '#core/platform';
import { holdsNoText, type UnreadReason } from '#shared/model/attachment-text';
import type { Attachment } from '#shared/model/practice';

/** The library's attachments as files. */
export interface AttachmentSource {
  /** Absolute path of a practice's attachment. */
  path(id: string, file: string): string;
  /** False while the library's folder is away. */
  isThere(): Promise<boolean>;
}

/** A text as it is handed to the index. */
export interface FileText {
  readonly name: string;
  readonly text: string;
}

export interface FoundTexts {
  readonly texts: FileText[];
  /** `none`: there is nothing to be read. */
  readonly state: 'none' | 'settled' | 'waiting';
}

export interface UnreadFile {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly reason: UnreadReason;
}

export interface AttachmentTextsOptions {
  readonly platform: Pick<Platform, 'fileSystem' | 'host' | 'after'>;
  /** In the user's profile, for this library alone. */
  readonly folder: string;
  readonly source: AttachmentSource;
  readonly limits?: ReadingLimits;
}

/** Milliseconds in which files that were read become one change of the index. */
const together = 2_000;
/** Milliseconds until a folder that is away is looked for again, or a process that did not start is tried again. */
const pause = 5_000;
/** So often in a row no process may start before files wait for the next run. */
const mostStarts = 3;

/** Texts of the attachments of one library: known ones from the cache, others are read in the background, one at a time. */
export class AttachmentTexts {
  readonly #options: AttachmentTextsOptions;
  readonly #store: TextStore;
  readonly #register: TextRegister;
  readonly #queue = new ReadingQueue();
  /** Files that are not what was attached, by `id/file`: looked at again in the next run. */
  readonly #absent = new Map<string, UnreadReason>();
  readonly #stop = new AbortController();
  readonly #done = new Set<string>();
  #changed: (ids: readonly string[]) => void = () => undefined;
  #started = false;
  #tidied = false;
  #working: Promise<void> | undefined;
  #toldAt = 0;

  constructor(options: AttachmentTextsOptions) {
    const { fileSystem } = options.platform;
    const folder = join(options.folder, String(extractorVersion));
    this.#options = options;
    this.#store = new TextStore(fileSystem, folder);
    this.#register = new TextRegister(fileSystem, folder, extractorVersion);
  }

  /** `changed` hears of practices whose attachments were read since they were asked for. */
  async open(changed: (ids: readonly string[]) => void): Promise<void> {
    this.#changed = changed;
    await this.#register.load();
  }

  /** Files to be read and read already, of those that wait now; undefined where none does. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.#queue.progress;
  }

  /**
   * The texts of a practice's attachments as far as they are known; others are read later. `fingerprint` is that of the
   * text that lists them.
   */
  async textsOf(id: string, fingerprint: string, attachments: readonly Attachment[]): Promise<FoundTexts> {
    const files = attachments
      .filter(({ mediaType }) => !holdsNoText(mediaType))
      .map(({ file, title, sha256 }): ListedFile => ({ file, title, sha256 }));
    if (this.#register.practices.get(id)?.fingerprint !== fingerprint) this.#forgetAbsent(id);
    await this.#drop(this.#register.list(id, { fingerprint, files }));
    const texts: FileText[] = [];
    let settled = true;
    for (const listed of files) {
      const found = await this.#textOf(id, listed);
      if (found === undefined) {
        this.#queue.add(id, listed);
        settled = false;
      } else if (found.type === 'text') texts.push({ name: listed.title || listed.file, text: found.text });
    }
    this.#work();
    return { texts, state: files.length === 0 ? 'none' : settled ? 'settled' : 'waiting' };
  }

  /** Whether everything that this text of a practice lists was read. */
  isSettled(id: string, fingerprint: string): boolean {
    const listed = this.#register.practices.get(id);
    return (
      listed?.fingerprint === fingerprint &&
      listed.files.every((file) => this.#remark(id, file) !== undefined)
    );
  }

  /** Practices that are gone. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.#forgetAbsent(id);
      this.#queue.forget(id);
      await this.#drop(this.#register.list(id, undefined));
    }
  }

  /** Reading may begin: the index is usable. `isThere` says which practices the library has. */
  async start(isThere: (id: string) => boolean): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    await this.forget([...this.#register.practices.keys()].filter((id) => !isThere(id)));
    this.#work();
  }

  /** Files whose words are not found, or not all of them; of one practice or of all. */
  unread(only?: string): UnreadFile[] {
    const { practices } = this.#register;
    const ids = only === undefined ? [...practices.keys()] : [only];
    return ids.flatMap((id) =>
      (practices.get(id)?.files ?? []).flatMap((listed): UnreadFile[] => {
        const reason = this.#remark(id, listed);
        return reason ? [{ id, file: listed.file, title: listed.title, reason }] : [];
      }),
    );
  }

  /** Ends a process that is under way; what was read is kept. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#changed = () => undefined;
    await this.#working;
    await this.#register.save();
  }

  /** Undefined while a file waits to be read. */
  #remark(id: string, { file, sha256 }: ListedFile): UnreadReason | null | undefined {
    return this.#absent.get(`${id}/${file}`) ?? this.#register.outcomes.get(sha256);
  }

  async #textOf(id: string, listed: ListedFile): Promise<Extracted | undefined> {
    const absent = this.#absent.get(`${id}/${listed.file}`);
    if (absent) return { type: 'unread', reason: absent };
    const remark = this.#register.outcomes.get(listed.sha256);
    // Reasons without a text need not be read again.
    if (remark && remark !== 'cut' && remark !== 'no-text') return { type: 'unread', reason: remark };
    const kept = await this.#store.read(listed.sha256);
    if (kept) this.#register.setOutcome(listed.sha256, remarkOn(kept));
    else this.#register.outcomes.delete(listed.sha256);
    return kept;
  }

  async #drop(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) await this.#store.remove(hash);
  }

  #forgetAbsent(id: string): void {
    for (const key of this.#absent.keys()) if (key.startsWith(`${id}/`)) this.#absent.delete(key);
  }

  #work(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    this.#working ??= this.#readAll().finally(() => {
      this.#working = undefined;
    });
  }

  async #readAll(): Promise<void> {
    const { signal } = this.#stop;
    let failedStarts = 0;
    for (let next = this.#queue.next(); next && !signal.aborted; next = this.#queue.next()) {
      try {
        if (await this.#options.source.isThere()) {
          const ids = await this.#readOne(next);
          for (const id of ids) this.#done.add(id);
          failedStarts = 0;
        } else await this.#rest();
      } catch {
        failedStarts += 1;
        if (failedStarts >= mostStarts) break;
        await this.#rest();
      }
      this.#tell(together);
    }
    if (signal.aborted) return;
    await this.#tidy();
    this.#tell(0);
  }

  /** Reads a file where the first of those is that have it as it was attached. Returns who has to be indexed again. */
  async #readOne({ sha256, holders }: NonNullable<ReturnType<ReadingQueue['next']>>): Promise<string[]> {
    const { platform, source, limits = readingLimits } = this.#options;
    const { signal } = this.#stop;
    // Another program with the same profile may have read it meanwhile.
    let extracted: Extracted | 'later' | undefined = await this.#store.read(sha256);
    for (const { id, file } of extracted ? [] : holders) {
      const target = { path: source.path(id, file), name: file, sha256 };
      extracted = await readAttachment(platform.host, target, limits, signal);
      if (signal.aborted) return [];
      const absent = extracted !== 'later' && extracted.type === 'unread' && extracted.reason;
      if (absent !== 'missing' && absent !== 'changed') break;
      // A drive that dropped just now takes nothing away.
      if (!(await source.isThere())) return [];
      this.#absent.set(`${id}/${file}`, absent);
      extracted = undefined;
    }
    this.#queue.remove(sha256);
    if (extracted === 'later') return [];
    if (extracted && this.#register.isUsed(sha256)) {
      await this.#store.write(sha256, extracted);
      this.#register.setOutcome(sha256, remarkOn(extracted));
    }
    return holders.map(({ id }) => id);
  }

  #tell(after: number): void {
    const now = performance.now();
    if (this.#done.size === 0 || now - this.#toldAt < after) return;
    this.#toldAt = now;
    const ids = [...this.#done];
    this.#done.clear();
    this.#changed(ids);
  }

  async #tidy(): Promise<void> {
    const { folder } = this.#options;
    await this.#register.save();
    if (this.#tidied) return;
    this.#tidied = true;
    await this.#store.removeOthers(folder, String(extractorVersion));
    await this.#store.keepOnly((hash) => this.#register.isUsed(hash));
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
