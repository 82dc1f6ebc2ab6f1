import type { Backend } from '#renderer/backend/backend';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import type { PracticeCopy } from '#shared/contract/copies';
import { type Failure, toFailure } from '#shared/failure';

/** What was done with a copy last: told until it is closed. */
export interface CopyNews {
  readonly kind: 'put-aside' | 'joined' | 'restored' | 'same' | 'changed';
  readonly name: string;
  /** Where it lies in the bin. */
  readonly kept?: string;
  /** With `joined`: titles of the attachments that came along. */
  readonly added?: readonly string[];
}

/** Copies of a practice that sync programs left beside it. */
export class PracticeCopies {
  copies = $state.raw<readonly PracticeCopy[]>([]);
  /** There is no practice.md. */
  missing = $state(false);
  news = $state.raw<CopyNews | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  readonly #editor: PracticeEditor;

  constructor(backend: Backend, editor: PracticeEditor) {
    this.#backend = backend;
    this.#editor = editor;
  }

  /** A look that fails tells of no copies: what hinders it is told by whatever else is done with the practice. */
  async load(): Promise<void> {
    const found = await this.#backend.invoke('copies.list', { id: this.#editor.id }).catch(() => null);
    this.missing = found?.missing ?? false;
    this.copies = (found?.copies ?? []).filter(({ kind }) => kind !== 'kept');
  }

  /** Opens the page on which both are put together; a copy that says nothing else is told of. */
  async merge(copy: PracticeCopy): Promise<void> {
    await this.#try(async () => {
      const found = await this.#backend.invoke('copies.read', { id: this.#editor.id, name: copy.name });
      if (found.type === 'missing') await this.load();
      else if (!(await this.#editor.decisions.compareWith(found.copy, found.practice))) {
        this.news = { kind: 'same', name: copy.name };
      }
    });
  }

  async putAside({ name, sha256, kind }: PracticeCopy): Promise<void> {
    if (sha256 === null) return;
    await this.#try(async () => {
      const outcome = await this.#backend.invoke('copies.putAside', { id: this.#editor.id, name, sha256 });
      if (outcome.type === 'put-aside')
        this.news =
          kind === 'arrived'
            ? { kind: 'joined', name, added: outcome.added }
            : { kind: 'put-aside', name, kept: outcome.kept };
      if (outcome.type === 'changed') this.news = { kind: 'changed', name };
      await this.load();
    });
  }

  async takeBack({ name, kept }: CopyNews): Promise<void> {
    if (kept === undefined) return;
    await this.#try(async () => {
      await this.#backend.invoke('copies.takeBack', { id: this.#editor.id, kept });
      this.news = { kind: 'restored', name };
      await this.load();
    });
  }

  /** Makes the copy the text of the practice and opens it. */
  async putBack({ name }: PracticeCopy): Promise<void> {
    await this.#try(async () => {
      await this.#backend.invoke('copies.putBack', { id: this.#editor.id, name });
      this.#editor.open.failure = null;
      await this.#editor.load();
      await this.load();
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
