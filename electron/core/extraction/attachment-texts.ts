import { join } from 'node:path';
import { extractorVersion, type Extracted, isPartlyRead } from '#core/extraction/extraction';
import { type AttachmentSource, BackgroundReader } from '#core/extraction/background-reader';
import type { ReadingLimits } from '#core/extraction/read-attachment';
import { Room } from '#core/extraction/room';
import { type ListedFile, TextRegister } from '#core/extraction/text-register';
import { remarkOn, TextStore } from '#core/extraction/text-store';
import type { Quiet } from '#core/jobs/quiet';
import type { Platform } from '#core/platform';
import { holdsNoText, mostTextOfPractice, type UnreadReason } from '#shared/model/attachment-text';
import type { Attachment } from '#shared/model/practice';

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
  /** Times in which nothing is read. */
  readonly quiet?: Quiet | undefined;
  readonly limits?: ReadingLimits;
  /** Characters of all files of a practice. */
  readonly mostOfPractice?: number;
}

/** Texts of the attachments of one library: known ones from the cache, others are read in the background, one at a time. */
export class AttachmentTexts {
  readonly #options: AttachmentTextsOptions;
  readonly #store: TextStore;
  readonly #register: TextRegister;
  readonly #reader: BackgroundReader;
  /** Files that are not what was attached, by `id/file`: looked at again in the next run. */
  readonly #absent = new Map<string, UnreadReason>();
  #changed: (ids: readonly string[]) => void = () => undefined;
  #tidied = false;

  constructor(options: AttachmentTextsOptions) {
    const { fileSystem } = options.platform;
    const folder = join(options.folder, String(extractorVersion));
    this.#options = options;
    this.#store = new TextStore(fileSystem, folder);
    this.#register = new TextRegister(fileSystem, folder, extractorVersion);
    this.#reader = new BackgroundReader({
      ...options,
      store: this.#store,
      register: this.#register,
      absent: this.#absent,
      told: (ids) => {
        this.#changed(ids);
      },
      finished: () => this.#tidy(),
    });
  }

  /** `changed` hears of practices whose attachments were read since they were asked for. */
  async open(changed: (ids: readonly string[]) => void): Promise<void> {
    this.#changed = changed;
    await this.#register.load();
  }

  /** Files to be read and read already, of those that wait now; undefined where none does. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.#reader.progress;
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
    const room = new Room(this.#options.mostOfPractice ?? mostTextOfPractice);
    const texts: FileText[] = [];
    let settled = true;
    for (const listed of files) {
      const found = await this.#textOf(id, listed);
      if (found === undefined) {
        this.#reader.add(id, listed);
        settled = false;
      } else if (found.type === 'text') {
        const text = room.take(listed.file, found.text);
        if (text !== '') texts.push({ name: listed.title || listed.file, text });
      }
    }
    this.#register.setOver(id, room.over);
    this.#reader.work();
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
      this.#reader.forget(id);
      await this.#drop(this.#register.list(id, undefined));
    }
  }

  /** Reading may begin: the index is usable. `isThere` says which practices the library has. */
  async start(isThere: (id: string) => boolean): Promise<void> {
    if (this.#reader.started) return;
    this.#reader.started = true;
    await this.forget([...this.#register.practices.keys()].filter((id) => !isThere(id)));
    this.#reader.work();
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
    this.#changed = () => undefined;
    await this.#reader.stop();
    await this.#register.save();
  }

  /** Undefined while a file waits to be read. */
  #remark(id: string, { file, sha256 }: ListedFile): UnreadReason | null | undefined {
    const remark = this.#absent.get(`${id}/${file}`) ?? this.#register.outcomes.get(sha256);
    const isOver = this.#register.practices.get(id)?.over?.includes(file) === true;
    return isOver && (remark === null || isPartlyRead(remark)) ? 'practice-full' : remark;
  }

  async #textOf(id: string, listed: ListedFile): Promise<Extracted | undefined> {
    const absent = this.#absent.get(`${id}/${listed.file}`);
    if (absent) return { type: 'unread', reason: absent };
    const remark = this.#register.outcomes.get(listed.sha256);
    // Reasons without a text need not be read again.
    if (remark && !isPartlyRead(remark)) return { type: 'unread', reason: remark };
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

  async #tidy(): Promise<void> {
    const { folder } = this.#options;
    await this.#register.save();
    if (this.#tidied) return;
    this.#tidied = true;
    await this.#store.removeOthers(folder, String(extractorVersion));
    await this.#store.keepOnly((hash) => this.#register.isUsed(hash));
  }
}
