import { sectionsThatShow } from '#renderer/views/editor/shown-files';
import type { Attachment, FrontMatter } from '#shared/model/practice';

/** A practice as it is listed and typed. */
export interface PracticeNow {
  readonly frontMatter: Pick<FrontMatter, 'attachments' | 'reusable' | 'language'>;
  readonly sections: readonly { readonly key: string | null; readonly body: string }[];
}

interface Means {
  now(): PracticeNow | null;
  /** True when it is done; what goes wrong is told by others. */
  takeOff(file: string): Promise<boolean>;
  putBack(entry: Attachment): Promise<boolean>;
}

interface Held {
  readonly entry: Attachment;
  listed: boolean;
  /** Whether it is to be listed. */
  wanted: boolean;
}

/**
 * The pictures that pastes of this sitting have attached: they leave the list with a paste that is taken back, and come back with
 * one that is done again. One that a text shows elsewhere, or that was renamed, replaced or marked for reuse since, stays.
 */
export class PastedPictures {
  readonly #means: Means;
  readonly #held = new Map<string, Held>();
  #settling: Promise<void> | null = null;

  constructor(means: Means) {
    this.#means = means;
  }

  /** Pictures that a paste has added to the list. */
  note(entries: readonly Attachment[]): void {
    for (const entry of entries) this.#held.set(entry.file, { entry, listed: true, wanted: true });
  }

  /** True for a picture of a paste of this sitting, listed or not. */
  holds(file: string): boolean {
    return this.#held.has(file);
  }

  /** The paste that brought these files was taken back. */
  undone(files: readonly string[]): Promise<void> {
    return this.#want(files, false);
  }

  /** These files are shown again. */
  redone(files: readonly string[]): Promise<void> {
    return this.#want(files, true);
  }

  #want(files: readonly string[], wanted: boolean): Promise<void> {
    for (const file of files) {
      const held = this.#held.get(file);
      if (held) held.wanted = wanted;
    }
    this.#settling ??= this.#settle().finally(() => (this.#settling = null));
    return this.#settling;
  }

  /** One after the other; who changes their mind meanwhile is heard at the end. */
  async #settle(): Promise<void> {
    // The text that was just changed reaches the form first.
    await Promise.resolve();
    for (;;) {
      const held = [...this.#held.values()].find(({ listed, wanted }) => listed !== wanted);
      if (!held) return;
      const { entry, wanted } = held;
      const isDone = wanted ? await this.#means.putBack(entry) : await this.#takeOff(entry);
      if (isDone) held.listed = wanted;
      else if (held.wanted === wanted) held.wanted = held.listed;
    }
  }

  async #takeOff(entry: Attachment): Promise<boolean> {
    const now = this.#means.now();
    if (now === null) return false;
    const { attachments = [], reusable = [], language } = now.frontMatter;
    const listed = attachments.find(({ file }) => file === entry.file);
    const isSame = listed?.sha256 === entry.sha256 && listed.title === entry.title;
    const isUsed =
      reusable.includes(entry.file) || sectionsThatShow(entry.file, now.sections, language).length > 0;
    return isSame && !isUsed && this.#means.takeOff(entry.file);
  }
}
