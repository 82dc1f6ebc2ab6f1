import type { Backend } from '#renderer/backend/backend';
import type { Practice } from '#shared/contract/practices';
import { Failure, toFailure } from '#shared/failure';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';

export interface Upload {
  readonly key: number;
  readonly name: string;
  /** From 0 to 1. */
  share: number;
  failure: Failure | null;
}

type Outcome = { type: 'saved' | 'conflict'; practice: Practice };

/** Files that go to and come from a practice that is being written. */
export class AttachmentList {
  /** Under way, and those that failed until they are put aside. */
  uploads = $state<Upload[]>([]);
  readonly #backend: Backend;
  readonly #editor: PracticeEditor;
  #next = 1;

  constructor(backend: Backend, editor: PracticeEditor) {
    this.#backend = backend;
    this.#editor = editor;
  }

  /** Attaches the files one after the other; one that fails is shown and stops none of the others. */
  async add(files: readonly File[]): Promise<void> {
    const started = files.map((file) => ({ file, key: this.#begin(file.name) }));
    for (const { file, key } of started) await this.#attach(file, key);
  }

  async remove(file: string): Promise<void> {
    const { values } = this.#editor.form;
    await this.#write((base) =>
      this.#backend.invoke('practices.detach', { id: this.#editor.id, base, file }),
    );
    if (!values.reusable.includes(file)) return;
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

  putAside(key: number): void {
    this.uploads = this.uploads.filter((upload) => upload.key !== key);
  }

  #begin(name: string): number {
    const key = this.#next++;
    this.uploads.push({ key, name, share: 0, failure: null });
    return key;
  }

  async #attach(file: File, key: number): Promise<void> {
    const upload = this.uploads.find((candidate) => candidate.key === key);
    if (!upload) return;
    try {
      const given = await this.#backend.give(file, (share) => (upload.share = share));
      upload.share = 1;
      await this.#write(() => this.#backend.invoke('practices.attach', { id: this.#editor.id, file: given }));
      this.putAside(key);
    } catch (error) {
      upload.failure = toFailure(error);
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
        if (outcome.type === 'saved') return;
      }
      throw new Failure('practice-locked');
    });
  }
}
