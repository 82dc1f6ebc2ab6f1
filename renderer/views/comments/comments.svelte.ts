import type { Backend } from '#renderer/backend/backend';
import type { Place } from '#renderer/views/comments/comment-places';
import { type Failure, toFailure } from '#shared/failure';

/**
 * What is written, and what is done with comments of one practice. What came of it is told to all who show the practice,
 * by `practices.changed`.
 */
export class Comments {
  /** The form is open. */
  writing = $state(false);
  text = $state('');
  place = $state<Place | ''>('');
  quote = $state('');
  tried = $state(false);
  busy = $state(false);
  /** Somebody else's comment was to be taken back. */
  notYours = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  begin(passage: { place: Place; quote: string } | null): void {
    this.writing = true;
    this.tried = false;
    if (passage === null) return;
    this.place = passage.place;
    this.quote = passage.quote;
  }

  cancel(): void {
    this.writing = false;
    this.quote = '';
  }

  /** What was typed stays where it could not be sent. */
  async send(id: string): Promise<void> {
    this.tried = true;
    const text = this.text.trim();
    if (text === '') return;
    const about = this.place === '' ? {} : { about: this.place };
    const quote = this.quote === '' ? {} : { quote: this.quote };
    const sent = await this.#write(() =>
      this.#backend.invoke('comments.add', { id, text, ...about, ...quote }),
    );
    if (!sent) return;
    this.text = '';
    this.place = '';
    this.cancel();
  }

  async resolve(id: string, comment: string): Promise<void> {
    await this.#write(() => this.#backend.invoke('comments.resolve', { id, comment }));
  }

  async reopen(id: string, comment: string): Promise<void> {
    await this.#write(() => this.#backend.invoke('comments.reopen', { id, comment }));
  }

  async remove(id: string, comment: string): Promise<void> {
    await this.#write(async () => {
      const { type } = await this.#backend.invoke('comments.remove', { id, comment });
      this.notYours = type === 'not-yours';
    });
  }

  async #write(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.notYours = false;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
