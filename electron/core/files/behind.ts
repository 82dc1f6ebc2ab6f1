/**
 * Work that goes on behind whoever began it, a few at a time, in the order it was begun. Its first failure is kept until
 * somebody asks how it went; nothing more is begun then.
 */
export class Behind {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  readonly #waiting: (() => Promise<void>)[] = [];
  #failure: { readonly error: unknown } | undefined;

  /** `most`: so many run at a time. */
  constructor(most: number) {
    this.#most = most;
  }

  begin(work: () => Promise<void>): void {
    this.#waiting.push(work);
    this.#goOn();
  }

  /** Resolves when nothing is under way or waits. Fails with the first failure of all that was begun. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running);
    if (this.#failure) throw this.#failure.error;
  }

  /** Begins nothing more, and resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#waiting.length = 0;
    await this.settled().catch(() => undefined);
  }

  #goOn(): void {
    while (this.#running.size < this.#most && !this.#failure) {
      const work = this.#waiting.shift();
      if (!work) return;
      const running = this.#run(work).then(() => {
        this.#running.delete(running);
        this.#goOn();
      });
      this.#running.add(running);
    }
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failure ??= { error };
    }
  }
}
