import { Failure } from '#shared/failure';

/** While one runs, so many wait; two pages and the editor may ask at once, a person typing overtakes herself. */
const mostWaiting = 4;

interface Turn {
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Runs one piece of work at a time, the newest first. What many newer ones overtook fails with `cancelled`. */
export class NewestFirst {
  readonly #turns: Turn[] = [];
  #running = false;

  async run<T>(work: () => Promise<T>): Promise<T> {
    // Whoever is given a turn finds it still running, so that nobody slips in between.
    if (this.#running) await this.#turn();
    this.#running = true;
    try {
      return await work();
    } finally {
      const next = this.#turns.pop();
      if (next) next.start();
      else this.#running = false;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#turns.push({
        start: resolve,
        cancel: () => {
          reject(new Failure('cancelled', { detail: 'newer queries came' }));
        },
      });
      if (this.#turns.length > mostWaiting) this.#turns.shift()?.cancel();
    });
  }
}
