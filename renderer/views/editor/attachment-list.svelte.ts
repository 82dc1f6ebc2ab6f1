import type { Backend } from '#renderer/backend/backend';
import { PastedPictures, type PracticeNow } from '#renderer/views/editor/paste/pasted-pictures';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { type Attached, UploadQueue } from '#renderer/views/editor/upload-queue.svelte';
import type { FileReference } from '#shared/contract/operation';
import type { Practice } from '#shared/contract/practices';
import { Failure, toFailure } from '#shared/failure';
import type { Attachment } from '#shared/model/practice';

type Outcome = { type: 'saved' | 'conflict' | 'present' | 'marked'; practice: Practice };

/** `added` is null where the same bytes were listed already. */
export type AttachedPicture =
  | { readonly type: 'attached'; readonly file: string; readonly added: Attachment | null }
  | { readonly type: 'marked' };

/** Files that go to and come from a practice that is being written. */
export class AttachmentList {
  /** Why the last change of the list failed. */
  failure = $state.raw<Failure | null>(null);
  readonly queue: UploadQueue;
  readonly pasted: PastedPictures;
  readonly #backend: Backend;
  readonly #editor: PracticeEditor;

  constructor(backend: Backend, editor: PracticeEditor) {
    this.#backend = backend;
    this.#editor = editor;
    this.queue = new UploadQueue({
      give: (file, progress, signal) => backend.give(file, progress, signal),
      attach: (file, despiteMarks, signal) => this.#attach(file, { despiteMarks }, signal),
      detach: (file) => this.remove(file),
    });
    this.pasted = new PastedPictures({
      now: () => this.#now(),
      takeOff: (file) =>
        this.change((base) => backend.invoke('practices.detach', { id: editor.id, base, file })),
      putBack: (entry) =>
        this.change(() => backend.invoke('attachments.relist', { id: editor.id, items: [entry] })),
    });
  }

  /** Attaches the files one after the other; answers the names of those that are listed now. */
  add(files: readonly File[]): Promise<string[]> {
    return this.queue.add(files);
  }

  /** Attaches a picture that has no name of its own, and answers its file; throws a `Failure` where it cannot. */
  async attachTitled(picture: File, title: string): Promise<string> {
    const outcome = await this.attachPicture(picture, title);
    if (outcome.type === 'marked') throw new Failure('unsupported', { where: title });
    return outcome.file;
  }

  /** Attaches a picture that a text is to show; throws a `Failure`. */
  async attachPicture(picture: File, title: string): Promise<AttachedPicture> {
    const outcome = await this.#attach(await this.#backend.give(picture), { title });
    if (outcome.type === 'marked') return { type: 'marked' };
    if (outcome.type === 'present') return { type: 'attached', file: outcome.file, added: null };
    const listed = this.#editor.practice?.frontMatter.attachments ?? [];
    const added = listed.find(({ file }) => file === outcome.added) ?? null;
    return { type: 'attached', file: outcome.added, added };
  }

  async remove(file: string): Promise<void> {
    const { values } = this.#editor.form;
    const removed = await this.change((base) =>
      this.#backend.invoke('practices.detach', { id: this.#editor.id, base, file }),
    );
    if (!removed || !values.reusable.includes(file)) return;
    values.reusable = values.reusable.filter((other) => other !== file);
    this.#editor.touch();
  }

  /** Marks a file as one that others can use as it is. */
  markReusable(file: string, reusable: boolean): void {
    const { values } = this.#editor.form;
    const others = values.reusable.filter((other) => other !== file);
    values.reusable = reusable ? [...others, file] : others;
    this.#editor.touch();
  }

  /** Gives a file another title. */
  async rename(file: string, title: string): Promise<void> {
    await this.#arrange((items) => items.map((item) => (item.file === file ? { file, title } : item)));
  }

  /** Moves a file by one place. */
  async move(file: string, by: 1 | -1): Promise<void> {
    await this.#arrange((items) => {
      const at = items.findIndex((item) => item.file === file);
      const to = at + by;
      const [item] = items.slice(at, at + 1);
      return item && to >= 0 && to < items.length ? items.toSpliced(at, 1).toSpliced(to, 0, item) : items;
    });
  }

  /** Puts a smaller picture in the place of a file; the original is kept. True when it is there. */
  async replace(file: string, smaller: File): Promise<boolean> {
    const { id } = this.#editor;
    return this.change(async (base) => {
      const given = await this.#backend.give(smaller);
      return this.#backend.invoke('attachments.replace', { id, base, file, with: given });
    });
  }

  async restoreOriginal(file: string): Promise<void> {
    const { id } = this.#editor;
    await this.change((base) => this.#backend.invoke('attachments.restoreOriginal', { id, base, file }));
  }

  /** Carries out a change of the list; what goes wrong is kept in `failure`. */
  async change(write: (base: string) => Promise<Outcome>): Promise<boolean> {
    this.failure = null;
    try {
      await this.#write(write);
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }

  async #arrange(
    order: (items: { file: string; title: string }[]) => { file: string; title: string }[],
  ): Promise<void> {
    const { id } = this.#editor;
    await this.change((base) => {
      const listed = this.#editor.practice?.frontMatter.attachments ?? [];
      const items = order(listed.map(({ file, title }) => ({ file, title })));
      return this.#backend.invoke('attachments.arrange', { id, base, items });
    });
  }

  #now(): PracticeNow | null {
    const { practice, form } = this.#editor;
    if (practice === null) return null;
    form.collect();
    const { reusable, language } = form.values;
    const { attachments = [] } = practice.frontMatter;
    return { frontMatter: { attachments, reusable, language }, sections: form.sectionList() };
  }

  async #attach(
    file: FileReference,
    options: { title?: string; despiteMarks?: boolean },
    signal?: AbortSignal,
  ): Promise<Attached> {
    let found: Attached | undefined;
    await this.#write(async () => {
      if (signal?.aborted) throw new Failure('cancelled', { where: file.name });
      const outcome = await this.#backend.invoke('practices.attach', {
        id: this.#editor.id,
        file,
        ...options,
      });
      // What is added stands last.
      const added = outcome.practice.frontMatter.attachments?.at(-1)?.file ?? '';
      found = outcome.type === 'saved' ? { type: 'saved', added } : outcome;
      return outcome;
    });
    if (!found) throw new Failure('practice-locked');
    return found;
  }

  /**
   * Saves what is typed first. When somebody else saved meanwhile, their version is taken as the base and
   * the write tried again: files do not contradict each other.
   */
  async #write(write: (base: string) => Promise<Outcome>): Promise<void> {
    await this.#editor.flush();
    await this.#editor.open.enqueue(async () => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const outcome = await write(this.#editor.practice?.hash ?? '');
        this.#editor.others.takeOver(outcome.practice);
        if (outcome.type !== 'conflict') return;
      }
      throw new Failure('practice-locked');
    });
  }
}
