import type { Backend } from '#renderer/backend/backend';
import type { OpenQuestion } from '#shared/contract/statements';

/** Milliseconds that changes must rest: whoever writes saves often. */
const rest = 1_500;

/** What offices have said that lists and the first screen show. Asked for only while a screen that shows it is open. */
export class PracticeMarks {
  discontinued = $state.raw<readonly string[]>([]);
  questions = $state.raw<readonly OpenQuestion[]>([]);
  readonly #backend: Backend;
  #ticket = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Loads and follows changes; returns the function that stops following. Tracks nothing in an effect. */
  follow(): () => void {
    void this.#load();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.#load(), rest);
    };
    const stops = [
      this.#backend.subscribe('statements.changed', () => void this.#load()),
      // A practice may come after what is said about it.
      this.#backend.subscribe('practices.changed', later),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }

  /** Another library is open. */
  clear(): void {
    this.#ticket += 1;
    this.discontinued = [];
    this.questions = [];
  }

  async #load(): Promise<void> {
    const ticket = (this.#ticket += 1);
    // Hints, not the person's question: where they cannot be had nothing is said.
    const marks = await this.#backend.invoke('statements.marks', {}).catch(() => undefined);
    if (!marks || ticket !== this.#ticket) return;
    this.discontinued = marks.discontinued;
    this.questions = marks.questions;
  }
}
