/**
 * Reads anew as often as asked for, one reading after the other: an older answer never takes the place of a newer one, and
 * whoever waits has what was there when they asked. What is asked for while a reading waits to begin is answered by that one.
 */
export class Reading {
  readonly #read: () => Promise<void>;
  #running: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;

  /** `read` reads and shows; what it throws goes to those who wait for it. */
  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** Begins at once where nothing is being read. */
  again(): Promise<void> {
    if (this.#running === null) return this.#begin();
    const begin = (): Promise<void> => {
      this.#waiting = null;
      return this.#begin();
    };
    this.#waiting ??= this.#running.then(begin, begin);
    return this.#waiting;
  }

  #begin(): Promise<void> {
    const running = this.#read().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}
