import type { Application } from '#renderer/state/application.svelte';
import type { Input } from '#shared/contract/contract';
import type { AboutPractice, ShownStatement } from '#shared/contract/statements';

type Saying =
  | 'statements.discontinue'
  | 'statements.adopt'
  | 'statements.ask'
  | 'statements.answer'
  | 'statements.withdraw';

/** What offices have said about the practice that is read, and what the person adds to it. */
export class Said {
  about = $state.raw<AboutPractice | null>(null);
  busy = $state(false);
  readonly #app: Application;
  #id = '';
  #ticket = 0;

  constructor(app: Application) {
    this.#app = app;
  }

  /** Follows what is said about a practice; returns the function that ends it. Tracks nothing in an effect. */
  follow(id: string): () => void {
    this.#id = id;
    void this.#load();
    const { backend } = this.#app;
    const stops = [
      backend.subscribe('statements.changed', () => void this.#load()),
      backend.subscribe('practices.changed', ({ ids }) => {
        if (ids.includes(id)) void this.#load();
      }),
    ];
    return () => {
      this.#ticket += 1;
      this.about = null;
      for (const stop of stops) stop();
    };
  }

  /** Says something, or takes it back; true when it was done. */
  async say<N extends Saying>(operation: N, input: Input<N>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const answer = await this.#app.ask(operation, input);
    this.busy = false;
    return answer !== undefined;
  }

  withdraw({ id }: Pick<ShownStatement, 'id'>): Promise<boolean> {
    return this.say('statements.withdraw', { id });
  }

  async #load(): Promise<void> {
    const ticket = (this.#ticket += 1);
    // Beside the text that is read: where it cannot be had, the text still can.
    const about = await this.#app.backend
      .invoke('statements.about', { practice: this.#id })
      .catch(() => undefined);
    if (about && ticket === this.#ticket) this.about = about;
  }
}
