/** How many practices at most are looked at more often than others. */
const most = 64;

/** Practices that are likely to change soon: worked on here, or changed a moment ago. */
export class HotPractices {
  /** Until when, by id; the one that was named last is the last one. */
  readonly #until = new Map<string, number>();

  /** `until` as by the clock that `at` is asked with. A practice that is hot for longer stays so. */
  add(id: string, until: number): void {
    const known = this.#until.get(id) ?? 0;
    this.#until.delete(id);
    this.#until.set(id, Math.max(known, until));
    const [oldest] = this.#until.keys();
    if (this.#until.size > most && oldest !== undefined) this.#until.delete(oldest);
  }

  /** Those that are hot at this time. */
  at(now: number): string[] {
    for (const [id, until] of this.#until) if (until <= now) this.#until.delete(id);
    return [...this.#until.keys()];
  }

  delete(id: string): void {
    this.#until.delete(id);
  }
}
