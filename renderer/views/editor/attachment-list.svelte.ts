import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import type { Practice } from '#shared/contract/practices';
import { Failure, toFailure } from '#shared/failure';

/** A file on its way into the practice, and what is to be said or asked about it. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** `present`: its bytes are listed already; `marked`: it bears marks of secrecy and waits for a decision. */
  state: 'waiting' | 'sending' | 'failed' | 'present' | 'marked';
  /** From 0 to 1. */
  share: number;
  failure: Failure | null;
  /** The file that has the same bytes. */
  same: string;
  marks: readonly string[];
}

type Outcome = { type: 'saved' | 'conflict' | 'present' | 'marked'; practice: Practice };

interface Given {
  readonly file: File;
  readonly stop: AbortController;
}

/** Files that go to and come from a practice that is being written. */
export class AttachmentList {
  /** Under way, and those that something is to be said about until they are put aside. */
  uploads = $state<Upload[]>([]);
  /** Why the last change of the list failed. */
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  readonly #editor: PracticeEditor;
  readonly #given = new SvelteMap<number, Given>();
  #next = 1;

  constructor(backend: Backend, editor: PracticeEditor) {
    this.#backend = backend;
    this.#editor = editor;
  }

  /** Attaches the files one after the other; one that fails is shown and stops none of the others. */
  async add(files: readonly File[]): Promise<void> {
    const keys = files.map((file) => this.#begin(file));
    for (const key of keys) await this.#attach(key, false);
  }

  /** Attaches a picture that has no name of its own, and answers its file; throws a `Failure` where it cannot. */
  async attachTitled(picture: File, title: string): Promise<string> {
    const given = await this.#backend.give(picture);
    let name: string | undefined;
    await this.#write(async () => {
      const input = { id: this.#editor.id, file: given, title };
      const outcome = await this.#backend.invoke('practices.attach', input);
      // What is added stands last.
      if (outcome.type === 'saved') name = outcome.practice.frontMatter.attachments?.at(-1)?.file;
      else if (outcome.type === 'present') name = outcome.file;
      return outcome;
    });
    if (name === undefined) throw new Failure('unsupported', { where: title });
    return name;
  }

  /** Attaches a file that bears marks of secrecy all the same. */
  async keep(key: number): Promise<void> {
    await this.#attach(key, true);
  }

  /** Ends the way of a file, and forgets what was said about it. */
  putAside(key: number): void {
    this.#given.get(key)?.stop.abort();
    this.#given.delete(key);
    this.uploads = this.uploads.filter((upload) => upload.key !== key);
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

  #begin(file: File): number {
    const key = this.#next++;
    this.#given.set(key, { file, stop: new AbortController() });
    const { name } = file;
    this.uploads.push({ key, name, state: 'waiting', share: 0, failure: null, same: '', marks: [] });
    return key;
  }

  async #attach(key: number, despiteMarks: boolean): Promise<void> {
    const upload = this.uploads.find((candidate) => candidate.key === key);
    const given = this.#given.get(key);
    if (!upload || !given) return;
    upload.state = 'sending';
    try {
      const { signal } = given.stop;
      const file = await this.#backend.give(given.file, (share) => (upload.share = share), signal);
      const { id } = this.#editor;
      if (signal.aborted) return;
      let same = '';
      let marks: readonly string[] = [];
      await this.#write(async () => {
        const outcome = await this.#backend.invoke('practices.attach', { id, file, despiteMarks });
        if (outcome.type === 'present') same = outcome.file;
        if (outcome.type === 'marked') marks = outcome.marks;
        return outcome;
      });
      Object.assign(upload, { same, marks });
      if (marks.length > 0) upload.state = 'marked';
      else if (same !== '') upload.state = 'present';
      else this.putAside(key);
    } catch (error) {
      Object.assign(upload, { failure: toFailure(error), state: 'failed' });
    }
  }

  /**
   * Saves what is typed first. When somebody else saved meanwhile, their version is taken as the base and
   * the write tried again: files do not contradict each other.
   */
  async #write(write: (base: string) => Promise<Outcome>): Promise<void> {
    await this.#editor.flush();
    await this.#editor.enqueue(async () => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const outcome = await write(this.#editor.practice?.hash ?? '');
        this.#editor.takeOver(outcome.practice);
        if (outcome.type !== 'conflict') return;
      }
      throw new Failure('practice-locked');
    });
  }
}
