/** Works about one thing wait for each other; works about different ones do not. */
export class Turns {
  readonly #running = new Map<string, Promise<void>>();

  isBusy(id: string): boolean {
    return this.#running.has(id);
  }

  /** Resolves when nothing about this is under way. */
  async quiet(id: string): Promise<void> {
    await this.#running.get(id);
  }

  async run(id: string, work: () => Promise<void>): Promise<void> {
    const done = work().finally(() => this.#running.delete(id));
    this.#running.set(id, done);
    await done;
  }
}
