/** Saves each change as it is made: one after another, and of those that come meanwhile only the last. */
export class AtOnce<T> {
  busy = $state(false);
  #next: { value: T } | null = null;
  readonly #save: (value: T) => Promise<void>;

  /** `save` takes care of its own faults. */
  constructor(save: (value: T) => Promise<void>) {
    this.#save = save;
  }

  async put(value: T): Promise<void> {
    this.#next = { value };
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) await this.#save(next.value);
    } finally {
      this.busy = false;
    }
  }

  #take(): { value: T } | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }
}
