import type { Backend } from '#renderer/backend/backend';
import { noReadings, type Readings, withRead } from '#renderer/views/compare/readings';
import { type Failure, toFailure } from '#shared/failure';

/** The practices that stand side by side, by id; those that were not fetched yet are not in it. */
export class ComparedPractices {
  readings = $state.raw<Readings>(noReadings);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Fetches the practices and follows their changes; returns the function that ends it. Tracks nothing in an effect. */
  follow(ids: readonly string[]): () => void {
    let live = true;
    let asked = 0;
    // By id, which question about it was the last one: an older answer shows nothing.
    const last: Record<string, number> = {};
    const load = async (some: readonly string[]): Promise<void> => {
      const ticket = (asked += 1);
      for (const id of some) last[id] = ticket;
      const isLast = (id: string): boolean => live && last[id] === ticket;
      try {
        const read = await Promise.all(
          some.map(async (id) => [id, await this.#backend.invoke('practices.get', { id })] as const),
        );
        const newest = read.filter(([id]) => isLast(id));
        if (newest.length === 0) return;
        this.readings = withRead(this.readings, newest, ids);
        this.failure = null;
      } catch (error) {
        if (some.some(isLast)) this.failure = toFailure(error);
      }
    };
    void load(ids);
    const stop = this.#backend.subscribe('practices.changed', (changed) => {
      const here = ids.filter((id) => changed.ids.includes(id));
      if (here.length > 0) void load(here);
    });
    return () => {
      live = false;
      stop();
    };
  }
}
